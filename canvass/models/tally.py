"""Knocks counted beforehand, so that a dashboard need not read them: written with each knock.

Four tables of the same counts, each small for the questions it answers; `canvass.reports.tallied`
says which. A fifth knows how many knocks came from each phone. A key without a precinct or script
version holds 0 there: null would never be unique.
"""

from typing import Any, ClassVar

from django.db import models

from canvass.models.device import Device
from turf.models import Campaign, WalkList
from turf.querysets import CampaignQuerySet
from turf.tenancy import TenantModel

COUNTERS = (
    "knocks",
    "attempts",
    "contacts",
    "reachable",
    "contacts_reachable",
    "conversations",
)
"""What each row holds: see `canvass.rates.operational`."""


class Tally(TenantModel):
    """Counts of the knocks that stand: neither superseded nor withdrawn, nor of a practice list.

    Those of a rolled back list are in it: whoever reads takes them out.
    """

    campaign = models.ForeignKey(
        Campaign, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    script_version = models.PositiveBigIntegerField(default=0)
    knocks = models.IntegerField(default=0)
    attempts = models.IntegerField(default=0)
    contacts = models.IntegerField(default=0)
    reachable = models.IntegerField(default=0)
    contacts_reachable = models.IntegerField(default=0)
    conversations = models.IntegerField(default=0)

    objects: ClassVar[Any] = CampaignQuerySet.as_manager()

    class Meta:
        abstract = True


class VisitTally(Tally):
    """Knocks of one list in one precinct in one hour of one day, by script version."""

    walk_list = models.ForeignKey(
        WalkList, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    precinct = models.PositiveBigIntegerField(default=0)
    local_day = models.DateField()
    local_hour = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["walk_list", "precinct", "script_version", "local_day", "local_hour"],
                name="visit_tally_once",
            )
        ]
        indexes = [models.Index(fields=["campaign", "precinct"], name="visit_tally_by_precinct")]

    def __str__(self) -> str:
        return f"visit tally {self.pk}"


class WalkTally(Tally):
    """Knocks of one list in one precinct, by script version; ``turf`` and ``round`` are the list's.

    They are kept here because to look them up for each list would take longer than to count.
    """

    walk_list = models.ForeignKey(
        WalkList, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    turf = models.PositiveBigIntegerField()
    round = models.PositiveSmallIntegerField()
    precinct = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["walk_list", "precinct", "script_version"], name="walk_tally_once"
            )
        ]
        indexes = [models.Index(fields=["campaign", "precinct"], name="walk_tally_by_precinct")]

    def __str__(self) -> str:
        return f"walk tally {self.pk}"


class TurfTally(Tally):
    """Knocks of one turf in one precinct over all rounds, by script version."""

    turf = models.PositiveBigIntegerField()
    precinct = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "turf", "precinct", "script_version"], name="turf_tally_once"
            )
        ]
        indexes = [models.Index(fields=["campaign", "precinct"], name="turf_tally_by_precinct")]

    def __str__(self) -> str:
        return f"turf tally {self.pk}"


class HourTally(Tally):
    """Knocks of a campaign in one hour of one day, by script version.

    Split in 16 lanes by the last digit of the list's id: all phones of a campaign write to the same
    hour, and must not wait for each other.
    """

    lane = models.PositiveSmallIntegerField()
    local_day = models.DateField()
    local_hour = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "local_day", "local_hour", "script_version", "lane"],
                name="hour_tally_once",
            )
        ]

    def __str__(self) -> str:
        return f"hour tally {self.pk}"


class PhoneTally(TenantModel):
    """All knocks that came from one phone in one campaign, whether they stand or not."""

    campaign = models.ForeignKey(
        Campaign, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    device = models.ForeignKey(Device, on_delete=models.CASCADE, related_name="+", db_index=False)
    received = models.IntegerField(default=0)

    objects: ClassVar[Any] = CampaignQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign", "device"], name="phone_tally_once")
        ]

    def __str__(self) -> str:
        return f"phone tally {self.pk}"
