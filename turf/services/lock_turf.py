"""Locks a turf, so that no edit changes it."""

from turf.models import EditKind, Turf, TurfEdit, User
from turf.services.mark_locked import mark_locked
from turf.transactions import writing


@writing()
def lock_turf(*, turf: Turf, edited_by: User | None = None) -> TurfEdit | None:
    """Lock ``turf``; None where it is locked already. Raises TurfRetired."""
    return mark_locked(turf=turf, is_locked=True, kind=EditKind.LOCK, edited_by=edited_by)
