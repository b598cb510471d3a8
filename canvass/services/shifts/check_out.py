"""Ends somebody's hours in a shift."""

from datetime import datetime

from canvass.models import Shift, ShiftMember
from canvass.services.shifts.hold_shift import hold_member, hold_shift
from canvass.services.shifts.refuse_future import refuse_future
from canvass.services.shifts.shift_problems import NotCheckedIn, ShiftEndsFirst
from turf.models import Membership
from turf.transactions import writing


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
    refuse_future(at=at, now=now)
    if at < member.checked_in_at:
        raise ShiftEndsFirst("Nobody goes before they came: check the time")
    member.checked_out_at = at
    member.save(update_fields=["checked_out_at"])
    return member
