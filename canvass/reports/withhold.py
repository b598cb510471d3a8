"""Leaves out of a report what is about too few, for roles that see aggregates only."""

from dataclasses import replace

from canvass.rates.operational import KnockCounts
from canvass.rates.suppression import FEWEST, withheld
from canvass.reports.contact_rates import Report, Row

WITHHELD = (
    f"Rows of fewer than {FEWEST} knocks are withheld, and others with them where those could be "
    "had by subtraction."
)
WHOLLY_WITHHELD = (
    f"This table is withheld: rows of fewer than {FEWEST} knocks could be had from its margins."
)
_NOTHING = KnockCounts(0, 0, 0, 0, 0, 0)


def withhold(report: Report) -> Report:
    """Return ``report`` without the figures of small rows; a row stays, with its label alone.

    Where there are fewer knocks than that in all, nothing is told.
    """
    hidden = withheld({row.keys: row.counts.knocks for row in report.rows})
    if hidden is None:
        return replace(report, rows=(), notes=(*report.notes, WHOLLY_WITHHELD))
    is_few = 0 < report.total.counts.knocks < FEWEST
    rows = tuple(_without(row) if is_few or row.keys in hidden else row for row in report.rows)
    if not is_few and not hidden:
        return report
    return replace(
        report,
        rows=rows,
        total=_without(report.total) if is_few else report.total,
        cases=None if is_few else report.cases,
        notes=(*report.notes, WITHHELD),
    )


def _without(row: Row) -> Row:
    return replace(row, counts=_NOTHING, is_hidden=True)
