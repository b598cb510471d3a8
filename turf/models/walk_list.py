"""A turf frozen for one round, as handed to a device."""

import secrets
import uuid
from typing import Any, ClassVar

from django.contrib.gis.db import models
from django.db.models import Q

from turf.models.campaign import Campaign
from turf.models.cut import Turf
from turf.models.door import Door, Person
from turf.querysets import ListedDoorQuerySet, WalkListQuerySet
from turf.tenancy import TenantModel, one_of

SOURCE_CODE_LETTERS = "23456789BCDFGHJKMNPQRSTVWXZ"
"""Neither a vowel, so that no word comes out, nor what is read for another one."""


def make_source_code() -> str:
    """Draw a code that says nothing of whose list it is on: one of 27 ** 10."""
    return "".join(secrets.choice(SOURCE_CODE_LETTERS) for _ in range(10))


PRACTICE_ROUND = 0
"""Practice lists stand outside of the numbering, so that they take no round away."""


class Round(TenantModel):
    """The n-th time a turf is walked; `PRACTICE_ROUND` for practice."""

    turf = models.ForeignKey(Turf, on_delete=models.CASCADE, related_name="rounds", db_index=False)
    number = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint("turf", "number", name="round_number_once")]

    def __str__(self) -> str:
        return f"round {self.number}"


class ListKind(models.TextChoices):
    """What is done with a list; only door knocks make attempts."""

    DOOR_KNOCK = "door_knock"
    LIT_DROP = "lit_drop"
    PRACTICE = "practice"


class ListState(models.TextChoices):
    """Where a list stands; a rolled back one is kept and counts nowhere."""

    READY = "ready"
    OUT = "out"
    FINISHED = "finished"
    CLOSED = "closed"
    ROLLED_BACK = "rolled_back"


class WalkList(TenantModel):
    """A frozen list: what was handed out stays as it was, whatever becomes of the ground.

    ``number`` is what a lead says aloud to hand it out. ``streets`` is a GeoJSON geometry
    collection of the lines around the turf, for a map without a network. ``continues`` is the list
    whose rest it is. ``source_code`` is printed wherever the list goes and names nobody. From
    ``held_at`` on somebody looks its knocks over; they count meanwhile.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    campaign = models.ForeignKey(
        Campaign, on_delete=models.CASCADE, related_name="walk_lists", db_index=False
    )
    round = models.ForeignKey(
        Round, on_delete=models.PROTECT, related_name="walk_lists", db_index=False
    )
    continues = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="continued_by"
    )
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=60)
    kind = models.CharField(max_length=20, choices=ListKind.choices, default=ListKind.DOOR_KNOCK)
    state = models.CharField(max_length=20, choices=ListState.choices, default=ListState.READY)
    outline = models.MultiPolygonField(srid=4326)
    streets = models.JSONField(default=list)
    door_count = models.PositiveIntegerField()
    walk_m = models.FloatField()
    minutes = models.FloatField()
    frozen_at = models.DateTimeField()
    source_code = models.CharField(max_length=20, default=make_source_code, editable=False)
    held_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = WalkListQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("campaign", "number", name="walk_list_number_once"),
            models.UniqueConstraint(
                "organization", "source_code", name="walk_list_source_code_once"
            ),
            models.UniqueConstraint(
                fields=["round"],
                condition=Q(continues__isnull=True) & ~Q(state="rolled_back"),
                name="walk_list_once_a_round",
            ),
            one_of("kind", ListKind, "walk_list_kind_known"),
            one_of("state", ListState, "walk_list_state_known"),
        ]
        indexes = [
            models.Index(fields=["organization", "id"], name="walk_list_by_organization"),
            models.Index(fields=["round"], name="walk_list_by_round"),
            models.Index(
                fields=["campaign"],
                condition=Q(state="rolled_back"),
                name="walk_list_rolled_back",
            ),
        ]

    def __str__(self) -> str:
        return f"list {self.number}"


class ListedDoor(TenantModel):
    """A stop as it was frozen: the address as printed, the position, and when it was worked.

    ``language`` is the one that was asked for at the door in a former round, empty for none.
    """

    walk_list = models.ForeignKey(
        WalkList, on_delete=models.CASCADE, related_name="listed_doors", db_index=False
    )
    door = models.ForeignKey(Door, on_delete=models.PROTECT, related_name="listed")
    position = models.PositiveIntegerField()
    address = models.CharField(max_length=250)
    unit = models.CharField(max_length=50, blank=True)
    floor = models.SmallIntegerField(null=True, blank=True)
    street_name = models.CharField(max_length=200, blank=True)
    side = models.CharField(max_length=10)
    building = models.PositiveBigIntegerField()
    lon = models.FloatField()
    lat = models.FloatField()
    worked_at = models.DateTimeField(null=True, blank=True)
    language = models.CharField(max_length=10, blank=True)

    objects: ClassVar[Any] = ListedDoorQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("walk_list", "position", name="listed_position_once"),
            models.UniqueConstraint("walk_list", "door", name="listed_door_once"),
        ]

    def __str__(self) -> str:
        return f"listed door {self.pk}"


class ListedPerson(TenantModel):
    """Somebody behind a listed door when the list was frozen; targets are to be reached."""

    listed_door = models.ForeignKey(
        ListedDoor, on_delete=models.CASCADE, related_name="people", db_index=False
    )
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="listed")
    is_target = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint("listed_door", "person", name="listed_person_once"),
        ]

    def __str__(self) -> str:
        return f"listed person {self.pk}"
