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
    PARTY = "party"
    ROLE = "role"
    OFFICEHOLDER = "officeholder"


@dataclass(frozen=True, slots=True)
class Mention:
    """The words from ``start`` up to ``end`` of a reading that name somebody.

    ``is_capital`` tells a capital inside a sentence. ``who`` holds every candidate's name the words fit: several where a surname is shared.
    """

    start: int
    end: int
    named: Named
    certainty: Certainty
    who: tuple[str, ...]
    is_capital: bool = False
