"""Counts that somebody tries to get in, before anything is looked up."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from canvass.models import AttemptCount
from turf.errors import StoopError
from turf.transactions import writing

WINDOW = timedelta(minutes=10)


class TooManyAttempts(StoopError):
    """Somebody tries what they do not know."""

    code = "too_many_attempts"

    def __init__(self, message: str, *, retry_after_s: int) -> None:
        super().__init__(message)
        self.retry_after_s = retry_after_s


def count_attempt(*, limits: Mapping[str, int], at: datetime) -> None:
    """Count an attempt by each subject (a keyed hash) of ``limits``, which says how many are let.

    It is committed on return, unless the caller is in a transaction. A count lasts `WINDOW`. Raises
    TooManyAttempts when it is one too many; it is counted all the same.
    """
    counted = _count(sorted(limits), at)
    over = [one.since + WINDOW for one in counted if one.count > limits[one.subject]]
    if over:
        wait_s = max(1, int((max(over) - at).total_seconds()) + 1)
        raise TooManyAttempts(
            f"Too many were tried: wait {-(-wait_s // 60)} minutes, then try again",
            retry_after_s=wait_s,
        )


@writing()
def _count(subjects: list[str], at: datetime) -> list[AttemptCount]:
    """Add one to each count, the rows held in one order; a count whose time is over begins anew."""
    AttemptCount.objects.bulk_create(
        [AttemptCount(subject=one, since=at) for one in subjects], ignore_conflicts=True
    )
    held = AttemptCount.objects.select_for_update().filter(subject__in=subjects)
    counts = list(held.order_by("subject"))
    for one in counts:
        if one.since <= at - WINDOW:
            one.since, one.count = at, 0
        one.count += 1
        one.save(update_fields=["since", "count"])
    return counts
