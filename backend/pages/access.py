"""Who sees which campaigns on the pages."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from turf.api.permissions import SEES_GROUND
from turf.models import Campaign, Membership


def active_roles(user: Any) -> set[str]:
    """Roles that ``user`` has in any organization."""
    active = Membership.objects.filter(user=user, is_active=True)
    return set(active.values_list("role", flat=True))


def console_campaigns(user: Any) -> QuerySet[Campaign]:
    """Campaigns of the organizations whose ground ``user`` may see, by name."""
    seats = Membership.objects.filter(user=user, is_active=True, role__in=SEES_GROUND)
    return (
        Campaign.objects.filter(organization__in=seats.values("organization"))
        .select_related("organization", "jurisdiction")
        .order_by("name", "id")
    )


def chosen_campaign(campaigns: QuerySet[Campaign], wanted: str | None) -> Campaign | None:
    """Return the campaign whose id is ``wanted``, the first where nothing is wanted.

    None where there is no campaign at all. Raises Http404 when ``wanted`` is not one of them.
    """
    if wanted is None:
        return campaigns.first()
    found = campaigns.filter(id=wanted).first() if wanted.isdecimal() else None
    if found is None:
        raise Http404("no such campaign")
    return found
