"""Ends the review of a list."""

from datetime import datetime

from canvass.models import DecisionKind
from canvass.services.list_review.record_decision import record_decision
from turf.models import Membership, WalkList
from turf.services.hold_list import hold_list
from turf.transactions import writing


@writing()
def release_list(
    *, walk_list: WalkList, reason: str, decided_by: Membership, decided_at: datetime
) -> WalkList:
    """Return ``walk_list``, held no more; repeated, it changes nothing."""
    held = hold_list(walk_list=walk_list)
    if held.held_at is None:
        return held
    record_decision(
        walk_list=held,
        kind=DecisionKind.RELEASED,
        reason=reason,
        decided_by=decided_by,
        decided_at=decided_at,
    )
    held.held_at = None
    held.save(update_fields=["held_at"])
    return held
