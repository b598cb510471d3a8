"""Lets somebody choose who hears from them when they need to leave."""

from canvass.models import Shift, ShiftMember
from canvass.services.shifts.hold_shift import hold_member, hold_open_shift
from canvass.services.shifts.shift_problems import NoSuchLead
from turf.models import HANDS_OUT, Membership
from turf.transactions import writing


@writing()
def choose_lead(*, shift: Shift, membership: Membership, lead: Membership) -> ShiftMember:
    """Return the place of ``membership`` with ``lead`` chosen. Raises NoSuchLead, NotInShift."""
    is_lead = lead.is_active and lead.role in HANDS_OUT and lead.pk != membership.pk
    if not is_lead or lead.organization_id != membership.organization_id:
        raise NoSuchLead("Choose somebody who hands out lists in your organization")
    member = hold_member(shift=hold_open_shift(shift=shift), membership=membership)
    member.lead = lead
    member.save(update_fields=["lead"])
    return member
