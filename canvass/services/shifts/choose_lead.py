"""Lets somebody choose who hears from them when they need to leave."""

from canvass.models import Shift, ShiftMember
from canvass.services.shifts.hold_shift import hold_member, hold_open_shift
from canvass.services.shifts.list_leads import may_lead
from canvass.services.shifts.shift_problems import NoSuchLead
from turf.models import Membership
from turf.transactions import writing


@writing()
def choose_lead(*, shift: Shift, membership: Membership, lead: Membership) -> ShiftMember:
    """Return the place of ``membership`` with ``lead`` chosen.

    Raises NoSuchLead, NotInShift, ShiftOver.
    """
    if not may_lead(membership=membership).filter(pk=lead.pk).exists():
        raise NoSuchLead("Choose somebody who hands out lists in your organization")
    member = hold_member(shift=hold_open_shift(shift=shift), membership=membership)
    member.lead = lead
    member.save(update_fields=["lead"])
    return member
