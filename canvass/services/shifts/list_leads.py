"""Lists whom somebody can choose to hear from them when they need to leave."""

from typing import Any

from canvass.models import ShiftMember
from turf.models import HANDS_OUT, Membership


def list_leads(*, place: ShiftMember) -> list[Membership]:
    """Return who can be chosen by whom ``place`` is of, by name.

    Those who lead and are in the shift themselves; where nobody is, all who lead.
    """
    leads = may_lead(membership=place.membership).select_related("user")
    there = ShiftMember.objects.filter(shift=place.shift_id)
    found = list(leads.filter(pk__in=there.values("membership"))) or list(leads)
    return sorted(found, key=lambda lead: (lead.user.get_full_name().casefold(), lead.pk))


def may_lead(*, membership: Membership) -> Any:
    """Return those of the organization of ``membership`` who lead, but for themselves."""
    own = Membership.objects.for_organization(membership.organization_id)
    active = own.filter(is_active=True, user__is_active=True, role__in=HANDS_OUT)
    return active.exclude(pk=membership.pk)
