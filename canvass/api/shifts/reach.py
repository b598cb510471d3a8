"""What views of shifts reach: who leads sees all shifts, everybody else their own."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404

from canvass.models import Shift, ShiftMember
from turf.api.json_body import BoundedJSON
from turf.api.permissions import EVERYBODY
from turf.api.scoped import Scoped
from turf.models import HANDS_OUT, Membership


def shifts_seen_by(membership: Membership) -> Any:
    """All shifts of the organization for who hands out lists, one's own for everybody else."""
    shifts = Shift.objects.for_organization(membership.organization_id)
    if membership.role not in HANDS_OUT:
        shifts = shifts.filter(members__membership=membership)
    return shifts.select_related("campaign")


class ShiftView(Scoped):
    """A view about one shift."""

    roles = EVERYBODY
    parser_classes = [BoundedJSON]

    def shift(self, pk: UUID) -> Shift:
        """Find it within reach. Raises Http404."""
        found: Shift = get_object_or_404(shifts_seen_by(self.membership), pk=pk)
        return found

    def own_place(self, pk: UUID) -> ShiftMember:
        """Find one's own place in a shift. Raises Http404."""
        places = ShiftMember.objects.for_organization(self.membership.organization_id)
        places = places.select_related("shift__campaign", "shift__organization", "membership__user")
        found: ShiftMember = get_object_or_404(places, shift=pk, membership=self.membership)
        return found

    def member(self, pk: int) -> Membership:
        """Find an active member of the organization. Raises Http404."""
        members = Membership.objects.for_organization(self.membership.organization_id)
        found: Membership = get_object_or_404(members.select_related("user"), pk=pk, is_active=True)
        return found
