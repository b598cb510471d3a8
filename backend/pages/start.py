"""The start page: a campaign's map, its turfs, its latest cut, and its contact rates."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from backend.pages.access import active_roles, chosen_campaign, console_campaigns, seat_in
from backend.pages.cut_figures import cut_figures
from backend.pages.rates import BREAKDOWNS, rate_table
from backend.pages.turf_rows import latest_cut, turf_row, turfs_of
from canvass.reports.breakdown import Breakdown
from turf.api.permissions import SEES_GROUND
from turf.models import HANDS_OUT, Campaign, Cut, Membership, Precinct, Role

ROWS_A_PAGE = 100


@login_required
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Show the campaign that ``?campaign=`` names, or the first of the member's."""
    roles = active_roles(request.user)
    if not roles & SEES_GROUND:
        walks = Role.CANVASSER in roles
        return render(request, "backend/no_console.html", {"walks": walks, "roles": roles})
    campaigns = console_campaigns(request.user)
    campaign = chosen_campaign(campaigns, request.GET.get("campaign"))
    if campaign is None:
        return render(request, "backend/no_campaign.html")
    seat, cut = seat_in(request.user, campaign), latest_cut(campaign)
    context = {
        "campaign": campaign,
        "campaigns": campaigns,
        "precinct_count": _precinct_count(campaign),
        "cut": cut,
        "has_admin": settings.ADMIN_ENABLED,
        "hands_out": seat.role in HANDS_OUT,
        **(_of_cut(request, cut) if cut else {}),
        **_of_rates(request, seat, campaign),
    }
    return render(request, "backend/start.html", context)


def _precinct_count(campaign: Campaign) -> int:
    ground = Precinct.objects.live().for_organization(campaign.organization_id)
    return int(ground.filter(jurisdiction=campaign.jurisdiction_id).count())


def _of_cut(request: HttpRequest, cut: Cut) -> dict[str, Any]:
    """The turfs of one page of the table, the chosen one of all, and the cut's figures."""
    turfs = turfs_of(cut)
    page = Paginator(turfs, ROWS_A_PAGE).get_page(request.GET.get("turfs"))
    wanted = request.GET.get("turf", "")
    chosen = turfs.filter(pk=wanted).first() if wanted.isdecimal() else None
    return {
        "turf_page": page,
        "turf_rows": [turf_row(turf) for turf in page],
        "chosen_turf": turf_row(chosen) if chosen else None,
        "figures": cut_figures(cut),
    }


def _of_rates(request: HttpRequest, seat: Membership, campaign: Campaign) -> dict[str, Any]:
    """The report by what ``?by=`` names, and one page of its lines."""
    wanted = request.GET.get("by", BREAKDOWNS[0])
    if wanted not in BREAKDOWNS:
        raise Http404("no such breakdown")
    table = rate_table(seat, campaign, Breakdown(wanted))
    page = Paginator(table.lines, ROWS_A_PAGE).get_page(request.GET.get("rates"))
    return {"breakdowns": BREAKDOWNS, "rates": table, "rate_page": page}
