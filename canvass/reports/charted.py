"""The charts of a report, each with the rows that it draws."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from canvass.rates.operational import Counts
from canvass.rates.rate import Rate
from canvass.reports.asked import report_for
from canvass.reports.breakdown import Breakdown
from canvass.reports.charts.by_day import day_chart
from canvass.reports.charts.funnel import funnel
from canvass.reports.charts.heat_map import heat_map
from canvass.reports.charts.intervals import interval_chart
from canvass.reports.charts.precinct_map import Area, precinct_map
from canvass.reports.figures import Figures
from canvass.reports.filters import Filters
from canvass.reports.report import Report, Row
from turf.geo import to_shapely
from turf.models import Campaign, Membership, Precinct

MOST_TURFS = 40
"""Lines of one chart; of more the table tells all."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture and the ``rows`` it was drawn from, under what they stand for."""

    name: str
    title: str
    svg: str
    by: str
    rows: tuple[Row, ...]
    total: Row | None


def charts_of(
    *, membership: Membership, campaign: Campaign, filters: Filters, whole: Report
) -> list[Chart]:
    """Draw what ``membership`` may see of ``campaign``; ``whole`` is the report with all figures.

    A chart of which nothing may be drawn is left out.
    """

    def told(*by: Breakdown) -> Report:
        return report_for(
            membership=membership,
            campaign=campaign,
            by=by,
            filters=filters,
            figures=Figures.KNOCKS,
        )

    as_of = _moment(whole.as_of, campaign)
    drawn = (
        _funnel(whole, as_of),
        _intervals(told(Breakdown.TURF), as_of),
        _heat_map(told(Breakdown.HOUR, Breakdown.WEEKDAY), as_of),
        _days(told(Breakdown.DAY), as_of),
        _map(told(Breakdown.PRECINCT), as_of, campaign),
    )
    return [chart for chart in drawn if chart]


def knock_rate(row: Row) -> Rate:
    """Find the contact rate by knock of a row."""
    return next(rate for rate in row.rates if rate.name == "contact_rate_knock")


def _shown(report: Report) -> tuple[Row, ...]:
    return tuple(row for row in report.rows if not row.is_hidden and row.counts.attempts)


def _chart(
    name: str, title: str, report: Report, by: str, draw: Callable[[tuple[Row, ...]], str]
) -> Chart | None:
    rows = _shown(report)
    return Chart(name, title, draw(rows), by, report.rows, report.total) if rows else None


def _intervals(report: Report, as_of: str) -> Chart | None:
    title = "Contact rate by turf"
    says = f"Contacts of attempts, with 95 % Wilson intervals; as of {as_of}"

    def draw(rows: tuple[Row, ...]) -> str:
        more = f"; the first {MOST_TURFS} of {len(rows)} turfs" if len(rows) > MOST_TURFS else ""
        lines = [(row.label, knock_rate(row)) for row in rows[:MOST_TURFS]]
        return interval_chart(lines, knock_rate(report.total), title=title, description=says + more)

    return _chart("intervals", title, report, "Turf", draw)


def _heat_map(report: Report, as_of: str) -> Chart | None:
    title = "Contact rate by hour and weekday"
    says = f"Contacts of attempts, in the time zone of the precinct; as of {as_of}"

    def draw(rows: tuple[Row, ...]) -> str:
        rates = {(row.keys[0], row.keys[1]): knock_rate(row) for row in rows}
        return heat_map(rates, title=title, description=says)

    return _chart("heat-map", title, report, "Hour and weekday", draw)


def _days(report: Report, as_of: str) -> Chart | None:
    title = "Knocks and contacts by day"
    says = f"Attempts, and those at which somebody answered; as of {as_of}"

    def draw(rows: tuple[Row, ...]) -> str:
        days = [(row.keys[0], row.counts.attempts, row.counts.contacts) for row in rows]
        return day_chart(days, title=title, description=says)

    return _chart("by-day", title, report, "Day", draw)


def _map(report: Report, as_of: str, campaign: Campaign) -> Chart | None:
    title = f"Contact rate by {campaign.jurisdiction.local_name}"
    says = f"Contacts of attempts; as of {as_of}"

    def draw(rows: tuple[Row, ...]) -> str:
        rates = {row.keys[0]: knock_rate(row) for row in rows}
        live = Precinct.objects.live().for_organization(campaign.organization_id)
        ground = list(live.filter(jurisdiction=campaign.jurisdiction_id).order_by("code"))
        shapes = to_shapely(precinct.boundary for precinct in ground)
        areas = [
            Area(precinct.code, shape, rates.get(precinct.pk))
            for precinct, shape in zip(ground, shapes, strict=True)
        ]
        return precinct_map(areas, title=title, description=says) if areas else ""

    return _chart("precincts", title, report, campaign.jurisdiction.local_name.title(), draw)


def _funnel(report: Report, as_of: str) -> Chart | None:
    counts = report.total.counts
    if report.total.is_hidden or not isinstance(counts, Counts) or not counts.doors_issued:
        return None
    steps = [
        ("doors on issued lists", counts.doors_issued),
        ("attempted", counts.doors_attempted),
        ("with a contact", counts.doors_contacted),
        ("with a conversation", counts.doors_conversed),
    ]
    title = "From issued doors to conversations"
    says = f"Distinct doors, each counted once in a line; as of {as_of}"
    return Chart("funnel", title, funnel(steps, title=title, description=says), "", (), None)


def _moment(at: datetime, campaign: Campaign) -> str:
    try:
        zone = ZoneInfo(campaign.time_zone)
    except (KeyError, ValueError):
        return f"{at:%Y-%m-%d %H:%M} UTC"
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M %Z}"
