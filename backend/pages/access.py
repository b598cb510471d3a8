"""Who sees which campaigns on the pages, and in whose name a page is made."""

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404

from turf.api.permissions import SEES_GROUND
from turf.models import Campaign, Membership
from turf.scope import enter_tenant, seats_of, tenant


def active_roles(user: Any) -> set[str]:
    """Roles that ``user`` has in any organization."""
    return {seat.role for seat in _active_seats(user)}


def console_campaigns(user: Any) -> list[Campaign]:
    """Campaigns of the organizations whose ground ``user`` may see, by name."""
    owners = {seat.organization_id for seat in _active_seats(user) if seat.role in SEES_GROUND}
    found = [campaign for owner in owners for campaign in _campaigns_of(owner)]
    return sorted(found, key=lambda campaign: (campaign.name, campaign.pk))


def chosen_campaign(campaigns: list[Campaign], wanted: str | None) -> Campaign | None:
    """Return the campaign whose id is ``wanted``, the first where nothing is wanted.

    Its tenant is entered: the page is made in that name alone. None where there is no campaign at
    all. Raises Http404 when ``wanted`` is not one of them.
    """
    if wanted is not None:
        campaigns = [campaign for campaign in campaigns if str(campaign.pk) == wanted]
        if not campaigns:
            raise Http404("no such campaign")
    if not campaigns:
        return None
    enter_tenant(campaigns[0].organization_id)
    return campaigns[0]


def seat_in(user: Any, campaign: Campaign) -> Membership:
    """Return the place of ``user`` in the organization of ``campaign``. Raises Http404."""
    own = Membership.objects.for_organization(campaign.organization_id)
    return get_object_or_404(own, user=user, is_active=True)


def _active_seats(user: Any) -> list[Membership]:
    with seats_of(user):
        return list(Membership.objects.filter(user=user, is_active=True))


def _campaigns_of(organization: int) -> list[Campaign]:
    with tenant(organization):
        own = Campaign.objects.for_organization(organization)
        return list(own.select_related("organization", "jurisdiction"))
