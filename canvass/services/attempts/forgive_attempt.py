"""Takes back the count of an attempt that was right."""

from django.db.models import F

from canvass.models import AttemptCount
from turf.transactions import writing


@writing()
def forgive_attempt(*, subject: str) -> None:
    """Count one attempt less by ``subject``: fifty people in one office are no attack."""
    AttemptCount.objects.filter(subject=subject, count__gt=0).update(count=F("count") - 1)
