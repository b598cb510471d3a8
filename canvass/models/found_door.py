"""Doors that canvassers found on the street."""

import uuid
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from turf.models import Door, WalkList
from turf.tenancy import TenantModel, TenantQuerySet, one_of


class FoundState(models.TextChoices):
    """What became of it."""

    ADDED = "added"
    WAITING = "waiting"
    DISMISSED = "dismissed"


class FoundDoorQuerySet(TenantQuerySet):
    """Found doors, by whether somebody has to look."""

    def waiting(self) -> Self:
        """Only those that could not be matched and that nobody decided about."""
        return self.filter(state=FoundState.WAITING)


class FoundDoor(TenantModel):
    """A door as a phone told it, under the ``uid`` that the phone made.

    Who found it is not kept, and where it stands only with its building. One that could not be
    matched waits for a person, with the ``code`` of why, who finds its door or dismisses it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    uid = models.UUIDField()
    walk_list = models.ForeignKey(WalkList, on_delete=models.PROTECT, related_name="found_doors")
    content_hash = models.CharField(max_length=64)
    document = models.JSONField()
    state = models.CharField(max_length=20, choices=FoundState.choices)
    code = models.CharField(max_length=50, blank=True)
    door = models.ForeignKey(
        Door, on_delete=models.PROTECT, null=True, blank=True, related_name="found"
    )
    received_at = models.DateTimeField()

    objects: ClassVar[Any] = FoundDoorQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("organization", "uid", name="found_door_once"),
            one_of("state", FoundState, "found_door_state_known"),
            models.CheckConstraint(
                condition=Q(state="added", door__isnull=False)
                | Q(state__in=["dismissed", "waiting"], door__isnull=True) & ~Q(code=""),
                name="found_door_added_or_why_not",
            ),
        ]

    def __str__(self) -> str:
        return f"found door {self.pk}"
