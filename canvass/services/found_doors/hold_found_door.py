"""Holds a found door that somebody decides about."""

from canvass.models import FoundDoor
from turf.errors import StoopError
from turf.services.hold_list import hold_list


class FoundDoorSettled(StoopError):
    """A found door was decided about that has its place already."""

    code = "found_door_settled"


def hold_found_door(*, found: FoundDoor) -> FoundDoor:
    """Return ``found`` as it is now, with its list; both stay so until the transaction ends."""
    walk_list = hold_list(walk_list=found.walk_list)
    own = FoundDoor.objects.for_organization(found.organization_id)
    held: FoundDoor = own.select_for_update().get(pk=found.pk)
    held.walk_list = walk_list
    return held
