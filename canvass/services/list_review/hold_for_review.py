"""Holds the knocks of a list for review."""

from datetime import datetime

from canvass.models import DecisionKind
from canvass.services.list_review.record_decision import record_decision
from turf.models import Membership, WalkList
from turf.services.hold_list import hold_list
from turf.transactions import writing


@writing()
def hold_for_review(
    *, walk_list: WalkList, reason: str, decided_by: Membership, decided_at: datetime
) -> WalkList:
    """Return ``walk_list``, held for review; repeated, it stays held since when it was.

    Its knocks count meanwhile: nothing follows by itself from somebody looking at them.
    """
    held = hold_list(walk_list=walk_list)
    if held.held_at is not None:
        return held
    record_decision(
        walk_list=held,
        kind=DecisionKind.HELD,
        reason=reason,
        decided_by=decided_by,
        decided_at=decided_at,
    )
    held.held_at = decided_at
    held.save(update_fields=["held_at"])
    return held
