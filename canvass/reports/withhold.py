"""Leaves out of a report what is about too few, for roles that see aggregates only."""

from dataclasses import replace

from canvass.rates.suppression import FEWEST, Cell, withheld
from canvass.reports.report import Report

WITHHELD = (
    f"Rows of fewer than {FEWEST} knocks are withheld, and others with them where those could be "
    "had by subtraction."
)
WHOLLY_WITHHELD = (
    f"This table is withheld: rows of fewer than {FEWEST} knocks could be had from its margins."
)


def withhold(report: Report) -> Report:
    """Return ``report`` without the figures of small rows; a row stays, with its label alone.

    Where there are fewer knocks than that in all, nothing is told.
    """
    hidden = withheld(_knocks_of(report))
    if hidden is None:
        return replace(report, rows=(), notes=(*report.notes, WHOLLY_WITHHELD))
    is_few = 0 < report.total.counts.knocks < FEWEST
    rows = tuple(row.withheld() if is_few or row.keys in hidden else row for row in report.rows)
    if not is_few and not hidden:
        return report
    return replace(
        report,
        rows=rows,
        total=report.total.withheld() if is_few else report.total,
        whole=() if is_few else report.whole,
        cases=None if is_few else report.cases,
        notes=(*report.notes, WITHHELD),
    )


def _knocks_of(report: Report) -> dict[Cell, int]:
    """Count the knocks of each row; those of rows withheld before are known together alone."""
    knocks: dict[Cell, int] = {row.keys: row.counts.knocks for row in report.rows}
    gone = next((row.keys for row in report.rows if row.is_hidden), None)
    if gone is not None:
        knocks[gone] = report.total.counts.knocks - sum(knocks.values())
    return knocks
