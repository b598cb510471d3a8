"""What views of shifts reach."""

from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone

from canvass.models import Shift, ShiftMember
from turf.api.json_body import BoundedJSON
from turf.api.permissions import EVERYBODY
from turf.api.scoped import Scoped
from turf.models import Membership


class ShiftView(Scoped):
    """A view about one shift."""

    roles = EVERYBODY
    parser_classes = [BoundedJSON]

    def shift(self, pk: UUID) -> Shift:
        """Find it within reach. Raises Http404."""
        seen = Shift.objects.seen_by(self.membership).select_related("campaign")
        found: Shift = get_object_or_404(seen, pk=pk)
        return found

    def own_place(self, pk: UUID) -> ShiftMember:
        """Find one's own place in a shift. Raises Http404."""
        places = ShiftMember.objects.for_organization(self.membership.organization_id)
        places = places.select_related("shift__campaign", "shift__organization", "membership__user")
        found: ShiftMember = get_object_or_404(places, shift=pk, membership=self.membership)
        return found

    def led(self, pk: int) -> Membership:
        """Find an active member whom one leads. Raises Http404."""
        led = Membership.objects.led_by(self.membership, timezone.now())
        found: Membership = get_object_or_404(led.select_related("user"), pk=pk, is_active=True)
        return found

    def member(self, pk: int) -> Membership:
        """Find an active member of the organization. Raises Http404."""
        members = Membership.objects.for_organization(self.membership.organization_id)
        found: Membership = get_object_or_404(members.select_related("user"), pk=pk, is_active=True)
        return found
