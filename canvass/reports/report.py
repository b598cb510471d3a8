"""A report as it is counted, before anybody writes it down: rows, the total, and as of when."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from canvass.rates.aapor import Cases, aapor_rates
from canvass.rates.operational import (
    NOTHING,
    Counts,
    KnockCounts,
    knock_rates,
    operational_rates,
)
from canvass.rates.rate import Rate
from canvass.reports.breakdown import Breakdown
from canvass.reports.completeness import Completeness


@dataclass(frozen=True, slots=True)
class Row:
    """One line: ``keys`` and ``labels`` say for each breakdown what it stands for.

    A key is a row's id, a day, an hour, a number or a word; a label is for people. The total has
    neither. ``is_hidden`` where the row was withheld because it is about too few.
    """

    keys: tuple[Any, ...]
    labels: tuple[str, ...]
    counts: KnockCounts
    is_hidden: bool = False

    def withheld(self) -> "Row":
        """Return what is left of it where its figures are withheld: what it stands for."""
        return replace(self, counts=NOTHING, is_hidden=True)

    @property
    def key(self) -> Any:
        """The key of the one breakdown; of several all of them, of none None."""
        return self.keys[0] if len(self.keys) == 1 else self.keys or None

    @property
    def label(self) -> str:
        """The whole line in words."""
        return ", ".join(self.labels) or "total"

    @property
    def rates(self) -> tuple[Rate, ...]:
        """The rates of the line; none where it is withheld."""
        if self.is_hidden:
            return ()
        if isinstance(self.counts, Counts):
            return operational_rates(self.counts)
        return knock_rates(self.counts)


@dataclass(frozen=True, slots=True)
class Report:
    """A report as of one moment; ``rows`` is empty without a breakdown or without knocks.

    Of the knocks in it ``out_of_hours`` were made outside the campaign's hours, and ``held`` on
    lists that somebody looks over, ``script_withdrawn`` with a script that had been withdrawn when
    the phone could not know yet: all count, and are printed beside. They and ``cases`` are None
    where only figures by knock were asked for. ``whole`` are rates of all of it alone: those by
    knock with an interval by walk, and the pace.
    """

    campaign: str
    by: tuple[Breakdown, ...]
    rows: tuple[Row, ...]
    total: Row
    as_of: datetime
    completeness: Completeness
    out_of_hours: int | None
    held: int | None
    script_withdrawn: int | None
    whole: tuple[Rate, ...]
    cases: Cases | None
    notes: tuple[str, ...]

    @property
    def outcome_rates(self) -> tuple[Rate, ...]:
        """AAPOR's rates with e before them; none where no cases were counted."""
        return aapor_rates(self.cases) if self.cases else ()
