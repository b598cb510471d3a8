"""Lets a walk list count again that was rolled back."""

from datetime import datetime

from canvass.models import DecisionKind
from canvass.services.list_review.record_decision import record_decision
from canvass.services.list_review.settle_people import settle_people
from turf.models import ListedDoor, Membership, WalkList
from turf.models.walk_list import ListState
from turf.services.hold_list import hold_list
from turf.services.list_problems import DoorsTaken
from turf.transactions import writing


@writing()
def put_back_rolled(
    *, walk_list: WalkList, reason: str, decided_by: Membership, decided_at: datetime
) -> WalkList:
    """Return ``walk_list`` as it was before it was rolled back; repeated, it changes nothing.

    Raises DoorsTaken when its turf was frozen again for the round, or its doors stand on another
    list of it.
    """
    held = hold_list(walk_list=walk_list)
    if held.state != ListState.ROLLED_BACK:
        return held
    _refuse_taken(held)
    decided = held.decisions.filter(kind=DecisionKind.ROLLED_BACK).order_by("pk").last()
    record_decision(
        walk_list=held,
        kind=DecisionKind.PUT_BACK,
        reason=reason,
        decided_by=decided_by,
        decided_at=decided_at,
    )
    held.state = decided.state_before if decided else ListState.CLOSED
    held.save(update_fields=["state"])
    settle_people(walk_list=held)
    return held


def _refuse_taken(held: WalkList) -> None:
    others = WalkList.objects.filter(round=held.round_id).exclude(pk=held.pk)
    again = others.exclude(state=ListState.ROLLED_BACK).filter(continues__isnull=True)
    taken = (
        ListedDoor.objects.taken(held.round.turf.cut, held.round.number)
        .filter(door__in=held.listed_doors.values("door"))
        .exclude(walk_list__in=[held.pk, held.continues_id])
        .exclude(walk_list__continues=held)
    )
    if (held.continues_id is None and again.exists()) or taken.exists():
        raise DoorsTaken(
            f"Doors of list {held.number} were given out again since: roll that list back first"
        )
