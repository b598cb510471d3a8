"""Pairs two people of a shift."""

from canvass.models import Shift, ShiftMember
from canvass.services.shifts.hold_shift import hold_member, hold_open_shift
from canvass.services.shifts.shift_problems import PairOfOne
from turf.models import Membership
from turf.transactions import writing


@writing()
def pair_members(*, shift: Shift, first: Membership, second: Membership) -> None:
    """Let ``first`` and ``second`` walk together; whom they were paired with walks alone.

    Raises PairOfOne, ShiftOver, NotInShift.
    """
    if first.pk == second.pk:
        raise PairOfOne("A pair is two different people")
    held = hold_open_shift(shift=shift)
    one = hold_member(shift=held, membership=first)
    other = hold_member(shift=held, membership=second)
    ShiftMember.objects.filter(partner__in=(one, other)).update(partner=None)
    for member, partner in ((one, other), (other, one)):
        member.partner = partner
        member.save(update_fields=["partner"])
