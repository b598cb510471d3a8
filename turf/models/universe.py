"""The doors and people a campaign wants to reach."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from turf.models.campaign import Campaign
from turf.models.door import Door, Person
from turf.models.organization import Membership
from turf.querysets import CampaignQuerySet
from turf.tenancy import TenantModel


class Universe(TenantModel):
    """A saved set of members, by name.

    ``criteria`` maps each field it was filtered by to the values that were let in, empty where the
    members were named one by one; ``description`` says in words how they were chosen. Those named
    one by one may need ``opened_by``, somebody who read that and opened it for lists at
    ``opened_at``.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="universes")
    name = models.CharField(max_length=100)
    criteria = models.JSONField(default=dict, blank=True)
    description = models.CharField(max_length=500, blank=True)
    opened_by = models.ForeignKey(
        Membership, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    opened_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = CampaignQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("campaign", "name", name="universe_name_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def filter_fields(self) -> list[str]:
        """What it was filtered by, for whoever decides whether that is fair."""
        return sorted(self.criteria)


class UniverseMember(TenantModel):
    """One door of a universe, or one person behind it; a target is one who is to be reached."""

    universe = models.ForeignKey(
        Universe, on_delete=models.CASCADE, related_name="members", db_index=False
    )
    door = models.ForeignKey(Door, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, null=True, blank=True, related_name="memberships"
    )
    is_target = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["universe", "door", "person"], name="universe_person_once"
            ),
            models.UniqueConstraint(
                fields=["universe", "door"],
                condition=Q(person__isnull=True),
                name="universe_door_once",
            ),
        ]

    def __str__(self) -> str:
        return f"member {self.pk}"
