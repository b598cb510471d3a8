"""The doors and people a campaign wants to reach."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from turf.models.campaign import Campaign
from turf.models.door import Door, Person
from turf.querysets import CampaignQuerySet
from turf.tenancy import TenantModel


class Universe(TenantModel):
    """A saved set of members, by name."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="universes")
    name = models.CharField(max_length=100)

    objects: ClassVar[Any] = CampaignQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("campaign", "name", name="universe_name_once")]

    def __str__(self) -> str:
        return self.name


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
