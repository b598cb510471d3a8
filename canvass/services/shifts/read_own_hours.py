"""Reads somebody's own hours."""

from django.db.models import Q

from canvass.services.shifts.read_hours import Hours, read_hours
from turf.models import Membership


def read_own_hours(*, membership: Membership) -> list[Hours]:
    """Return all hours of ``membership``, paid or volunteer, the oldest first."""
    return read_hours(organization=membership.organization, which=Q(membership=membership))
