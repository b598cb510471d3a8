"""Forgets who needed to leave, and what was told of it."""

from datetime import datetime, timedelta

from canvass.models import Leave, Notice
from canvass.services.shifts.leave_now import subject_of
from turf.models import Organization
from turf.transactions import writing

KEPT_DAYS = 30


@writing()
def expire_leaves(*, organization: Organization, at: datetime) -> int:
    """Delete the presses that came `KEPT_DAYS` before ``at`` and their notices; return how many."""
    leaves = Leave.objects.for_organization(organization).filter(
        received_at__lte=at - timedelta(days=KEPT_DAYS)
    )
    gone = list(leaves.values_list("pk", flat=True))
    notices = Notice.objects.for_organization(organization)
    notices.filter(subject__in=[subject_of(pk) for pk in gone]).delete()
    leaves.filter(pk__in=gone).delete()
    return len(gone)
