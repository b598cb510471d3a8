"""Taking up an offered list, or letting it go; by whom it was offered to alone."""

from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from canvass.api.refusals import BODY_REFUSALS
from canvass.api.serializers import AssignmentOut
from canvass.models import Assignment
from canvass.services.accept_assignment import accept_assignment
from canvass.services.decline_assignment import decline_assignment
from turf.api.permissions import WALKS
from turf.api.scoped import Scoped


class Offer(Scoped):
    """An offer to who asks."""

    roles = WALKS

    def offered(self, pk: UUID) -> Assignment:
        """Find it among one's own; a colleague's is not there."""
        own = Assignment.objects.held_by(self.membership).select_related("walk_list")
        return get_object_or_404(own, pk=pk)


class AcceptOffer(Offer):
    """Takes a list up."""

    @extend_schema(
        operation_id="assignments_accept",
        request=None,
        responses={200: AssignmentOut} | BODY_REFUSALS,
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """Accept; done again it changes nothing."""
        offered = self.offered(pk)
        accept_assignment(assignment=offered)
        offered.refresh_from_db()
        return Response(AssignmentOut(offered).data)


class DeclineOffer(Offer):
    """Lets a list go. No reason is asked, and nothing is kept."""

    @extend_schema(
        operation_id="assignments_decline", request=None, responses={204: None} | BODY_REFUSALS
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """Decline."""
        decline_assignment(assignment=self.offered(pk))
        return Response(status=204)
