"""Marks a turf as locked or not, and records it."""

from turf.models import Turf, TurfEdit, User
from turf.services.hold_turfs import hold_turfs
from turf.services.swap_turfs import record_edit, states_of


def mark_locked(
    *, turf: Turf, is_locked: bool, kind: str, edited_by: User | None
) -> TurfEdit | None:
    """Return the edit, or None where ``turf`` is so already: then there is nothing to record."""
    [held] = hold_turfs(cut=turf.cut, turfs=[turf], is_lock_kept=False)
    if held.is_locked == is_locked:
        return None
    before = states_of([held])
    held.is_locked = is_locked
    held.save(update_fields=["is_locked"])
    return record_edit(
        cut=turf.cut,
        kind=kind,
        before={"turfs": before},
        after={"turfs": states_of([held])},
        stops={},
        edited_by=edited_by,
    )
