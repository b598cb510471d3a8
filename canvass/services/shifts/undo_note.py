"""Takes back that somebody came or went, where it was noted wrongly."""

from datetime import datetime, timedelta

from canvass.models import Shift, ShiftMember
from canvass.services.shifts.hold_shift import hold_member, hold_shift
from canvass.services.shifts.shift_problems import NothingToUndo
from turf.models import Membership
from turf.transactions import writing

UNDONE_WITHIN = timedelta(minutes=10)
NOTED = ["checked_in_at", "briefing_minutes", "checked_out_at", "noted_by", "noted_at"]


@writing()
def undo_note(
    *, shift: Shift, membership: Membership, noted_by: Membership, at: datetime
) -> ShiftMember:
    """Return the place of ``membership`` as it was before ``noted_by`` last noted something of it.

    Within `UNDONE_WITHIN`, and before anybody edited the hours. A shift that began with it goes on.
    Raises NotInShift, NothingToUndo.
    """
    member = hold_member(shift=hold_shift(shift=shift), membership=membership)
    noted_at = member.noted_at if member.noted_by_id == noted_by.pk else None
    if noted_at is None or at > noted_at + UNDONE_WITHIN:
        raise NothingToUndo("You noted nothing of this person in the last ten minutes: edit it")
    if member.checked_out_at is None:
        member.checked_in_at, member.briefing_minutes = None, 0
    else:
        member.checked_out_at = _before_check_out(member, noted_at)
    member.noted_by = member.noted_at = None
    member.save(update_fields=NOTED)
    return member


def _before_check_out(member: ShiftMember, noted_at: datetime) -> datetime | None:
    """Forget the edit that came with it; of one's own word, go back to what another noted."""
    for edit in member.edits.filter(own_checked_out_at=member.checked_out_at):
        edit.own_checked_out_at = None
        edit.save(update_fields=["own_checked_out_at"])
        return datetime.fromisoformat(edit.after["checked_out_at"])
    member.edits.filter(edited_at=noted_at, acknowledged_at=None).delete()
    return None
