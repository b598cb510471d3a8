"""What a text says beside each candidate of a race: before the first, between, after the last."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from canvass.scripts.ballot import Race
from canvass.scripts.gate.mentions import Certainty, Named
from canvass.scripts.gate.scanner import Sentence
from canvass.scripts.gate.words import spans_of_words

_BETWEEN = r"(?:and|or|y|o|e|u|the|el|la|also|tambien|también|los|las|plus|with|\d{1,3})"
_EDGE = r"(?:[^\w\n]|_)"
_LEADING = re.compile(rf"^(?:{_EDGE}*\b{_BETWEEN}\b(?![-/%]))*{_EDGE}*", re.IGNORECASE)
_TRAILING = re.compile(rf"{_EDGE}*(?:\b{_BETWEEN}{_EDGE}+)*$", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[.!?…;])[\"')\]]* +(?=\W*\w)|\n+")
_LINE_END = re.compile(r"\n+(?! *[a-zà-ÿ])")
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_BEGINS_LINE = re.compile(r"(?:^|\n)(?:[^\w\n]|_|\d{1,3}\b)*$")
_CLAUSE_END = re.compile(r"[.:;!?…](?!\w)|\n")


@dataclass(frozen=True, slots=True)
class Parts:
    """``names`` in the order they stand; ``after`` is what follows each of them, the last too.

    ``before`` is what stands before the first. Everything as it is written, up to whoever else is
    named; ``is_in_lines`` tells whether each name begins a line.
    """

    names: tuple[str, ...]
    before: str
    after: tuple[str, ...]
    is_in_lines: bool


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of one candidate as ``pieces`` (lines, or sentences), and what is left over.

    ``is_beside`` tells whether it begins on the line of the name.
    """

    pieces: tuple[str, ...]
    is_beside: bool
    rest: str = ""

    @property
    def text(self) -> str:
        """All of it."""
        return "\n".join(self.pieces)


def parts_of(text: str, sentences: Sequence[Sentence], race: Race) -> Parts | None:
    """Take a legible ``text`` apart, whose ``sentences`` those are.

    None where the names cannot be found in it as it stands, but only in another way to read it.
    """
    spans = spans_of_words(text)
    plain = [one.readings[0] for one in sentences if one.readings]
    if sum(len(one.words) for one in plain) != len(spans):
        return None
    marks: list[tuple[int, int, str]] = []
    first = 0
    for marked in plain:
        for one in marked.mentions:
            if one.certainty is Certainty.CERTAIN and one.named is Named.CANDIDATE:
                begin, end = spans[first + one.start][0], spans[first + one.end - 1][1]
                marks.append((begin, end, one.who[0]))
        first += len(marked.words)
    of_race = {one.name for one in race.on_ballot}
    at = [index for index, (_, _, name) in enumerate(marks) if name in of_race]
    if {marks[index][2] for index in at} != of_race or len(at) != len(of_race):
        return None
    starts = [*(begin for begin, _, _ in marks), len(text)]
    return Parts(
        names=tuple(marks[index][2] for index in at),
        before=text[marks[at[0] - 1][1] if at[0] else 0 : starts[at[0]]],
        after=tuple(text[marks[index][1] : starts[index + 1]] for index in at),
        is_in_lines=all(_BEGINS_LINE.search(text[: starts[index]]) for index in at),
    )


def told_after(parts: Parts) -> list[Told]:
    """Give what stands after each name.

    What follows the last name is theirs as far as the others have something; the ``rest`` is said
    of nobody, or of everybody.
    """
    *others, last = parts.after
    end = _LINE_END if parts.is_in_lines else _SENTENCE_END
    told = [Told(tuple(pieces_of(one, end)), _is_beside(one)) for one in others]
    most = max((len(one.pieces) for one in told), default=0)
    may_be_apart = any(_BLANK_LINE.search(one.strip()) for one in others)
    return [*told, _told_last(last, most, end, may_be_apart=may_be_apart)]


def told_before(parts: Parts) -> list[Told]:
    """Give what stands before each name on its line or in its clause ("lawyer Ana, lawyer Bo")."""
    befores = [clause_before(parts), *parts.after[:-1]]
    told = [Told(tuple(pieces_of(one, _SENTENCE_END)), is_beside=True) for one in befores]
    told[-1] = Told(told[-1].pieces, is_beside=True, rest=parts.after[-1])
    return told


def told_last_alone(parts: Parts) -> Told:
    """Give what the last name's sentence goes on with, where the others have nothing after them."""
    return _told_last(parts.after[-1], 0, _SENTENCE_END, may_be_apart=False)


def clause_before(parts: Parts) -> str:
    """Give the words that stand right before the first name."""
    return _CLAUSE_END.split(parts.before)[-1]


def pieces_of(text: str, end: re.Pattern[str] = _SENTENCE_END) -> list[str]:
    """Split into lines or sentences without the words and signs that only join."""
    trimmed = (trim(piece) for piece in end.split(text))
    return [piece for piece in trimmed if piece]


def trim(text: str) -> str:
    """Leave out signs, numbers of a list and words as "and" at both ends."""
    begun = _LEADING.sub("", text.strip(), count=1)
    return _TRAILING.sub("", begun, count=1)


def _is_beside(text: str) -> bool:
    return bool(trim(text.split("\n", 1)[0]))


def _told_last(text: str, most: int, end: re.Pattern[str], *, may_be_apart: bool) -> Told:
    stop = len(text)
    if not may_be_apart and (blank := _BLANK_LINE.search(text)):
        stop = blank.start()
    if not most:
        first = next((one.start() for one in _SENTENCE_END.finditer(text[:stop])), stop)
        own = [piece] if (piece := text[:first].strip()) and trim(piece) else []
        return Told(tuple(own), is_beside=bool(own), rest=text[first:])
    taken: list[str] = []
    at = 0
    for match in [*end.finditer(text[:stop]), None]:
        piece = trim(text[at : match.start() if match else stop])
        taken += [piece] if piece else []
        at = match.end() if match else stop
        if len(taken) == most:
            break
    return Told(tuple(taken), _is_beside(text), rest=text[at:])
