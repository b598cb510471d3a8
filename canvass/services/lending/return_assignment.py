"""Takes a lent list back in."""

from datetime import datetime

from canvass.models import Assignment
from canvass.models.assignment import AssignmentState
from canvass.services.lending.put_back_list import put_back_list
from turf.models import Membership, WalkList
from turf.transactions import writing


@writing()
def return_assignment(
    *, assignment: Assignment, returned_at: datetime, returned_by: Membership | None = None
) -> Assignment:
    """Mark the loan returned; its list is finished if every door was worked, else ready again.

    What was lent and is no longer (returned, taken back, closed) stays as it is, and so does what
    ``returned_by`` did not take up: that may be in the hands of their partner.
    """
    # The list first, as whoever lends it does: two who wait for each other would wait for ever.
    walk_list = WalkList.objects.select_for_update().get(pk=assignment.walk_list_id)
    current: Assignment = Assignment.objects.select_for_update().get(pk=assignment.pk)
    if current.state not in (AssignmentState.ACCEPTED, AssignmentState.DOWNLOADED):
        return current
    if returned_by and current.holder_rows.filter(membership=returned_by, accepted_at=None):
        return current
    current.state = AssignmentState.RETURNED
    current.ended_at = returned_at
    current.save(update_fields=["state", "ended_at"])
    put_back_list(walk_list=walk_list)
    return current
