"""Empties bodies of which everything is settled for long; that they came is kept."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef

from canvass.models import Intake, QuarantinedItem
from canvass.services.knocks.keep_items import WAITING
from turf.models import Organization
from turf.scope import tenant
from turf.transactions import writing

KEPT_DAYS = 35
"""Longer than phones keep what they sent, so that a restored backup can be made good."""


@writing()
def prune_intake(*, at: datetime) -> int:
    """Empty all bodies whose items were all settled `KEPT_DAYS` before ``at``; how many.

    One that was never looked at, or of which anything waits, stays whole; so does its hash always.
    """
    pruned = 0
    for organization in Organization.objects.order_by("pk"):
        with tenant(organization):
            pruned += _prune(organization, at)
    return pruned


def _prune(organization: Organization, at: datetime) -> int:
    settled_by = at - timedelta(days=KEPT_DAYS)
    items = QuarantinedItem.objects.filter(intake=OuterRef("pk"))
    pruned: int = (
        Intake.objects.for_organization(organization)
        .filter(pruned_at=None, received_at__lt=settled_by, outcomes__isnull=False)
        .exclude(Exists(items.filter(state__in=WAITING)))
        .exclude(Exists(items.filter(resolved_at__gte=settled_by)))
        .update(body=b"", pruned_at=at)
    )
    return pruned
