"""The forms in which people say a name."""

from collections.abc import Iterator
from dataclasses import dataclass

from canvass.scripts.gate.everyday_words import EVERYDAY_WORDS
from canvass.scripts.gate.legible import legible
from canvass.scripts.gate.letters import fold
from canvass.scripts.gate.mentions import Certainty

SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "esq", "phd", "md", "jd", "hijo"})
PARTICLES = frozenset(
    {"de", "la", "las", "los", "del", "el", "al", "van", "von", "der", "den", "da", "do", "dos"}
    | {"di", "le", "du", "st", "bin", "ibn", "ben", "y", "e", "ter", "ten", "mac", "mc", "o", "d"}
)
SURE_LENGTH = 4


@dataclass(frozen=True, slots=True)
class NameForm:
    """Folded words that name somebody, and how surely."""

    words: tuple[str, ...]
    certainty: Certainty
    is_given: bool = False


@dataclass(frozen=True, slots=True)
class SplitName:
    """A name as folded words: given and middle names before the surname."""

    given: tuple[str, ...]
    surname: tuple[str, ...]


def split_name(name: str) -> SplitName:
    """Take a name apart; suffixes are dropped, particles belong to the surname after them.

    "Hugo de la Ventisca" gives hugo | de la ventisca; "Price Jr., Desmond" desmond | price.
    """
    head, comma, tail = legible(name).partition(",")
    tail_words = _words(tail)
    if comma and tail_words and not set(tail_words) <= SUFFIXES:
        return SplitName(tuple(tail_words), tuple(_words(head)))
    words = _words(head)
    if len(words) < 2:
        return SplitName((), tuple(words))
    start = len(words) - 1
    while start > 1 and words[start - 1] in PARTICLES:
        start -= 1
    # A hyphen's halves belong together: "Barragán-Peñuela".
    last = fold(head.split()[-1]).split("-")
    if len(last) > 1:
        start = min(start, max(1, len(words) - len([part for part in last if part])))
    return SplitName(tuple(words[:start]), tuple(words[start:]))


def forms_of(name: str, aliases: tuple[str, ...] = ()) -> Iterator[NameForm]:
    """Give the forms a name is said in, the whole name and the surname first.

    Middle names, given names and the halves of a double surname are only possible where they are
    short or everyday words.
    """
    split = split_name(name)
    if split.given and split.surname:
        yield from _whole(split)
    yield from _surname(split.surname)
    for given in split.given:
        if len(given) > 1:
            yield NameForm((given,), Certainty.POSSIBLE, is_given=True)
    for alias in aliases:
        words = tuple(_words(legible(alias)))
        if words:
            is_sure = len(words) > 1 or _alone(words) is Certainty.CERTAIN
            yield NameForm(words, Certainty.CERTAIN if is_sure else Certainty.POSSIBLE)


def _whole(split: SplitName) -> Iterator[NameForm]:
    yield NameForm((*split.given, *split.surname), Certainty.CERTAIN)
    yield NameForm((*split.surname, *split.given), Certainty.CERTAIN)
    for given in split.given:
        yield NameForm((given, *split.surname), Certainty.CERTAIN)
        yield NameForm((given, split.surname[-1]), Certainty.CERTAIN)


def _surname(surname: tuple[str, ...]) -> Iterator[NameForm]:
    if surname:
        yield NameForm(surname, _alone(surname))
        yield NameForm(("".join(surname),), _alone(("".join(surname),)))
    for part in surname:
        if part not in PARTICLES:
            yield NameForm((part,), _alone((part,)))


def words_of_name(name: str) -> tuple[str, ...]:
    """Fold a name into the words by which two names are compared."""
    split = split_name(name)
    return (*split.given, *split.surname)


def _alone(words: tuple[str, ...]) -> Certainty:
    """Judge a surname said without a given name."""
    telling = [word for word in words if word not in PARTICLES]
    is_sure = any(len(word) >= SURE_LENGTH and word not in EVERYDAY_WORDS for word in telling)
    return Certainty.CERTAIN if is_sure else Certainty.POSSIBLE


def _words(text: str) -> list[str]:
    cleaned = fold(text).replace("'", "").replace(".", " ")
    spaced = "".join(one if one.isalnum() else " " for one in cleaned)
    return [word for word in spaced.split() if word not in SUFFIXES] or spaced.split()
