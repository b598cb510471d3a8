"""Sets a found door aside that is none."""

from canvass.models import FoundDoor
from canvass.models.found_door import FoundState
from canvass.services.found_doors.hold_found_door import FoundDoorSettled, hold_found_door
from turf.transactions import writing


@writing()
def dismiss_found_door(*, found: FoundDoor) -> FoundDoor:
    """Return ``found``, for which nobody has to look any more; what the phone told is kept.

    Safe to repeat. Raises FoundDoorSettled where it is a door of the list by now.
    """
    held = hold_found_door(found=found)
    if held.state == FoundState.ADDED:
        raise FoundDoorSettled("It is a door of the list by now: nothing is left to dismiss")
    held.state = FoundState.DISMISSED
    held.save(update_fields=["state"])
    return held
