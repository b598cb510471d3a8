"""Takes somebody's place in a shift away."""

from canvass.models import Shift
from canvass.services.shifts.hold_shift import hold_member, hold_open_shift
from canvass.services.shifts.shift_problems import CheckedIn
from turf.models import Membership
from turf.transactions import writing


@writing()
def remove_member(*, shift: Shift, membership: Membership) -> None:
    """Take the place of ``membership`` in ``shift`` away; their letter ends with it.

    Raises ShiftOver, NotInShift, and CheckedIn for somebody who has hours.
    """
    held = hold_open_shift(shift=shift)
    member = hold_member(shift=held, membership=membership)
    if member.checked_in_at is not None:
        raise CheckedIn("This person has hours in the shift: check them out instead")
    member.delete()
