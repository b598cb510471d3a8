"""Marks a turf as locked or not, and records it."""

from turf.models import Turf, User
from turf.services.hold_turfs import hold_turfs
from turf.services.swap_turfs import State, record_edit


def mark_locked(*, turf: Turf, is_locked: bool, kind: str, edited_by: User | None) -> Turf:
    """Return ``turf`` as it stands now; where nothing changes no edit is recorded."""
    [held] = hold_turfs(cut=turf.cut, turfs=[turf], is_lock_kept=False)
    if held.is_locked == is_locked:
        return held
    before = _state(held)
    held.is_locked = is_locked
    held.save(update_fields=["is_locked"])
    record_edit(cut=turf.cut, kind=kind, before=before, after=_state(held), edited_by=edited_by)
    return held


def _state(turf: Turf) -> State:
    return {"turfs": [{"id": turf.pk, "name": turf.name, "is_locked": turf.is_locked}]}
