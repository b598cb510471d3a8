"""Forgets what was declared for campaigns that are over."""

from datetime import date, timedelta

from canvass.models import AvailabilityKey
from canvass.services.availability.forget_availability import destroy_keys
from turf.models import Organization
from turf.transactions import writing

KEPT_DAYS = 30
"""After the election day of the campaign."""


@writing()
def expire_availability(*, organization: Organization, today: date) -> int:
    """Destroy the keys of campaigns over for `KEPT_DAYS` or more by ``today``; return how many.

    A campaign that lost its election day since keeps nothing either: nothing would end it.
    """
    last_day = today - timedelta(days=KEPT_DAYS)
    keys = AvailabilityKey.objects.for_organization(organization)
    over = keys.filter(campaign__election_day__lte=last_day)
    endless = keys.filter(campaign__election_day=None)
    return destroy_keys(over) + destroy_keys(endless)
