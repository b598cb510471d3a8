"""Forgets what was declared for campaigns that are over, and by whoever left."""

from datetime import date, timedelta

from django.db.models import Q

from canvass.models import AvailabilityKey, ProposalDay
from canvass.services.availability.destroy_keys import destroy_keys
from canvass.services.availability.seal_for_everybody import (
    KEPT_DAYS,
    expires_on,
    seal_for_everybody,
)
from turf.models import Campaign, Organization
from turf.transactions import writing


@writing()
def expire_availability(*, organization: Organization, today: date) -> None:
    """Destroy the keys that expired by ``today``; give those a sealed one who have none yet.

    A campaign over for `KEPT_DAYS` keeps none, and a day that was moved only ever makes that
    earlier. One that lost its election day keeps none either: nothing would end it. Nor does
    anybody who left.
    """
    last_day = today - timedelta(days=KEPT_DAYS)
    keys = AvailabilityKey.objects.for_organization(organization)
    _bring_nearer(organization)
    over = Q(expires_on__lte=today) | Q(campaign__election_day__lte=last_day)
    endless = Q(campaign__election_day=None)
    destroy_keys(keys=keys.filter(over | endless | Q(membership__is_active=False)))
    campaigns = Campaign.objects.for_organization(organization)
    for campaign in campaigns.filter(election_day__gt=last_day).order_by("pk"):
        seal_for_everybody(campaign=campaign)
    yesterday = today - timedelta(days=1)
    ProposalDay.objects.for_organization(organization).filter(day__lt=yesterday).delete()


def _bring_nearer(organization: Organization) -> None:
    keys = AvailabilityKey.objects.for_organization(organization)
    for campaign in Campaign.objects.for_organization(organization):
        if campaign.election_day is not None:
            planned = expires_on(election_day=campaign.election_day)
            later = Q(expires_on=None) | Q(expires_on__gt=planned)
            keys.filter(later, campaign=campaign).update(expires_on=planned)
