"""Ends somebody's hours in a shift."""

from datetime import datetime

from canvass.models import HoursEdit, Shift, ShiftMember
from canvass.services.shifts.edit_hours import edit_hours
from canvass.services.shifts.hold_shift import hold_member, hold_shift
from canvass.services.shifts.refuse_future import CLOCKS_DIFFER, refuse_future
from canvass.services.shifts.shift_problems import NotCheckedIn, ShiftEndsFirst
from turf.models import Membership
from turf.transactions import writing


@writing()
def check_out(
    *,
    shift: Shift,
    membership: Membership,
    at: datetime,
    now: datetime,
    noted_by: Membership | None = None,
) -> ShiftMember:
    """Return the place of ``membership`` in ``shift``, gone since ``at``; the first word counts.

    Noted by themselves where ``noted_by`` names nobody. What another notes for a time other than
    ``now`` is an edit of hours: until the person has acknowledged it their own word counts, and is
    kept beside it. Possible when the shift is over too. Raises NotInShift, NotCheckedIn,
    ShiftNotNow, ShiftEndsFirst.
    """
    member = hold_member(shift=hold_shift(shift=shift), membership=membership)
    by = noted_by or membership
    edit = _noted_for(member) if by.pk == membership.pk else None
    if member.checked_out_at is not None and edit is None:
        return member
    if member.checked_in_at is None:
        raise NotCheckedIn("Check in first")
    refuse_future(at=at, now=now)
    if at < member.checked_in_at:
        raise ShiftEndsFirst("Nobody goes before they came: check the time")
    if edit is not None:
        edit.own_checked_out_at = at
        edit.save(update_fields=["own_checked_out_at"])
    elif by.pk != membership.pk and abs(at - now) > CLOCKS_DIFFER:
        edit_hours(member=member, changes={"checked_out_at": at}, edited_by=by, edited_at=now)
    member.checked_out_at, member.noted_by, member.noted_at = at, by, now
    member.save(update_fields=["checked_out_at", "noted_by", "noted_at"])
    return member


def _noted_for(member: ShiftMember) -> HoursEdit | None:
    """Find the edit by which another noted when ``member`` went, if their own word still counts."""
    edits = member.edits.filter(acknowledged_at=None, own_checked_out_at=None).order_by("pk")
    noted = [one for one in edits if "checked_out_at" in one.before]
    return next((one for one in noted if one.before["checked_out_at"] is None), None)
