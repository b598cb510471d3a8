"""Ends a walk list: it is handed out no more, and what was done on it counts."""

from turf.models import WalkList
from turf.models.walk_list import ListState
from turf.services.hold_list import hold_list, is_lent
from turf.services.list_problems import ListGivenUp, StillOut
from turf.transactions import writing


@writing()
def close_walk_list(*, walk_list: WalkList) -> WalkList:
    """Return ``walk_list``, closed; repeated, it changes nothing.

    Raises StillOut while it is lent, ListGivenUp when it was rolled back.
    """
    held = hold_list(walk_list=walk_list)
    if held.state == ListState.ROLLED_BACK:
        raise ListGivenUp(f"List {held.number} was rolled back: put it back first")
    if is_lent(held):
        raise StillOut(f"List {held.number} is lent: take it back first")
    held.state = ListState.CLOSED
    held.save(update_fields=["state"])
    return held
