"""Lets an offered walk list go, without a reason."""

from canvass.models import Assignment, AssignmentHolder
from canvass.services.lending.forget_offer import forget_offer
from turf.errors import StoopError
from turf.models import Membership, WalkList
from turf.querysets import STANDING_LOANS
from turf.transactions import writing


class AlreadyTaken(StoopError):
    """A list was taken up before."""

    code = "already_taken"


@writing()
def decline_assignment(*, assignment: Assignment, holder: Membership) -> None:
    """Remove the offer to ``holder`` as if it had never been made; the list of nobody is free.

    Nothing is kept that could be counted, or told from an offer that was taken back, and a partner
    hears nothing. A loan that is over stays as it is. Raises AlreadyTaken when they took the list
    up: it is given back then, not declined.
    """
    # The list first, as whoever lends it does: two who wait for each other would wait for ever.
    walk_list = WalkList.objects.select_for_update().get(pk=assignment.walk_list_id)
    current: Assignment | None = (
        Assignment.objects.select_for_update().filter(pk=assignment.pk).first()
    )
    own = AssignmentHolder.objects.filter(assignment=assignment.pk, membership=holder).first()
    if current is None or own is None or current.state not in STANDING_LOANS:
        return
    if own.accepted_at is not None:
        raise AlreadyTaken("This list was taken up already: give it back instead")
    own.delete()
    if not current.holder_rows.exists():
        forget_offer(offer=current, walk_list=walk_list)
