"""Where people live: buildings, their doors, the households behind them, and the people."""

from typing import Any, ClassVar

from django.contrib.gis.db import models
from django.db.models import Q

from turf.models.campaign import Jurisdiction
from turf.models.import_source import ImportSource
from turf.models.precinct import Precinct
from turf.querysets import DoorQuerySet
from turf.tenancy import TenantModel, one_of


class PlacedBy(models.TextChoices):
    """Where a building's position comes from."""

    FILE = "file"
    STREET_RANGE = "street_range"
    CANVASSER = "canvasser"


class Building(TenantModel):
    """An address point. ``key`` is the file's address id, or the normalised address.

    ``closed_at`` is since when a sign, or being asked to leave it, keeps us out; written by the
    services that keep why (``canvass.KeepAway``).
    """

    jurisdiction = models.ForeignKey(
        Jurisdiction, on_delete=models.CASCADE, related_name="buildings", db_index=False
    )
    precinct = models.ForeignKey(
        Precinct, on_delete=models.SET_NULL, null=True, blank=True, related_name="buildings"
    )
    key = models.CharField(max_length=200)
    number = models.CharField(max_length=20)
    number_suffix = models.CharField(max_length=20, blank=True)
    street_name = models.CharField(max_length=200)
    city = models.CharField(max_length=100, blank=True)
    postcode = models.CharField(max_length=20, blank=True)
    location = models.PointField(srid=4326)
    placed_by = models.CharField(max_length=20, choices=PlacedBy.choices, default=PlacedBy.FILE)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("jurisdiction", "key", name="building_key_once"),
            one_of("placed_by", PlacedBy, "building_placed_by_known"),
        ]

    def __str__(self) -> str:
        return f"building {self.pk}"

    @property
    def address(self) -> str:
        """House number and street, as one says it."""
        gap = " " if self.number_suffix[:1].isdigit() else ""
        return f"{self.number}{gap}{self.number_suffix} {self.street_name}".strip()


class Door(TenantModel):
    """A dwelling one can knock; ``unit`` is empty where the building has one door.

    ``key`` is the file's address id where the file numbers units rather than buildings;
    ``is_found`` says that a canvasser found the door and no file has it yet.
    """

    building = models.ForeignKey(
        Building, on_delete=models.CASCADE, related_name="doors", db_index=False
    )
    key = models.CharField(max_length=200, blank=True)
    unit = models.CharField(max_length=50, blank=True)
    floor = models.SmallIntegerField(null=True, blank=True)
    is_found = models.BooleanField(default=False)

    objects: ClassVar[Any] = DoorQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("building", "unit", name="door_unit_once")]
        indexes = [
            models.Index(fields=["organization", "key"], condition=~Q(key=""), name="door_by_key"),
        ]

    def __str__(self) -> str:
        return f"door {self.pk}"


class Household(TenantModel):
    """The people behind a door. Once they ask not to be visited, no import clears it.

    ``do_not_knock_at`` is since when; written by the services that keep who asked.
    """

    door = models.OneToOneField(Door, on_delete=models.CASCADE, related_name="household")
    do_not_knock_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"household {self.pk}"


class Standing(models.TextChoices):
    """What was learned of a person at the doors; survives re-import."""

    RESIDENT = "resident"
    MOVED = "moved"
    DECEASED = "deceased"


GONE = [Standing.MOVED.value, Standing.DECEASED.value]
"""What may be found of a person at a door."""


class Person(TenantModel):
    """Somebody the campaign may reach. ``key`` is the voter file's or member file's own id.

    ``found`` (moved or deceased, empty for neither), on the day ``found_on`` at ``found_door``, is
    what the doors say; ``registered_on`` what the file says. ``standing`` follows from both, see
    `settle_standing`. ``source`` is the file they came with: of several the one that lasts longest.
    """

    jurisdiction = models.ForeignKey(
        Jurisdiction, on_delete=models.CASCADE, related_name="people", db_index=False
    )
    household = models.ForeignKey(
        Household, on_delete=models.SET_NULL, null=True, related_name="people"
    )
    key = models.CharField(max_length=100)
    given_name = models.CharField(max_length=100, blank=True)
    family_name = models.CharField(max_length=100, blank=True)
    language = models.CharField(max_length=10, blank=True)
    standing = models.CharField(max_length=20, choices=Standing.choices, default=Standing.RESIDENT)
    found = models.CharField(max_length=20, blank=True)
    found_on = models.DateField(null=True, blank=True)
    found_door = models.ForeignKey(
        Door, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", db_index=False
    )
    registered_on = models.DateField(null=True, blank=True)
    source = models.ForeignKey(
        ImportSource, on_delete=models.SET_NULL, null=True, blank=True, related_name="people"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint("jurisdiction", "key", name="person_key_once"),
            one_of("standing", Standing, "person_standing_known"),
            models.CheckConstraint(
                condition=Q(found__in=["", *GONE]), name="person_found_gone_or_not"
            ),
        ]

    def __str__(self) -> str:
        return f"person {self.pk}"
