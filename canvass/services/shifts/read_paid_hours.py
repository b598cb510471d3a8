"""Reads the hours that are paid, for payroll."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q

from canvass.models.shift import Capacity
from canvass.services.shifts.read_hours import Hours, read_hours
from turf.models import Organization


def read_paid_hours(*, organization: Organization, first: date, last: date) -> list[Hours]:
    """Return the paid hours of days from ``first`` to ``last``, by person and day."""
    around = Q(
        checked_in_at__gte=datetime.combine(first, datetime.min.time(), ZoneInfo("UTC"))
        - timedelta(days=1),
        checked_in_at__lt=datetime.combine(last, datetime.min.time(), ZoneInfo("UTC"))
        + timedelta(days=2),
    )
    paid = read_hours(organization=organization, which=around & Q(capacity=Capacity.PAID))
    within = [one for one in paid if first <= one.day <= last]
    return sorted(within, key=lambda one: (one.member, one.day, one.checked_in_at))
