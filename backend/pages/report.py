"""The report page: every figure with its parts, charts with their tables, filters in the URL."""

from dataclasses import dataclass
from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe
from rest_framework.exceptions import ValidationError

from backend.pages.access import chosen_campaign, console_campaigns, seat_in
from backend.pages.rates import Cell, cell, table_of
from canvass.api.report_schema import ContactRatesAsked
from canvass.models import ScriptVersion
from canvass.reports.asked import report_for
from canvass.reports.breakdown import Breakdown
from canvass.reports.charted import Chart, charts_of, knock_rate
from canvass.reports.figures import Figures
from canvass.reports.filter_set import ReportFilters
from turf.errors import NotFound, StoopError
from turf.models import HANDS_OUT, Campaign, Membership, Precinct

ROWS_A_PAGE = 100
OFFERED = frozenset({"precinct", "script", "round", "first_day", "last_day"})
"""Filters that the form has a place for, for one value each."""
EXPORTS = {"CSV": "csv", "Excel": "xlsx", "JSON": "json"}


@dataclass(frozen=True, slots=True)
class ChartRow:
    """One line of the table under a chart; ``cell`` is None where it is withheld."""

    label: str
    knocks: int
    cell: Cell | None


@login_required
@require_safe
def report(request: HttpRequest) -> HttpResponse:
    """Show the rates that the address asks for, by the same names as the API."""
    query = request.GET.copy()
    page_number = query.pop("rates", ["1"])[-1]
    query.setlist("by", [one for one in query.getlist("by") if one])
    for name in [name for name, values in query.lists() if not any(values)]:
        del query[name]
    membership, campaign = _whose(request.user, query.get("campaign"))
    context: dict[str, Any] = {
        "campaign": campaign,
        "hands_out": membership.role in HANDS_OUT,
        "query": query,
        **_choices(campaign, query),
    }
    asked = ContactRatesAsked(data=query)
    try:
        asked.is_valid(raise_exception=True)
        told = report_for(
            membership=membership,
            campaign=campaign,
            by=asked.breakdowns or (Breakdown.TURF,),
            filters=asked.filters,
            figures=Figures.ALL,
        )
    except NotFound as problem:
        raise Http404(str(problem)) from problem
    except (ValidationError, StoopError) as problem:
        context["problems"] = _said(problem)
        return render(request, "backend/report.html", context, status=400)
    table = table_of(told)
    charts = charts_of(membership=membership, campaign=campaign, filters=asked.filters, whole=told)
    context |= {
        "rates": table,
        "rate_page": Paginator(table.lines, ROWS_A_PAGE).get_page(page_number),
        "whole": [cell(rate) for rate in told.whole],
        "outcomes": [cell(rate) for rate in told.outcome_rates],
        "cases": told.cases,
        "charts": [_drawn(chart) for chart in charts],
        "export_forms": _export_forms(query, asked),
    }
    return render(request, "backend/report.html", context)


def _said(problem: ValidationError | StoopError) -> list[str]:
    """Put what cannot be asked in words."""
    if isinstance(problem, StoopError):
        return [str(problem)]
    details = cast(dict[str, list[str]], problem.detail)
    return [f"{name}: {' '.join(said)}" for name, said in details.items()]


def _whose(user: Any, slug: str | None) -> tuple[Membership, Campaign]:
    """Enter the tenant of the campaign that ``user`` asks for. Raises Http404 without one."""
    named = [campaign for campaign in console_campaigns(user) if campaign.slug == slug]
    campaign = chosen_campaign(named, None)
    if campaign is None:
        raise Http404("no such campaign")
    return seat_in(user, campaign), campaign


def _choices(campaign: Campaign, query: Any) -> dict[str, Any]:
    """What the form offers, what of it is chosen, and what it keeps that it does not offer."""
    precincts = Precinct.objects.live().for_organization(campaign.organization_id)
    scripts = ScriptVersion.objects.filter(script__campaign=campaign).select_related("script")
    return {
        "breakdowns": list(Breakdown),
        "chosen_by": ",".join(query.getlist("by")).split(",") if query.getlist("by") else ["turf"],
        "precincts": precincts.filter(jurisdiction=campaign.jurisdiction_id).order_by("code"),
        "chosen_precincts": query.getlist("precinct"),
        "scripts": scripts.order_by("script__name", "number"),
        "chosen_scripts": query.getlist("script"),
        "kept": [
            (name, value)
            for name in ReportFilters.base_filters
            for value in query.getlist(name)[name in OFFERED :]
        ],
    }


def _drawn(chart: Chart) -> dict[str, Any]:
    rows = [*chart.rows, *([chart.total] if chart.total else [])]
    return {
        "name": chart.name,
        "title": chart.title,
        "by": chart.by,
        # Made by ourselves: every word in it was escaped where it was written.
        "svg": mark_safe(chart.svg),  # noqa: S308
        "rows": [
            ChartRow(
                row.label,
                row.counts.knocks,
                None if row.is_hidden else cell(knock_rate(row)),
            )
            for row in rows
        ],
    }


def _export_forms(query: Any, asked: ContactRatesAsked) -> list[dict[str, str]]:
    """Addresses of the same question in each form that can be taken along."""
    same = query.copy()
    if not asked.breakdowns:
        same["by"] = Breakdown.TURF.value
    address = f"{reverse('contact-rates')}?{same.urlencode()}"
    same["by"] = Breakdown.PRECINCT.value
    by_precinct = f"{reverse('contact-rates')}?{same.urlencode()}&format=geojson"
    forms = [{"name": name, "url": f"{address}&format={form}"} for name, form in EXPORTS.items()]
    return [*forms, {"name": "GeoJSON by precinct", "url": by_precinct}]
