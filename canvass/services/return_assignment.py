"""Takes a lent list back in."""

from datetime import datetime

from canvass.models import Assignment
from canvass.models.assignment import AssignmentState
from turf.models.walk_list import ListState
from turf.transactions import writing


@writing()
def return_assignment(*, assignment: Assignment, returned_at: datetime) -> Assignment:
    """Mark the loan returned; its list is finished if every door was worked, else ready again.

    What was lent and is no longer (returned, taken back, closed) stays as it is.
    """
    current: Assignment = (
        Assignment.objects.select_for_update(of=("self",))
        .select_related("walk_list")
        .get(pk=assignment.pk)
    )
    if current.state not in (AssignmentState.ACCEPTED, AssignmentState.DOWNLOADED):
        return current
    current.state = AssignmentState.RETURNED
    current.ended_at = returned_at
    current.save(update_fields=["state", "ended_at"])
    has_left = current.walk_list.listed_doors.filter(worked_at__isnull=True).exists()
    current.walk_list.state = ListState.READY if has_left else ListState.FINISHED
    current.walk_list.save(update_fields=["state"])
    return current
