"""Lets an offered walk list go, without a reason."""

from canvass.models import Assignment
from canvass.models.assignment import AssignmentState
from canvass.services.lending.forget_offer import forget_offer
from turf.errors import StoopError
from turf.models import WalkList
from turf.transactions import writing


class AlreadyTaken(StoopError):
    """A list was taken up before."""

    code = "already_taken"


@writing()
def decline_assignment(*, assignment: Assignment) -> None:
    """Remove the offer as if it had never been made; its list is free at once.

    Nothing is kept that could be counted, or told from an offer that was taken back. A loan that is
    over stays as it is. Raises AlreadyTaken when the list was taken up: it is given back then, not
    declined.
    """
    # The list first, as whoever lends it does: two who wait for each other would wait for ever.
    walk_list = WalkList.objects.select_for_update().get(pk=assignment.walk_list_id)
    current: Assignment | None = (
        Assignment.objects.select_for_update().filter(pk=assignment.pk).first()
    )
    if current is None:
        return
    if current.state in (AssignmentState.ACCEPTED, AssignmentState.DOWNLOADED):
        raise AlreadyTaken("This list was taken up already: give it back instead")
    if current.state == AssignmentState.OFFERED:
        forget_offer(offer=current, walk_list=walk_list)
