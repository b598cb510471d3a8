"""Puts a door that is on the ground onto a list that is out."""

from django.db.models import Max

from canvass.services.found_doors.find_place import NoPlace
from turf.models import Door, ListedDoor, ListedPerson, Person, WalkList
from turf.models.cut import Side
from turf.models.door import Standing
from turf.services.read_stops import kept_away


def list_door(*, walk_list: WalkList, door: Door) -> None:
    """Let ``door`` stand last on ``walk_list``, which the caller holds; once, however often asked.

    Raises NoPlace when it must not be knocked, or stands on another list of the round.
    """
    if walk_list.listed_doors.filter(door=door).exists():
        return
    cut, number = walk_list.round.turf.cut, walk_list.round.number
    open_doors = Door.objects.for_organization(walk_list.organization_id).knockable()
    if door.pk in kept_away(cut) or not open_doors.filter(pk=door.pk).exists():
        raise NoPlace("keep_away", "Somebody there asked not to be visited")
    if ListedDoor.objects.taken(cut, number).filter(door=door).exists():
        raise NoPlace("on_another_list", "This door stands on another list of the round")
    last = walk_list.listed_doors.aggregate(last=Max("position"))["last"] or 0
    building = door.building
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
