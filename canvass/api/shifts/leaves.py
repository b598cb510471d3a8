"""Needing to leave: said by the person, to the lead they chose, and kept for both."""

from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from canvass.api.refusals import BODY_REFUSALS
from canvass.api.shifts.reach import ShiftView
from canvass.models import Leave
from canvass.services.shifts.leave_now import leave_now

SHOWN = 100


class LeaveIn(serializers.Serializer):
    """A press of the button; ``id`` is the phone's, so that it can be sent again.

    A time that cannot be, as of a phone whose clock is wrong, counts as that of the receipt.
    """

    id = serializers.UUIDField()
    pressed_at = serializers.DateTimeField()


class LeaveOut(serializers.ModelSerializer):
    """One's own copy, with whom it went to and whether they could be reached at that moment.

    ``call`` is the organization's number, to call or text from the phone itself.
    """

    id = serializers.UUIDField(source="uid")
    name = serializers.CharField(source="membership.user.get_full_name")
    lead = serializers.SerializerMethodField()
    call = serializers.CharField(source="organization.phone")

    class Meta:
        model = Leave
        fields = ["id", "name", "pressed_at", "received_at", "lead", "is_reached", "call"]

    @extend_schema_field(serializers.CharField(allow_null=True))
    def get_lead(self, leave: Leave) -> str | None:
        """Name the lead, if there was one."""
        return leave.lead.user.get_full_name() if leave.lead else None


class Leaves(ShiftView):
    """Presses of who asks, and those that came to them as the lead who was chosen."""

    @extend_schema(operation_id="leaves_list", responses=LeaveOut(many=True))
    def get(self, request: Request) -> Response:
        """Read them, the latest first."""
        own = Q(membership=self.membership) | Q(lead=self.membership)
        return Response(
            LeaveOut(self._leaves().filter(own).order_by("-pk")[:SHOWN], many=True).data
        )

    @extend_schema(
        operation_id="leaves_create",
        request=LeaveIn,
        responses={201: LeaveOut} | BODY_REFUSALS,
    )
    def post(self, request: Request) -> Response:
        """Tell the lead; the answer says at once whether they could be reached."""
        asked = LeaveIn(data=request.data)
        asked.is_valid(raise_exception=True)
        now: datetime = timezone.now()
        made = leave_now(
            membership=self.membership,
            uid=asked.validated_data["id"],
            pressed_at=asked.validated_data["pressed_at"],
            received_at=now,
        )
        return Response(LeaveOut(self._leaves().get(pk=made.pk)).data, status=201)

    def _leaves(self) -> Any:
        leaves = Leave.objects.for_organization(self.membership.organization_id)
        return leaves.select_related("membership__user", "lead__user", "organization")
