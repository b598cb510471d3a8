"""Takes up an offered walk list."""

from datetime import datetime

from canvass.models import Assignment, AssignmentHolder, AuditKind
from canvass.models.assignment import AssignmentState
from canvass.services.audit.record_audit import record_audit
from turf.errors import StoopError
from turf.models import HANDS_OUT, Membership, WalkList
from turf.models.walk_list import ListState
from turf.querysets import STANDING_LOANS
from turf.transactions import writing


class OfferGone(StoopError):
    """An offer that cannot be taken up any more."""

    code = "offer_gone"


@writing()
def accept_assignment(*, assignment: Assignment, holder: Membership, at: datetime) -> Assignment:
    """Let ``holder`` have taken up the offer, and its list be out; repeated, it changes nothing.

    Each of a pair does so for themselves; the loan is taken up with the first. With it come the
    names of who lives there: that staff have them is put on record, that a canvasser does is their
    own affair. Raises OfferGone when the list was given, declined or taken back meanwhile, or the
    offer ran out.
    """
    # The list first, as whoever lends it does: two who wait for each other would wait for ever.
    walk_list = WalkList.objects.select_for_update().get(pk=assignment.walk_list_id)
    current: Assignment | None = (
        Assignment.objects.select_for_update().filter(pk=assignment.pk).first()
    )
    own = AssignmentHolder.objects.filter(assignment=assignment.pk, membership=holder).first()
    if current is None or own is None or current.state not in STANDING_LOANS:
        raise OfferGone("This list is no longer offered: ask for another one")
    if own.accepted_at is None:
        if current.expires_at <= at:
            raise OfferGone("This offer has run out: ask for the list again")
        own.accepted_at = at
        own.save(update_fields=["accepted_at"])
        _put_on_record(walk_list, holder, at)
    if current.state == AssignmentState.OFFERED:
        current.state = AssignmentState.ACCEPTED
        current.save(update_fields=["state"])
        walk_list.state = ListState.OUT
        walk_list.save(update_fields=["state"])
    return current


def _put_on_record(walk_list: WalkList, holder: Membership, at: datetime) -> None:
    if holder.role in HANDS_OUT:
        record_audit(
            subject=walk_list,
            kind=AuditKind.LIST_VIEWED,
            actor=holder,
            at=at,
            facts={"doors": walk_list.door_count},
        )
