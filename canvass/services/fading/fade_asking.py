"""Forgets when to the minute, and through whom, we learned where not to knock."""

from datetime import UTC
from typing import Any

from django.db.models import Q
from django.db.models.functions import TruncHour

from canvass.models import FoundDoor, KeepAway
from turf.models import Building, Household, WalkList
from turf.services.find_twins import find_twin_doors, find_twins


def fade_asking(*, walk_list: WalkList) -> None:
    """Round what was asked and found at the doors of ``walk_list``, and forget who was told.

    So too on other ground with the same address. That somebody asked stays, and since which hour;
    who lifted it why stays too.
    """
    places = list(walk_list.listed_doors.values_list("door", "door__building"))
    doors = find_twin_doors(
        organization=walk_list.organization_id, doors={door for door, _ in places}
    )
    buildings = find_twins(
        organization=walk_list.organization_id, buildings={building for _, building in places}
    )
    several, houses = set().union(*doors.values()), set().union(*buildings.values())
    asked = KeepAway.objects.filter(Q(door__in=several) | Q(building__in=houses))
    asked.update(set_by=None)
    _round(asked, "asked_at")
    _round(Household.objects.filter(door__in=several), "do_not_knock_at")
    _round(Building.objects.filter(pk__in=houses), "closed_at")
    _round(FoundDoor.objects.filter(walk_list=walk_list), "received_at")


def _round(rows: Any, column: str) -> None:
    """Write only what changes: each write is told to phones."""
    hour = TruncHour(column, tzinfo=UTC)
    rows.filter(**{f"{column}__isnull": False}).exclude(**{column: hour}).update(**{column: hour})
