"""Hands lists out and takes them in: an offer, which its holder accepts."""

from typing import Any

from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from canvass.api.lending_schema import HandOut, HolderAsked, HolderOut
from canvass.api.serializers import AssignmentOut
from canvass.api.views import Assignments
from canvass.models import Assignment
from canvass.services.lending.accept_assignment import accept_assignment
from canvass.services.lending.decline_assignment import decline_assignment
from canvass.services.lending.hand_out_list import hand_out_list
from canvass.services.lending.return_assignment import return_assignment
from canvass.services.lending.take_back_assignment import take_back_assignment
from turf.api.edit_serializers import Nothing
from turf.api.json_body import BoundedJSON
from turf.api.openapi import Problem
from turf.api.scoped import Scoped
from turf.models import HANDS_OUT, HOLDS, Campaign, Membership

MOST_SHOWN = 20
REFUSALS = {
    409: OpenApiResponse(Problem, "Lent to somebody else, given up meanwhile, or closed."),
    413: OpenApiResponse(Problem, "Too much at once."),
    415: OpenApiResponse(Problem, "Not JSON."),
    503: OpenApiResponse(Problem, "The database is busy: send it again after Retry-After seconds."),
}


class Lending(Assignments):
    """Loans, and what is done with them."""

    roles_of_action = {"create": HANDS_OUT, "take_back": HANDS_OUT}
    parser_classes = [BoundedJSON]

    def get_queryset(self) -> Any:
        """Those of whom one leads for taking back; one's own for taking up and giving back."""
        if getattr(self, "swagger_fake_view", False):
            return Assignment.objects.none()
        if self.action == "take_back":
            return Assignment.objects.led_by(self.membership, timezone.now())
        if self.action in ("accept", "decline", "give_back"):
            return Assignment.objects.held_by(self.membership)
        return super().get_queryset()

    @extend_schema(request=HandOut, responses={201: AssignmentOut} | REFUSALS)
    def create(self, request: Request) -> Response:
        """Offer a list to one or two people; asked again, it is the same offer."""
        asked = HandOut(data=request.data)
        asked.is_valid(raise_exception=True)
        wanted = asked.validated_data
        own = Campaign.objects.for_organization(self.membership.organization_id)
        loan = hand_out_list(
            campaign=get_object_or_404(own, slug=wanted["campaign"]),
            number=wanted["number"],
            members=wanted["holders"],
            names=wanted["names"],
            handed_out_by=self.membership,
            script_version=wanted.get("script_version"),
            literature=wanted.get("literature"),
            offered_at=timezone.now(),
            expires_at=wanted.get("expires_at"),
            is_on_paper=wanted.get("is_on_paper"),
        )
        return Response(AssignmentOut(loan).data, status=201)

    @extend_schema(request=None, responses={200: AssignmentOut} | REFUSALS)
    @action(detail=True, methods=["post"], serializer_class=Nothing)
    def accept(self, request: Request, pk: str) -> Response:
        """Take up an offer of one's own."""
        loan, now = self.get_object(), timezone.now()
        return _told(accept_assignment(assignment=loan, holder=self.membership, at=now))

    @extend_schema(request=None, responses={204: None} | REFUSALS)
    @action(detail=True, methods=["post"], serializer_class=Nothing)
    def decline(self, request: Request, pk: str) -> Response:
        """Let an offer of one's own go; no reason is asked, and nothing is kept."""
        decline_assignment(assignment=self.get_object(), holder=self.membership)
        return Response(status=204)

    @extend_schema(request=None, responses={200: AssignmentOut} | REFUSALS)
    @action(detail=True, methods=["post"], url_path="return", serializer_class=Nothing)
    def give_back(self, request: Request, pk: str) -> Response:
        """Give a list of one's own back, done or not."""
        loan, now = self.get_object(), timezone.now()
        return _told(
            return_assignment(assignment=loan, returned_at=now, returned_by=self.membership)
        )

    @extend_schema(request=None, responses={200: AssignmentOut} | REFUSALS)
    @action(detail=True, methods=["post"], url_path="take-back", serializer_class=Nothing)
    def take_back(self, request: Request, pk: str) -> Response:
        """Take a list back from whoever holds it; what they did until then counts."""
        return _told(
            take_back_assignment(assignment=self.get_object(), taken_back_at=timezone.now())
        )


def _told(loan: Assignment) -> Response:
    return Response(AssignmentOut(loan).data)


class Holders(Scoped):
    """Whom one can lend a list to: for a lead nobody of another lead's team."""

    roles = HANDS_OUT

    @extend_schema(
        operation_id="holders_list", parameters=[HolderAsked], responses=HolderOut(many=True)
    )
    def get(self, request: Request) -> Response:
        """Find people by the beginning of a name, as one types it."""
        asked = HolderAsked(data=request.query_params)
        asked.is_valid(raise_exception=True)
        begins = asked.validated_data["q"]
        named = Q(user__username__istartswith=begins) | Q(user__chosen_name__istartswith=begins)
        found = (
            Membership.objects.led_by(self.membership, timezone.now())
            .filter(named, is_active=True, role__in=HOLDS)
            .select_related("user")
            .order_by("user__username")[:MOST_SHOWN]
        )
        return Response(HolderOut(found, many=True).data)
