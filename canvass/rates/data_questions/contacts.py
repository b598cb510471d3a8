"""Whether as many people answered as do for others in the same turfs at the same hours."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from canvass.rates.data_questions.noticed import Noticed, Pattern
from canvass.rates.intervals import Z_95

FEWEST_ATTEMPTS = 20
"""Of one's own and of others', in the turfs and hours that both have."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Attempts, and contacts among them, in one turf at one hour of day: one's own and others'.

    Raises ValueError unless 0 <= contacts <= attempts for both.
    """

    attempts: int
    contacts: int
    others_attempts: int
    others_contacts: int

    def __post_init__(self) -> None:
        """Refuse more contacts than attempts."""
        if not 0 <= self.contacts <= self.attempts:
            raise ValueError(f"contacts must be from 0 to {self.attempts}, not {self.contacts}")
        if not 0 <= self.others_contacts <= self.others_attempts:
            raise ValueError(
                f"contacts must be from 0 to {self.others_attempts}, not {self.others_contacts}"
            )


def notice_contacts(cells: Sequence[Cell]) -> Noticed | None:
    """Notice contacts that differ, either way, from what others' lead one to expect.

    The test of Mantel and Haenszel with its correction for continuity, at 95 % two-sided (Journal
    of the National Cancer Institute 22 (1959), 719-748): only the same turf at the same hour is
    compared, so a street where few are home counts against nobody.
    """
    shared = [cell for cell in cells if cell.attempts and cell.others_attempts]
    attempts = sum(cell.attempts for cell in shared)
    if min(attempts, sum(cell.others_attempts for cell in shared)) < FEWEST_ATTEMPTS:
        return None
    contacts = sum(cell.contacts for cell in shared)
    expected = sum(_expected(cell) for cell in shared)
    spread = sqrt(sum(_variance(cell) for cell in shared))
    if abs(contacts - expected) - 0.5 <= Z_95 * spread:
        return None
    figures = {"attempts": attempts, "contacts": contacts, "expected": round(expected, 1)}
    return Noticed(Pattern.CONTACTS, figures)


def _expected(cell: Cell) -> float:
    both = cell.attempts + cell.others_attempts
    return cell.attempts * (cell.contacts + cell.others_contacts) / both


def _variance(cell: Cell) -> float:
    """Give the hypergeometric variance of one's own contacts, where all is left to chance."""
    both = cell.attempts + cell.others_attempts
    met = cell.contacts + cell.others_contacts
    return cell.attempts * cell.others_attempts * met * (both - met) / (both**2 * (both - 1))
