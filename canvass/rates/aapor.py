"""AAPOR's response, cooperation, refusal and contact rates over cases of one outcome each."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from canvass.rates.dispositions import OutcomeClass
from canvass.rates.rate import Rate


@dataclass(frozen=True, slots=True)
class Cases:
    """How many cases ended in each class."""

    interviews: int = 0
    partials: int = 0
    refusals: int = 0
    non_contacts: int = 0
    others: int = 0
    unknown_homes: int = 0
    unknown_others: int = 0
    not_eligible: int = 0

    @classmethod
    def of(cls, classes: Iterable[OutcomeClass]) -> Self:
        """Count cases by their class."""
        tally = dict.fromkeys(OutcomeClass, 0)
        for one in classes:
            tally[one] += 1
        return cls(*(tally[one] for one in _FIELD_ORDER))

    @property
    def known(self) -> int:
        """K: cases known to be eligible."""
        return self.contacted + self.non_contacts

    @property
    def unknown(self) -> int:
        """U: cases of which nobody knows whether they are eligible."""
        return self.unknown_homes + self.unknown_others

    @property
    def contacted(self) -> int:
        """C: cases that were spoken with, or of whom somebody spoke."""
        return self.interviews + self.partials + self.refusals + self.others


_FIELD_ORDER = (
    OutcomeClass.I,
    OutcomeClass.P,
    OutcomeClass.R,
    OutcomeClass.NC,
    OutcomeClass.O,
    OutcomeClass.UH,
    OutcomeClass.UO,
    OutcomeClass.NE,
)


def eligible_share(cases: Cases) -> Rate:
    """Give e, the share of the cases of known eligibility that are eligible; printed always."""
    return _rate("e", cases.known, cases.known + cases.not_eligible, "K / (K + NE)")


def aapor_rates(cases: Cases) -> tuple[Rate, ...]:
    """Give e and every rate, in the order of AAPOR's Standard Definitions (10th edition, 2023).

    Where e is unknown there is no known case, so whatever it scales has no value either.
    """
    e = eligible_share(cases)
    known, contacted = cases.known, cases.contacted
    lowest = known + cases.unknown
    middle = known + (e.value or 0) * cases.unknown
    done, started, refused = cases.interviews, cases.interviews + cases.partials, cases.refusals
    willing = started + refused
    return (
        e,
        _rate("RR1", done, lowest, "I / (K + U)"),
        _rate("RR2", started, lowest, "(I + P) / (K + U)"),
        _rate("RR3", done, middle, "I / (K + eU)"),
        _rate("RR4", started, middle, "(I + P) / (K + eU)"),
        _rate("RR5", done, known, "I / K"),
        _rate("RR6", started, known, "(I + P) / K"),
        _rate("COOP1", done, contacted, "I / C"),
        _rate("COOP2", started, contacted, "(I + P) / C"),
        _rate("COOP3", done, willing, "I / (I + P + R)"),
        _rate("COOP4", started, willing, "(I + P) / (I + P + R)"),
        _rate("REF1", refused, lowest, "R / (K + U)"),
        _rate("REF2", refused, middle, "R / (K + eU)"),
        _rate("REF3", refused, known, "R / K"),
        _rate("CON1", contacted, lowest, "C / (K + U)"),
        _rate("CON2", contacted, middle, "C / (K + eU)"),
        _rate("CON3", contacted, known, "C / K"),
    )


def _rate(name: str, numerator: float, denominator: float, rule: str) -> Rate:
    return Rate(name, numerator, denominator, "case", rule)
