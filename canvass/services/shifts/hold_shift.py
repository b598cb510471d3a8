"""Holds a shift while something about it is changed."""

from canvass.models import Shift, ShiftMember
from canvass.models.shift import ShiftState
from canvass.services.shifts.shift_problems import NotInShift, ShiftOver
from turf.models import Membership

OPEN = (ShiftState.PLANNED, ShiftState.RUNNING)


def hold_shift(*, shift: Shift) -> Shift:
    """Return ``shift`` as it is, locked until the transaction ends."""
    held: Shift = Shift.objects.select_for_update().get(pk=shift.pk)
    return held


def hold_open_shift(*, shift: Shift) -> Shift:
    """Return ``shift``, locked. Raises ShiftOver when it was ended or cancelled."""
    held = hold_shift(shift=shift)
    if held.state not in OPEN:
        raise ShiftOver("This shift is over or was cancelled: choose another one")
    return held


def hold_member(*, shift: Shift, membership: Membership) -> ShiftMember:
    """Return the place of ``membership`` in ``shift``, locked. Raises NotInShift."""
    members = ShiftMember.objects.select_for_update().filter(shift=shift, membership=membership)
    member: ShiftMember | None = members.first()
    if member is None:
        raise NotInShift("This person is not in the shift: add them first")
    return member
