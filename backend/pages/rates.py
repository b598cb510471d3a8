"""The contact-rate report as the start page shows it: every figure with what it is made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.utils.formats import number_format

from canvass.rates.intervals import Interval
from canvass.rates.rate import Rate
from canvass.reports.asked import report_for
from canvass.reports.breakdown import Breakdown, joined
from canvass.reports.figures import Figures
from canvass.reports.filters import Filters
from canvass.reports.report import Report, Row
from turf.models import Campaign, Membership

BREAKDOWNS = (Breakdown.PRECINCT, Breakdown.TURF, Breakdown.DAY)
TITLES = {
    "attempt_rate": "Attempted",
    "contact_rate_knock": "Contact by knock",
    "contact_rate_door": "Contact by door",
    "contact_rate_reached": "Contact where reached",
    "contact_rate_person": "Contact by person",
    "conversation_rate": "Conversation",
    "contact_rate_knock_by_walk": "Contact by knock, by walk",
    "contact_rate_reached_by_walk": "Contact where reached, by walk",
    "conversation_rate_by_walk": "Conversation, by walk",
    "doors_per_hour": "Doors an hour",
    "doors_per_hour_raw": "Doors an hour, breaks included",
}
DRAWN = "contact_rate_door"
"""The rate that is also drawn, with its interval."""

FULL = 1000
"""Width of a whole bar, in units of the drawing."""

_number = partial(number_format, use_l10n=True, force_grouping=True)


@dataclass(frozen=True, slots=True)
class Cell:
    """One rate in words: ``value`` is empty where nothing stands under the line."""

    title: str
    value: str
    parts: str
    interval: str
    rule: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A rate from 0 to `FULL`, with its interval from ``low``, ``width`` wide, and in words."""

    at: int
    low: int
    width: int
    words: str


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the report."""

    label: str
    knocks: int
    cells: tuple[Cell, ...]
    bar: Bar | None
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class RateTable:
    """The report: the whole as ``total``, ``lines`` by the breakdown, and how complete it is."""

    by: str
    total: Line
    lines: Sequence[Line]
    as_of: datetime
    completeness: Cell
    notes: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nobody has knocked yet."""
        return not self.total.knocks and not self.total.is_hidden


def rate_table(membership: Membership, campaign: Campaign, by: Breakdown) -> RateTable:
    """Count what stands of ``campaign`` by ``by``, as ``membership`` may see it."""
    return table_of(
        report_for(
            membership=membership,
            campaign=campaign,
            by=(by,),
            filters=Filters(),
            figures=Figures.ALL,
        )
    )


def table_of(report: Report) -> RateTable:
    """Say a report as a page shows it."""
    return RateTable(
        by=joined(report.by),
        total=_line(report.total),
        lines=[_line(row) for row in report.rows],
        as_of=report.as_of,
        completeness=cell(report.completeness.rate),
        notes=report.notes,
    )


def _line(row: Row) -> Line:
    drawn = next((rate for rate in row.rates if rate.name == DRAWN), None)
    cells = tuple(cell(rate) for rate in row.rates)
    return Line(row.label, row.counts.knocks, cells, _bar(drawn) if drawn else None, row.is_hidden)


def cell(rate: Rate) -> Cell:
    """Say one rate in words."""
    made, of = (_count(part) for part in (rate.numerator, rate.denominator))
    unit = {"person": "people"}.get(rate.unit, f"{rate.unit}s")
    is_pace = rate.unit == "hour"
    say = _pace if is_pace else _percent
    return Cell(
        title=TITLES.get(rate.name, rate.name),
        value="" if rate.value is None else say(rate.value),
        parts=f"{made} gaps in {of} hours" if is_pace else f"{made} of {of} {unit}",
        interval=_range(rate.interval) if rate.interval else "",
        rule=rate.rule,
    )


def _bar(rate: Rate) -> Bar | None:
    interval = rate.interval
    if rate.value is None or interval is None:
        return None
    low = round(FULL * interval.low)
    width = round(FULL * interval.high) - low
    return Bar(round(FULL * rate.value), low, width, _range(interval))


def _count(part: float) -> str:
    """Say how many; a denominator that is estimated has its tenths."""
    return str(_number(round(part, 1), 0 if part == round(part) else 1))


def _range(interval: Interval) -> str:
    return f"{_percent(interval.low)} to {_percent(interval.high)}"


def _pace(an_hour: float) -> str:
    return str(_number(round(an_hour, 1), 1))


def _percent(share: float) -> str:
    return f"{_number(round(100 * share, 1), 1)} %"
