"""Says which door it is that a canvasser found and nobody could match."""

from canvass.models import FoundDoor
from canvass.models.found_door import FoundState
from canvass.services.found_doors.hold_found_door import FoundDoorSettled, hold_found_door
from canvass.services.found_doors.list_door import list_door
from turf.models import Door
from turf.transactions import writing


@writing()
def resolve_found_door(*, found: FoundDoor, door: Door) -> FoundDoor:
    """Return ``found`` as ``door`` of the ground, which stands last on the list from then on.

    Safe to repeat. Raises FoundDoorSettled where it is another door already, and NoPlace where the
    door must not be knocked or stands on another list.
    """
    held = hold_found_door(found=found)
    if held.state == FoundState.ADDED:
        if held.door_id != door.pk:
            raise FoundDoorSettled("It is another door by now: look at the list")
        return held
    list_door(walk_list=held.walk_list, door=door)
    held.state, held.code, held.door = FoundState.ADDED, "", door
    held.save(update_fields=["state", "code", "door"])
    return held
