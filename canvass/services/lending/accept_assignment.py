"""Takes up an offered walk list."""

from django.utils import timezone

from canvass.models import Assignment, AuditKind
from canvass.models.assignment import AssignmentState
from canvass.services.audit.record_audit import record_audit
from turf.errors import StoopError
from turf.models import HANDS_OUT, WalkList
from turf.models.walk_list import ListState
from turf.transactions import writing


class OfferGone(StoopError):
    """An offer that cannot be taken up any more."""

    code = "offer_gone"


@writing()
def accept_assignment(*, assignment: Assignment) -> Assignment:
    """Mark the offer accepted and its list out; repeated, it changes nothing.

    With it come the names of who lives there: that staff have them is put on record, that a
    canvasser does is their own affair. Raises OfferGone when the list was given, declined or taken
    back meanwhile.
    """
    # The list first, as whoever lends it does: two who wait for each other would wait for ever.
    walk_list = WalkList.objects.select_for_update().get(pk=assignment.walk_list_id)
    current: Assignment | None = (
        Assignment.objects.select_for_update().filter(pk=assignment.pk).first()
    )
    if current is None:
        raise OfferGone("This list is no longer offered: ask for another one")
    if current.state in (AssignmentState.ACCEPTED, AssignmentState.DOWNLOADED):
        return current
    if current.state != AssignmentState.OFFERED:
        raise OfferGone("This list is no longer offered: ask for another one")
    current.state = AssignmentState.ACCEPTED
    current.save(update_fields=["state"])
    walk_list.state = ListState.OUT
    walk_list.save(update_fields=["state"])
    for member in current.holders.filter(role__in=HANDS_OUT).order_by("pk"):
        record_audit(
            subject=walk_list,
            kind=AuditKind.LIST_VIEWED,
            actor=member,
            at=timezone.now(),
            facts={"doors": walk_list.door_count},
        )
    return current
