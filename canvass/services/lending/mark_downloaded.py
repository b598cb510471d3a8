"""Takes note that a phone has a list it was lent."""

from canvass.models import Assignment, Change, Collection
from canvass.models.assignment import AssignmentState
from turf.models import Membership
from turf.transactions import writing


def mark_downloaded(*, membership: Membership, seq: int) -> int:
    """Mark the accepted loans whose list ``membership`` has read, and return how many.

    A phone that comes with a checkpoint at ``seq`` has stored all up to there. Writes only where
    there is something to mark.
    """
    accepted = {
        str(walk_list): loan
        for loan, walk_list in Assignment.objects.held_by(membership)
        .filter(state=AssignmentState.ACCEPTED)
        .values_list("pk", "walk_list")
    }
    has_read = (
        Change.objects.for_organization(membership.organization_id)
        .filter(membership=membership, collection=Collection.WALK_LISTS, row__in=accepted)
        .filter(seq__lte=seq, is_deleted=False)
    )
    loans = [accepted[row] for row in has_read.values_list("row", flat=True)]
    if not loans:
        return 0
    with writing():
        marked: int = Assignment.objects.filter(
            pk__in=loans, state=AssignmentState.ACCEPTED
        ).update(state=AssignmentState.DOWNLOADED)
    return marked
