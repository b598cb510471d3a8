"""What is asked about, and what was noticed that leads to asking."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Pattern(StrEnum):
    """What a question is about."""

    BURST = "burst"
    SHORT_GAPS = "short_gaps"
    CONTACTS = "contacts"
    SAME_ANSWERS = "same_answers"


@dataclass(frozen=True, slots=True)
class Noticed:
    """What was noticed in somebody's day; ``figures`` are for that person alone."""

    pattern: Pattern
    figures: Mapping[str, float]
