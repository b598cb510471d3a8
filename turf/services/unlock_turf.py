"""Unlocks a turf."""

from turf.models import EditKind, Turf, TurfEdit, User
from turf.services.mark_locked import mark_locked
from turf.transactions import writing


@writing()
def unlock_turf(*, turf: Turf, edited_by: User | None = None) -> TurfEdit | None:
    """Let edits change ``turf`` again; None where they may already. Raises TurfRetired."""
    return mark_locked(turf=turf, is_locked=False, kind=EditKind.UNLOCK, edited_by=edited_by)
