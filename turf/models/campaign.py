"""What is canvassed where: a campaign, and the ground it is on."""

from datetime import time

from django.db import models
from django.db.models import F, Q

from turf.tenancy import TenantModel


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
    How far from its door a knock was made is kept only where the campaign ``asks_distance``.
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
    asks_distance = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint("organization", "slug", name="campaign_slug_once"),
            models.CheckConstraint(
                condition=Q(knock_until__gt=F("knock_from")), name="campaign_knock_hours_in_order"
            ),
        ]

    def __str__(self) -> str:
        return self.slug
