"""Begins and ends somebody's hours in a shift."""

from datetime import datetime, timedelta

from canvass.models import Shift, ShiftMember
from canvass.models.shift import ShiftState
from canvass.services.shifts.hold_shift import hold_member, hold_open_shift, hold_shift
from canvass.services.shifts.shift_problems import NotCheckedIn, ShiftEndsFirst, ShiftNotNow
from turf.models import Membership
from turf.transactions import writing

EARLIEST = timedelta(hours=3)
"""Before the planned start."""

CLOCKS_DIFFER = timedelta(minutes=5)
"""How far ahead of ours a phone's clock may be."""


@writing()
def check_in(*, shift: Shift, membership: Membership, at: datetime, now: datetime) -> ShiftMember:
    """Return the place of ``membership`` in ``shift``, there since ``at``; the first word counts.

    The first to check in starts the shift. Raises NotInShift, ShiftOver, ShiftNotNow.
    """
    held = hold_open_shift(shift=shift)
    member = hold_member(shift=held, membership=membership)
    if member.checked_in_at is not None:
        return member
    _refuse_future(at, now)
    if at < held.starts_at - EARLIEST:
        raise ShiftNotNow("Check in at most three hours before the shift starts")
    member.checked_in_at, member.briefing_minutes = at, held.briefing_minutes
    member.save(update_fields=["checked_in_at", "briefing_minutes"])
    if held.state == ShiftState.PLANNED:
        held.state, held.started_at = ShiftState.RUNNING, at
        held.save(update_fields=["state", "started_at"])
    return member


@writing()
def check_out(*, shift: Shift, membership: Membership, at: datetime, now: datetime) -> ShiftMember:
    """Return the place of ``membership`` in ``shift``, gone since ``at``; the first word counts.

    Possible when the shift is over too. Raises NotInShift, NotCheckedIn, ShiftNotNow,
    ShiftEndsFirst.
    """
    member = hold_member(shift=hold_shift(shift=shift), membership=membership)
    if member.checked_out_at is not None:
        return member
    if member.checked_in_at is None:
        raise NotCheckedIn("Check in first")
    _refuse_future(at, now)
    if at < member.checked_in_at:
        raise ShiftEndsFirst("Nobody goes before they came: check the time")
    member.checked_out_at = at
    member.save(update_fields=["checked_out_at"])
    return member


def _refuse_future(at: datetime, now: datetime) -> None:
    if at > now + CLOCKS_DIFFER:
        raise ShiftNotNow("This time has not come yet: check the clock of the phone")
