"""Puts a door on a list that its canvasser found on the way."""

import json
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from canvass.models import FoundDoor
from canvass.models.found_door import FoundState
from canvass.services.found_doors.find_place import NoPlace, Place, find_place
from canvass.services.found_doors.list_door import list_door
from turf.errors import StoopError
from turf.importing.street_names import normal_unit
from turf.models import Building, Door, WalkList
from turf.services.hold_list import hold_list
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
    the same id is tried in its place, also of one that somebody dismissed. Repeated, it changes
    nothing. Raises FoundDoorRewritten.
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
    if known is not None and known.state != FoundState.WAITING:
        if known.content_hash == sent:
            return known
        if known.state == FoundState.ADDED:
            raise FoundDoorRewritten("This door is stored with other words: send a new one")
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
    list_door(walk_list=walk_list, door=door)
    return door
