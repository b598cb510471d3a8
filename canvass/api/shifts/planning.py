"""Planning and running shifts; everybody sees those they are in."""

from collections.abc import Callable
from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer, Serializer

from canvass.api.refusals import BODY_REFUSALS
from canvass.api.serializers import AssignmentOut
from canvass.api.shifts.serializers import (
    AttendanceOut,
    CancelIn,
    MemberIn,
    PairIn,
    ProposeIn,
    ShiftIn,
    ShiftOut,
    ShiftWithMembersOut,
    WhoIn,
)
from canvass.models import Material, MaterialKind, ScriptVersion, Shift
from canvass.services.availability.propose_hand_outs import propose_hand_outs
from canvass.services.shifts.cancel_shift import cancel_shift
from canvass.services.shifts.end_shift import end_shift
from canvass.services.shifts.pair_members import pair_members
from canvass.services.shifts.part_pair import part_pair
from canvass.services.shifts.place_member import place_member
from canvass.services.shifts.plan_shift import plan_shift
from canvass.services.shifts.remove_member import remove_member
from canvass.services.shifts.start_shift import start_shift
from turf.api.json_body import BoundedJSON
from turf.api.permissions import EVERYBODY
from turf.api.scoped import ScopedRows
from turf.models import HANDS_OUT, Campaign, Membership

LEADS = ("create", "start", "end", "cancel", "place", "remove", "pair", "propose")


def lead_action(asks: type[Serializer] | None, answers: Any) -> Callable[..., Any]:
    """Make an action of a method, for who hands out lists."""

    def wrap(method: Callable[..., Response]) -> Any:
        fields: dict[str, Any] = {"serializer_class": asks} if asks else {}
        acting = action(detail=True, methods=["post"], **fields)(method)
        return extend_schema(request=asks, responses=answers | BODY_REFUSALS)(acting)

    return wrap


class Shifts(ScopedRows):
    """Shifts: one's own; for a lead those that nobody leads too, for a director all."""

    roles = EVERYBODY
    roles_of_action = dict.fromkeys(LEADS, HANDS_OUT)
    queryset = Shift.objects.all()
    serializer_class = ShiftOut
    parser_classes = [BoundedJSON]
    lookup_value_converter = "uuid"

    def get_queryset(self) -> Any:
        """Only what this membership may see."""
        if getattr(self, "swagger_fake_view", False):
            return Shift.objects.none()
        return Shift.objects.seen_by(self.membership).select_related("campaign")

    def get_serializer_class(self) -> type[BaseSerializer]:
        """With its people in the detail; what an action asks where one is called."""
        if self.action == "retrieve":
            return ShiftWithMembersOut
        return ShiftIn if self.action == "create" else super().get_serializer_class()

    @extend_schema(request=ShiftIn, responses={201: ShiftOut} | BODY_REFUSALS)
    def create(self, request: Request) -> Response:
        """Plan a shift; sent twice it is one. A lead who plans one has a place in it."""
        asked = self._asked()
        campaign = get_object_or_404(self._own(Campaign), slug=asked.pop("campaign"))
        shift = plan_shift(
            campaign=campaign,
            shift_id=asked.pop("id"),
            planned_by=self.membership,
            planned_at=timezone.now(),
            **asked,
        )
        return Response(ShiftOut(shift).data, status=201)

    @lead_action(None, {200: ShiftOut})
    def start(self, request: Request, pk: Any) -> Response:
        """Let it run."""
        return Response(ShiftOut(start_shift(shift=self.get_object(), at=timezone.now())).data)

    @lead_action(None, {200: ShiftOut})
    def end(self, request: Request, pk: Any) -> Response:
        """End it; letters and badges end with it."""
        return Response(ShiftOut(end_shift(shift=self.get_object(), at=timezone.now())).data)

    @lead_action(CancelIn, {200: ShiftOut})
    def cancel(self, request: Request, pk: Any) -> Response:
        """Cancel it: lists come back, people are told."""
        shift = self.get_object()
        cancelled = cancel_shift(shift=shift, cause=self._asked()["cause"], at=timezone.now())
        return Response(ShiftOut(cancelled).data)

    @lead_action(MemberIn, {200: AttendanceOut})
    def place(self, request: Request, pk: Any) -> Response:
        """Give somebody a place, or change what is said of it; who has hours acknowledges it.

        A lead places nobody of another lead's team: a director may.
        """
        shift, asked = self.get_object(), self._asked()
        placed = place_member(
            shift=shift,
            membership=self._member(asked["member"]),
            capacity=asked["capacity"],
            travel_minutes=asked["travel_minutes"],
            placed_by=self.membership,
            placed_at=timezone.now(),
        )
        return Response(AttendanceOut(placed).data)

    @lead_action(WhoIn, {204: None})
    def remove(self, request: Request, pk: Any) -> Response:
        """Take somebody's place away."""
        shift, asked = self.get_object(), self._asked()
        remove_member(shift=shift, membership=self._led(asked["member"]))
        return Response(status=204)

    @lead_action(PairIn, {200: ShiftWithMembersOut})
    def pair(self, request: Request, pk: Any) -> Response:
        """Let two walk together, or part a pair."""
        shift, asked = self.get_object(), self._asked()
        member = self._led(asked["member"])
        if asked["partner"] is None:
            part_pair(shift=shift, membership=member)
        else:
            pair_members(shift=shift, first=member, second=self._led(asked["partner"]))
        return Response(ShiftWithMembersOut(shift).data)

    @lead_action(ProposeIn, {200: AssignmentOut(many=True)})
    def propose(self, request: Request, pk: Any) -> Response:
        """Offer lists to all at once; what came of it is offers, and nothing else is told.

        Today's or tomorrow's shift. Who took part in a proposal today gets nothing by another one.
        """
        shift, asked = self.get_object(), self._asked()
        version, piece = asked["script_version"], asked["literature"]
        scripts = self._own(ScriptVersion).filter(script__campaign=shift.campaign_id)
        pieces = self._own(Material).filter(
            campaign=shift.campaign_id, kind=MaterialKind.LITERATURE
        )
        offers = propose_hand_outs(
            shift=shift,
            numbers=asked["numbers"],
            in_pairs=asked["in_pairs"],
            script_version=version and get_object_or_404(scripts, pk=version),
            literature=piece and get_object_or_404(pieces, pk=piece),
            at=timezone.now(),
        )
        return Response(AssignmentOut(offers, many=True).data)

    def _asked(self) -> dict[str, Any]:
        serializer = self.get_serializer(data=self.request.data)
        serializer.is_valid(raise_exception=True)
        asked: dict[str, Any] = serializer.validated_data
        return asked

    def _own(self, model: Any) -> Any:
        return model.objects.for_organization(self.membership.organization_id)

    def _member(self, pk: int) -> Membership:
        found: Membership = get_object_or_404(self._own(Membership), pk=pk, is_active=True)
        return found

    def _led(self, pk: int) -> Membership:
        led = Membership.objects.led_by(self.membership, timezone.now())
        found: Membership = get_object_or_404(led, pk=pk, is_active=True)
        return found
