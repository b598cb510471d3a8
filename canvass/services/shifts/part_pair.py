"""Parts a pair of a shift."""

from canvass.models import Shift, ShiftMember
from canvass.services.shifts.hold_shift import hold_member, hold_open_shift
from turf.models import Membership
from turf.transactions import writing


@writing()
def part_pair(*, shift: Shift, membership: Membership) -> None:
    """Let ``membership`` and their partner walk alone. Raises ShiftOver, NotInShift."""
    member = hold_member(shift=hold_open_shift(shift=shift), membership=membership)
    ShiftMember.objects.filter(partner=member).update(partner=None)
    member.partner = None
    member.save(update_fields=["partner"])
