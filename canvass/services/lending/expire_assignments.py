"""Ends the loans of a member that ran out."""

from datetime import datetime

from django.db.models import F

from canvass.models import Assignment
from canvass.models.assignment import AssignmentState
from canvass.services.lending.put_back_list import put_back_list
from turf.models import Membership, WalkList
from turf.querysets import STANDING_LOANS
from turf.transactions import writing


@writing()
def expire_assignments(*, membership: Membership, at: datetime) -> int:
    """Mark what ``membership`` holds beyond its time as expired, and return how many loans.

    Each ended when it ran out, not when somebody noticed; its list can be lent again.
    """
    over = Assignment.objects.held_by(membership).expired(at)
    # The lists first and in order, as whoever lends or pushes does: nobody waits in a circle.
    lists = list(
        WalkList.objects.select_for_update()
        .filter(pk__in=list(over.values_list("walk_list", flat=True)))
        .order_by("pk")
    )
    if not lists:
        return 0
    ended = list(over.filter(walk_list__in=lists).values_list("pk", "walk_list"))
    Assignment.objects.filter(pk__in=[pk for pk, _ in ended], state__in=STANDING_LOANS).update(
        state=AssignmentState.EXPIRED, ended_at=F("expires_at")
    )
    free = {walk_list for _, walk_list in ended}
    for walk_list in lists:
        if walk_list.pk in free:
            put_back_list(walk_list=walk_list)
    return len(ended)
