"""Takes a walk list out of all that counts; its knocks are kept."""

from datetime import datetime

from canvass.models import Assignment, DecisionKind
from canvass.services.lending.take_back_assignment import take_back_assignment
from canvass.services.list_review.record_decision import record_decision
from canvass.services.list_review.settle_people import settle_people
from turf.models import Membership, WalkList
from turf.models.walk_list import ListState
from turf.querysets import STANDING_LOANS
from turf.services.hold_list import hold_list
from turf.transactions import writing


@writing()
def roll_back_list(
    *, walk_list: WalkList, reason: str, decided_by: Membership, decided_at: datetime
) -> WalkList:
    """Return ``walk_list``, rolled back; repeated, it changes nothing.

    Whoever holds it loses it. Its knocks count nowhere, whom they found gone is there again, and
    its doors are free; what households asked stands all the same.
    """
    held = hold_list(walk_list=walk_list)
    if held.state == ListState.ROLLED_BACK:
        return held
    for loan in Assignment.objects.filter(walk_list=held, state__in=STANDING_LOANS):
        take_back_assignment(assignment=loan, taken_back_at=decided_at)
    held.refresh_from_db(fields=["state"])
    record_decision(
        walk_list=held,
        kind=DecisionKind.ROLLED_BACK,
        reason=reason,
        decided_by=decided_by,
        decided_at=decided_at,
    )
    held.state = ListState.ROLLED_BACK
    held.save(update_fields=["state"])
    settle_people(walk_list=held)
    return held
