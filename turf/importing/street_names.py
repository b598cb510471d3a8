"""One spelling for each street, so that two files agree which is which."""

import re
from functools import lru_cache

from turf.importing.street_words import DIRECTIONS, ORDINALS, TYPES, UNIT_WORDS

_SHORT_DIRECTIONS = frozenset(DIRECTIONS.values())
_SHORT_TYPES = frozenset(TYPES.values())
_NOT_WORD = re.compile(r"[^\w\s]|_")
_UNIT_WORD = re.compile(rf"^(?:(?:{'|'.join(UNIT_WORDS)})\b[.:\s]*|#\s*)+(?=\S)", re.IGNORECASE)


@lru_cache(maxsize=65_536)
def normal_street(name: str) -> str:
    """Spell a street's name the short way: ``North Fifth Street`` and ``N. 5th St`` are one.

    Directions are shortened where something else than a type is left (``North St`` keeps its name),
    types everywhere but as the first word (``Park St``, ``St James Pl``).
    """
    words = _NOT_WORD.sub("", name.replace("-", " ")).upper().split()
    words = [ORDINALS.get(word, word.lstrip("0") or word) for word in words]
    words = words[:1] + [TYPES.get(word, word) for word in words[1:]]
    for end in (0, -1):
        rest = words[1:] if end == 0 else words[:-1]
        if any(word not in _SHORT_TYPES for word in rest):
            words[end] = DIRECTIONS.get(words[end], words[end])
    if words and words[0] == "SAINT":
        words[0] = "ST"
    return " ".join(words)


def unlike_words(name: str) -> tuple[str, ...]:
    """Return the words of a normal name in which no slip of the pen is forgiven.

    Those are numbers, directions, types and single letters.
    """
    return tuple(
        word
        for word in name.split()
        if word in _SHORT_DIRECTIONS
        or word in _SHORT_TYPES
        or len(word) == 1
        or any(sign.isdigit() for sign in word)
    )


@lru_cache(maxsize=65_536)
def normal_unit(unit: str) -> str:
    """Spell a unit the short way: ``Apt. 2b``, ``#2B`` and ``2B`` are one."""
    return _UNIT_WORD.sub("", unit.strip()).strip().upper()
