"""Somebody named in a sentence."""

from dataclasses import dataclass
from enum import StrEnum


class Certainty(StrEnum):
    """Whether the words can only mean this name, or are also a given name or an everyday word."""

    CERTAIN = "certain"
    POSSIBLE = "possible"


class Named(StrEnum):
    """What sort of somebody is named."""

    CANDIDATE = "candidate"
    OFFICEHOLDER = "officeholder"


@dataclass(frozen=True, slots=True)
class Mention:
    """The words from ``start`` up to ``end`` of a reading that name somebody.

    ``who`` holds every candidate's name the words fit: several where a surname is shared.
    ``is_capital`` tells of a capital that does not only begin a sentence.
    """

    start: int
    end: int
    named: Named
    certainty: Certainty
    who: tuple[str, ...]
    is_capital: bool = False
