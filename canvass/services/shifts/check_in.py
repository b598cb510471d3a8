"""Begins somebody's hours in a shift."""

from datetime import datetime, timedelta

from canvass.models import Shift, ShiftMember
from canvass.models.shift import ShiftState
from canvass.services.shifts.hold_shift import hold_member, hold_open_shift
from canvass.services.shifts.refuse_future import refuse_future
from canvass.services.shifts.shift_problems import ShiftNotNow
from turf.models import Membership
from turf.transactions import writing

EARLIEST = timedelta(hours=3)
"""Before the planned start."""


@writing()
def check_in(
    *,
    shift: Shift,
    membership: Membership,
    at: datetime,
    now: datetime,
    noted_by: Membership | None = None,
) -> ShiftMember:
    """Return the place of ``membership`` in ``shift``, there since ``at``; the first word counts.

    Noted by themselves where ``noted_by`` names nobody; see `undo_note`. The first to check in
    starts the shift. Raises NotInShift, ShiftOver, ShiftNotNow.
    """
    held = hold_open_shift(shift=shift)
    member = hold_member(shift=held, membership=membership)
    if member.checked_in_at is not None:
        return member
    refuse_future(at=at, now=now)
    if at < held.starts_at - EARLIEST:
        raise ShiftNotNow("Check in at most three hours before the shift starts")
    member.checked_in_at, member.briefing_minutes = at, held.briefing_minutes
    member.noted_by, member.noted_at = noted_by or membership, now
    member.save(update_fields=["checked_in_at", "briefing_minutes", "noted_by", "noted_at"])
    if held.state == ShiftState.PLANNED:
        held.state, held.started_at = ShiftState.RUNNING, at
        held.save(update_fields=["state", "started_at"])
    return member
