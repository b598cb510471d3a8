"""A sentence as words, read in each way its spelling may be meant."""

# ruff: noqa: RUF001 (look-alikes are what this module is about)

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from canvass.scripts.gate.letters import fold

_INSIDE = re.compile(r"(?<=[^\W_])[^\w\s]+(?=[^\W_])|_")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_LEET = str.maketrans("03457896@$+€£¢×", "oeastbgbastelcx")
_LEET_SIGNS = "0134578@$!|+€£¢×"
_DRAWINGS = {"\\/": "v", "/\\": "a", "()": "o", "[]": "o", "|)": "d", "|_|": "u", "|<": "k"}
_DRAWN = re.compile("|".join(map(re.escape, _DRAWINGS)))
_CAPITAL_I = re.compile(r"(?<=[a-zI])I(?![a-z]*[A-HJ-Z])|(?<=[a-z])I")
_PAIRS = (("vv", "w"), ("rn", "m"), ("m", "rn"), ("cl", "d"), ("vv", "v"), ("nn", "m"))
_ONES = re.compile(r"[1!|]")
_ALONE = {"4": "for", "2": "to", "x": "por", "&": "and"}
_POSSESSIVE = re.compile(r"'s?$")
_LETTERS_APART = re.compile(r"(?<!\w)(?:\w ){2,}\w(?!\w)")
_LINKING = frozenset({"para", "fiscal", "attorney", "district", "prosecutor", "please", "hay"})
_MASKS = re.compile(r"[*#?•._~]+")


@dataclass(frozen=True, slots=True)
class Word:
    """One folded word; ``is_capital`` when it was written with a capital."""

    text: str
    is_capital: bool = False


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words that disguises are looked for: ``urging`` ones and parts of ``names``."""

    urging: frozenset[str]
    names: frozenset[str]
    seams: re.Pattern[str]

    @classmethod
    def of(cls, urging: Collection[str], names: Collection[str]) -> "Vocabulary":
        """Make a vocabulary; the longest words are looked for first."""
        known = sorted({*urging, *names, *_LINKING}, key=lambda word: (-len(word), word))
        seams = re.compile("|".join(map(re.escape, known)) or r"(?!)")
        return cls(frozenset(urging), frozenset(names), seams)


def readings_of(sentence: str, vocabulary: Vocabulary) -> list[tuple[Word, ...]]:
    """Read a legible sentence as it stands, with its pieces joined, and with figures as letters.

    Every reading is looked through: one of them is what the eye sees.
    """
    closed = _LETTERS_APART.sub(lambda match: match[0].replace(" ", ""), sentence)
    chunks = closed.replace("- ", "-").split()
    readings = [tuple(_plain(sentence.split()))]
    readings.append(tuple(_joined(chunks, vocabulary)))
    if any(map(_is_leet, chunks)):
        for one in "il":
            decoded = [_decode(chunk, one) for chunk in chunks]
            readings.append(tuple(_plain(decoded)))
            readings.append(tuple(_joined(decoded, vocabulary)))
    return list(dict.fromkeys(reading for reading in readings if reading))


def spans_of_words(sentence: str) -> list[tuple[int, int]]:
    """Give where each word of the first reading begins and ends."""
    return [match.span() for match in _WORD.finditer(sentence) if any(_word(match[0]))]


def _plain(chunks: list[str]) -> Iterator[Word]:
    for chunk in chunks:
        for match in _WORD.finditer(chunk):
            yield from _word(match[0])


def _word(raw: str) -> Iterator[Word]:
    folded = _POSSESSIVE.sub("", fold(raw)).replace("'", "")
    if folded:
        yield Word(folded, raw[:1].isupper())


def _joined(chunks: list[str], vocabulary: Vocabulary) -> Iterator[Word]:
    words: list[Word] = []
    for chunk in chunks:
        masked = _unmasked(chunk, vocabulary)
        for match in _WORD.finditer(masked or _INSIDE.sub("", chunk)):
            words += _word(match[0])
    words = _join_short(words, vocabulary)
    words = _join_two(words, vocabulary)
    for word in words:
        yield from _at_seams(_unstretched(word, vocabulary), vocabulary)


def _unmasked(chunk: str, vocabulary: Vocabulary) -> str | None:
    """Read "v*te" as the one urging word or name that fits."""
    core = chunk.strip("\"'.,;:!?()[]")
    if not _MASKS.search(core) or not 3 < len(core) < 30 or not core[0].isalpha():
        return None
    pattern = re.compile(
        "".join(
            "." if _MASKS.fullmatch(character) else re.escape(character) for character in fold(core)
        )
    )
    fitting = (word for word in vocabulary.urging | vocabulary.names if pattern.fullmatch(word))
    return min(fitting, default=None)


def _join_short(words: list[Word], vocabulary: Vocabulary) -> list[Word]:
    """Join runs of at least three words of one or two letters that hide an urging word or name."""
    joined: list[Word] = []
    run: list[Word] = []
    for word in [*words, Word("")]:
        if word.text and len(word.text) <= 2:
            run.append(word)
            continue
        whole = "".join(one.text for one in run)
        hides = len(run) > 2 and (
            whole in vocabulary.urging
            or any(len(found) > 3 for found in vocabulary.seams.findall(whole))
        )
        joined += _seamed(Word(whole, run[0].is_capital), vocabulary) if hides else run
        run = []
        joined += [word] if word.text else []
    return joined


def _join_two(words: list[Word], vocabulary: Vocabulary) -> list[Word]:
    """Join two neighbours that make an urging word ("sup port"); names join where they are met."""
    joined: list[Word] = []
    for word in words:
        whole = joined[-1].text + word.text if joined else ""
        if whole in vocabulary.urging and len(whole) > 3 and word.text not in vocabulary.urging:
            joined[-1] = Word(whole, joined[-1].is_capital)
        else:
            joined.append(word)
    return joined


def _unstretched(word: Word, vocabulary: Vocabulary) -> Word:
    """Read "voooote" as "vote" and "supppport" as "support"."""
    if not re.search(r"(.)\1\1", word.text):
        return word
    for times in (r"\1", r"\1\1"):
        shorter = re.sub(r"(.)\1{2,}", times, word.text)
        if shorter in vocabulary.urging or shorter in vocabulary.names:
            return Word(shorter, word.is_capital)
    return Word(re.sub(r"(.)\1{2,}", r"\1", word.text), word.is_capital)


def _at_seams(word: Word, vocabulary: Vocabulary) -> Iterator[Word]:
    """Split "votefor" and turn "etov" round, where the pieces are known; leave other words."""
    if word.text in vocabulary.names or word.text in vocabulary.urging:
        yield word
        return
    backwards = word.text[::-1]
    if len(backwards) > 3 and (backwards in vocabulary.urging or backwards in vocabulary.names):
        yield Word(backwards, word.is_capital)
        return
    paired = {word.text.replace(pair, letter) for pair, letter in _PAIRS} - {word.text}
    for text in sorted(paired & (vocabulary.urging | vocabulary.names)):
        yield Word(text, word.is_capital)
        return
    if len(word.text) < 7:
        yield word
        return
    found = vocabulary.seams.findall(word.text)
    covered = sum(map(len, found))
    has_name = any(len(piece) > 4 and piece in vocabulary.names for piece in found)
    has_both = len(found) > 1 and covered == len(word.text)
    if has_both or (has_name and covered < len(word.text)):
        yield from _seamed(word, vocabulary)
    else:
        yield word


def _seamed(word: Word, vocabulary: Vocabulary) -> list[Word]:
    spaced = vocabulary.seams.sub(lambda match: f" {match[0]} ", word.text)
    return [Word(piece, word.is_capital) for piece in spaced.split()]


def _is_leet(chunk: str) -> bool:
    core = chunk.strip("\"'.,;:!?()[]")
    if core.casefold() in _ALONE or _DRAWN.search(core) or _CAPITAL_I.search(core):
        return True
    has_sign = any(sign in core for sign in _LEET_SIGNS) or "!" in core
    return has_sign and any(map(str.isalpha, core))


def _decode(chunk: str, one: str) -> str:
    core = chunk.strip("\"'.,;:?()[]")
    if core.casefold() in _ALONE:
        return _ALONE[core.casefold()]
    if not _is_leet(chunk):
        return chunk
    decode: Callable[[str], str] = lambda text: _ONES.sub(one, text).translate(_LEET)  # noqa: E731
    stem = _CAPITAL_I.sub("l", core.rstrip("!"))
    core = stem + core[len(core.rstrip("!")) :]
    for drawn, letter in _DRAWINGS.items():
        stem = stem.replace(drawn, letter)
        core = core.replace(drawn, letter)
    return decode(stem) + core[len(stem) :]
