"""Finds lists whose trail is to be faded."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from canvass.models import Assignment, AssignmentHolder, Knock
from turf.models import Organization, WalkList
from turf.querysets import STANDING_LOANS


def find_closed_lists(*, organization: Organization, closed_by: datetime) -> list[WalkList]:
    """Return the lists of ``organization`` that had closed at ``closed_by`` and have a trail.

    A list is closed from when its last loan ended or ran out and its last knock had come in.
    """
    loans = Assignment.objects.filter(walk_list=OuterRef("pk"))
    ends_later = Q(ended_at__gt=closed_by) | Q(
        ended_at=None, state__in=STANDING_LOANS, expires_at__gt=closed_by
    )
    knocks = Knock.objects.filter(walk_list=OuterRef("pk"), faded_as=None)
    holders = AssignmentHolder.objects.filter(assignment__walk_list=OuterRef("pk"))
    found = (
        WalkList.objects.for_organization(organization)
        .filter(Exists(knocks) | Exists(holders))
        .exclude(Exists(loans.filter(ends_later)))
        .exclude(Exists(knocks.filter(received_at__gt=closed_by)))
    )
    return list(found.defer("outline", "streets").order_by("pk"))
