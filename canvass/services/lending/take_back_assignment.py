"""Takes a list back from whoever holds it."""

from datetime import datetime

from canvass.models import Assignment
from canvass.models.assignment import AssignmentState
from canvass.services.lending.forget_offer import forget_offer
from canvass.services.lending.put_back_list import put_back_list
from turf.models import WalkList
from turf.querysets import STANDING_LOANS
from turf.transactions import writing


@writing()
def take_back_assignment(*, assignment: Assignment, taken_back_at: datetime) -> Assignment:
    """Return the loan, ended; its list can be lent again.

    The holders' phones lose the list at their next pull and are told so; what they did until then
    still counts. An offer that nobody took up goes without a word, as a declined one does: else who
    declined could be told. A loan that ended already stays as it is.
    """
    # The list first, as whoever lends it does: two who wait for each other would wait for ever.
    walk_list = WalkList.objects.select_for_update().get(pk=assignment.walk_list_id)
    current: Assignment | None = (
        Assignment.objects.select_for_update().filter(pk=assignment.pk).first()
    )
    if current is None:
        return assignment
    if current.state not in STANDING_LOANS:
        return current
    was_offered = current.state == AssignmentState.OFFERED
    current.state, current.ended_at = AssignmentState.TAKEN_BACK, taken_back_at
    if was_offered:
        forget_offer(offer=current, walk_list=walk_list)
        return current
    current.save(update_fields=["state", "ended_at"])
    put_back_list(walk_list=walk_list)
    return current
