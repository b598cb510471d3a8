"""Puts a door on a list that its canvasser found on the way."""

import json
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db.models import Max

from canvass.models import FoundDoor
from canvass.models.found_door import FoundState
from canvass.services.found_doors.find_place import NoPlace, Place, find_place
from turf.errors import StoopError
from turf.importing.street_names import normal_unit
from turf.models import Building, Door, ListedDoor, ListedPerson, Person, WalkList
from turf.models.cut import Side
from turf.models.door import Standing
from turf.services.hold_list import hold_list
from turf.services.read_stops import kept_away
from turf.transactions import writing

LONGEST_UNIT = 50


class FoundDoorRewritten(StoopError):
    """A phone sent a found door that is stored, with other content."""

    code = "found_door_rewritten"


@writing()
def add_found_door(
    *, walk_list: WalkList, uid: UUID, place: Place, unit: str = "", received_at: datetime
) -> FoundDoor:
    """Return what became of the found door ``uid``, in the building or at the address ``place``.

    It is a door of the ground from then on, marked as found, and stands last on the list; knocks
    name it as any other. One that cannot be matched waits, with a code, and a mended version under
    the same id is tried in its place. Repeated, it changes nothing. Raises FoundDoorRewritten.
    """
    document = _document(walk_list, place, unit)
    sent = sha256(json.dumps(document, sort_keys=True).encode()).hexdigest()
    held = hold_list(walk_list=walk_list)
    known: FoundDoor | None = (
        FoundDoor.objects.for_organization(held.organization_id)
        .select_for_update()
        .filter(uid=uid)
        .first()
    )
    if known is not None and known.state == FoundState.ADDED:
        if known.content_hash != sent:
            raise FoundDoorRewritten("This door is stored with other words: send a new one")
        return known
    found = known or FoundDoor(
        organization_id=held.organization_id, uid=uid, received_at=received_at
    )
    found.walk_list, found.content_hash, found.document = held, sent, document
    try:
        found.door, found.code = _listed(held, find_place(walk_list=held, place=place), unit), ""
        found.state = FoundState.ADDED
    except NoPlace as why:
        found.state, found.code = FoundState.WAITING, why.code
    found.save()
    return found


def _document(walk_list: WalkList, place: Place, unit: str) -> dict[str, Any]:
    """What the phone told, for who has to look at it; only a house has a position."""
    return {
        "walk_list": str(walk_list.pk),
        "building": place.building,
        "number": place.number,
        "street": place.street,
        "unit": unit,
    }


def _listed(walk_list: WalkList, building: Building, unit: str) -> Door:
    """Return the door, made where it is new, on the list. Raises NoPlace when it must not be."""
    name = normal_unit(unit)
    if len(name) > LONGEST_UNIT:
        raise NoPlace("no_unit", "This is no unit that can be stored")
    door, _ = Door.objects.get_or_create(
        building=building,
        unit=name,
        defaults={"organization_id": walk_list.organization_id, "is_found": True},
    )
    if walk_list.listed_doors.filter(door=door).exists():
        return door
    cut, number = walk_list.round.turf.cut, walk_list.round.number
    open_doors = Door.objects.for_organization(walk_list.organization_id).knockable()
    if door.pk in kept_away(cut) or not open_doors.filter(pk=door.pk).exists():
        raise NoPlace("keep_away", "Somebody there asked not to be visited")
    if ListedDoor.objects.taken(cut, number).filter(door=door).exists():
        raise NoPlace("on_another_list", "This door stands on another list of the round")
    last = walk_list.listed_doors.aggregate(last=Max("position"))["last"] or 0
    listed = ListedDoor.objects.create(
        organization_id=walk_list.organization_id,
        walk_list=walk_list,
        door=door,
        position=last + 1,
        address=building.address,
        unit=door.unit,
        floor=door.floor,
        street_name=building.street_name,
        side=Side.ON_LINE,
        building=building.pk,
        lon=building.location.x,
        lat=building.location.y,
    )
    _list_people(listed)
    walk_list.door_count += 1
    walk_list.save(update_fields=["door_count"])
    return door


def _list_people(listed: ListedDoor) -> None:
    at_home = Person.objects.filter(household__door=listed.door_id, standing=Standing.RESIDENT)
    ListedPerson.objects.bulk_create(
        ListedPerson(
            organization_id=listed.organization_id,
            listed_door=listed,
            person=person,
            is_target=False,
        )
        for person in at_home.order_by("pk")
    )
