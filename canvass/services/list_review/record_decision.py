"""Keeps what was decided about a list."""

from datetime import datetime

from canvass.models import ListDecision
from turf.models import Membership, WalkList


def record_decision(
    *, walk_list: WalkList, kind: str, reason: str, decided_by: Membership, decided_at: datetime
) -> ListDecision:
    """Store the decision, with the state that the list has until then."""
    decision: ListDecision = ListDecision.objects.create(
        organization_id=walk_list.organization_id,
        walk_list=walk_list,
        kind=kind,
        reason=reason,
        state_before=walk_list.state,
        decided_by=decided_by,
        decided_at=decided_at,
    )
    return decision
