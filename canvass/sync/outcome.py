"""What became of each item of a push: exactly one outcome, so that they add up to the items."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Outcome(StrEnum):
    """The one thing that became of an item; each is durably stored."""

    APPLIED = "applied"
    DUPLICATE = "duplicate"
    HELD = "held"
    QUARANTINED = "quarantined"


@dataclass(frozen=True, slots=True)
class ItemOutcome:
    """One item's outcome.

    ``position`` is its place in the push, from 0; ``id`` the knock's, None where it has none that
    can be read. ``code`` and ``message`` say why and what to do, both empty where all is well;
    ``is_fixable`` whether a mended version under the same id can be applied.
    """

    position: int
    id: UUID | None
    outcome: Outcome
    code: str = ""
    message: str = ""
    is_fixable: bool = False


def count_outcomes(outcomes: Iterable[ItemOutcome]) -> dict[Outcome, int]:
    """Count items by outcome, naming each outcome also where it never occurred."""
    counts = dict.fromkeys(Outcome, 0)
    for item in outcomes:
        counts[item.outcome] += 1
    return counts
