"""Answers one question of a report for one member: what they may see of it."""

from collections.abc import Sequence

from canvass.reports.breakdown import Breakdown
from canvass.reports.contact_rates import contact_rates
from canvass.reports.figures import Figures
from canvass.reports.filters import Filters
from canvass.reports.report import Report
from canvass.reports.withhold import withhold
from turf.models import Campaign, Membership, Role

AGGREGATES_ONLY = frozenset({Role.ANALYST})
"""Who sees no row that is about few."""


def report_for(
    *,
    membership: Membership,
    campaign: Campaign,
    by: Sequence[Breakdown],
    filters: Filters,
    figures: Figures,
) -> Report:
    """Give the report of ``campaign`` as ``membership`` may see it.

    Raises as `contact_rates` does.
    """
    report = contact_rates(campaign=campaign, by=by, filters=filters, figures=figures)
    return withhold(report) if membership.role in AGGREGATES_ONLY else report
