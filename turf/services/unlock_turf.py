"""Unlocks a turf."""

from turf.models import EditKind, Turf, User
from turf.services.mark_locked import mark_locked
from turf.transactions import writing


@writing()
def unlock_turf(*, turf: Turf, edited_by: User | None = None) -> Turf:
    """Let edits change ``turf`` again; unlocked already, it stays so. Raises TurfRetired."""
    return mark_locked(turf=turf, is_locked=False, kind=EditKind.UNLOCK, edited_by=edited_by)
