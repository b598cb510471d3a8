"""What is canvassed about: a campaign, its races and who stands in them."""

from datetime import time
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from turf.querysets import CampaignQuerySet
from turf.tenancy import TenantModel, one_of


class Jurisdiction(TenantModel):
    """The ground of a city or county; outlives every campaign on it.

    ``local_name`` is what people there call a precinct.
    """

    slug = models.SlugField(max_length=200)
    name = models.CharField(max_length=200)
    local_name = models.CharField(max_length=50, default="precinct")

    class Meta:
        constraints = [
            models.UniqueConstraint("organization", "slug", name="jurisdiction_slug_once"),
        ]

    def __str__(self) -> str:
        return self.slug


class Campaign(TenantModel):
    """One nonpartisan voter-education drive in one jurisdiction around one election.

    Doors are knocked from ``knock_from`` until before ``knock_until``, by the clock at the door.
    """

    jurisdiction = models.ForeignKey(
        Jurisdiction, on_delete=models.PROTECT, related_name="campaigns"
    )
    slug = models.SlugField()
    name = models.CharField(max_length=200)
    election_day = models.DateField(null=True, blank=True)
    time_zone = models.CharField(max_length=64, default="America/New_York")
    knock_from = models.TimeField(default=time(9))
    knock_until = models.TimeField(default=time(20))

    class Meta:
        constraints = [
            models.UniqueConstraint("organization", "slug", name="campaign_slug_once"),
            models.CheckConstraint(
                condition=Q(knock_until__gt=F("knock_from")), name="campaign_knock_hours_in_order"
            ),
        ]

    def __str__(self) -> str:
        return self.slug


class Race(TenantModel):
    """A contest on the ballot."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="races")
    office = models.CharField(max_length=200)

    objects: ClassVar[Any] = CampaignQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("campaign", "office", name="race_office_once")]

    def __str__(self) -> str:
        return self.office


class BallotStatus(models.TextChoices):
    """Whether a candidate can be voted for."""

    ON_BALLOT = "on_ballot"
    WITHDRAWN = "withdrawn"
    REMOVED = "removed"


class Candidate(TenantModel):
    """Somebody who stands in a race; ``ballot_order`` is the neutral order of the ballot."""

    race = models.ForeignKey(Race, on_delete=models.CASCADE, related_name="candidates")
    name = models.CharField(max_length=200)
    party = models.CharField(max_length=100, blank=True)
    ballot_status = models.CharField(
        max_length=20, choices=BallotStatus.choices, default=BallotStatus.ON_BALLOT
    )
    ballot_order = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint("race", "ballot_order", name="candidate_order_once"),
            one_of("ballot_status", BallotStatus, "candidate_status_known"),
        ]

    def __str__(self) -> str:
        return self.name
