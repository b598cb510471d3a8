"""Seals an empty declaration for whoever has none."""

from datetime import date, timedelta

from django.db import models

from canvass.availability.declaration import Declaration
from canvass.models import AvailabilityKey
from canvass.services.availability.seal_anew import seal_anew
from turf.models import Campaign, Membership
from turf.transactions import writing

KEPT_DAYS = 30
"""After the election day of the campaign."""

AT_ONCE = 100
"""As many are written in one statement: 3 MB."""


@writing()
def seal_for_everybody(*, campaign: Campaign) -> None:
    """Give every member a sealed declaration in ``campaign``, so that none tells who declared.

    All of a campaign expire on one day: `KEPT_DAYS` after the election day, or on the day on which
    those that are there do. Without an election day there are none.
    """
    if campaign.election_day is None or not _lacking(campaign).exists():
        return
    # Locked so that two at once do not seal for the same people.
    Campaign.objects.select_for_update(no_key=True).get(pk=campaign.pk)
    keys = AvailabilityKey.objects.for_organization(campaign.organization_id)
    there = keys.filter(campaign=campaign).aggregate(first=models.Min("expires_on"))["first"]
    planned = expires_on(election_day=campaign.election_day)
    lacking = [
        AvailabilityKey(
            organization_id=campaign.organization_id,
            membership=membership,
            campaign=campaign,
            expires_on=min(there or planned, planned),
        )
        for membership in _lacking(campaign).order_by("pk")
    ]
    for at in range(0, len(lacking), AT_ONCE):
        seal_anew(kept=lacking[at : at + AT_ONCE], declared=Declaration())


def expires_on(*, election_day: date) -> date:
    """Return the day on which what was declared for a campaign is forgotten."""
    return election_day + timedelta(days=KEPT_DAYS)


def _lacking(campaign: Campaign) -> models.QuerySet[Membership]:
    members = Membership.objects.for_organization(campaign.organization_id).filter(is_active=True)
    keys = AvailabilityKey.objects.filter(campaign=campaign, membership=models.OuterRef("pk"))
    lacking: models.QuerySet[Membership] = members.exclude(models.Exists(keys))
    return lacking
