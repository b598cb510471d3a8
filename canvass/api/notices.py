"""Messages to canvassers."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from canvass.models import Notice
from canvass.services.notices.send_message import send_message
from turf.api.filters import LARGEST_ID
from turf.api.json_body import BoundedJSON
from turf.api.openapi import Problem
from turf.api.scoped import Scoped
from turf.models import HANDS_OUT, Membership, Role

LONGEST_TEXT = 500


class MessageIn(serializers.Serializer):
    """A few words to one member; no line of it may hold what a voter said."""

    member = serializers.IntegerField(min_value=1, max_value=LARGEST_ID)
    text = serializers.CharField(max_length=LONGEST_TEXT)


class MessageOut(serializers.ModelSerializer):
    """A message as it was sent."""

    member: Any = serializers.IntegerField(source="membership_id")

    class Meta:
        model = Notice
        fields = ["id", "member", "text", "made_at"]
        read_only_fields = fields


class Notices(Scoped):
    """Messages from who hands out lists; the phone has them at its next pull.

    One that a person should decide about is sent by compliance, or not at all.
    """

    roles = HANDS_OUT | {Role.COMPLIANCE}
    parser_classes = [BoundedJSON]

    @extend_schema(
        operation_id="notices_create",
        request=MessageIn,
        responses={
            201: MessageOut,
            409: OpenApiResponse(
                Problem, "It takes sides, or compliance sends it: fields say where."
            ),
            413: OpenApiResponse(Problem, "Too much at once."),
            415: OpenApiResponse(Problem, "Not JSON."),
            503: OpenApiResponse(Problem, "Send it again after Retry-After seconds."),
        },
    )
    def post(self, request: Request) -> Response:
        """Send a message; sent twice it is one."""
        asked = MessageIn(data=request.data)
        asked.is_valid(raise_exception=True)
        own = Membership.objects.for_organization(self.membership.organization_id)
        member = get_object_or_404(own, pk=asked.validated_data["member"], is_active=True)
        made = send_message(
            member=member,
            text=asked.validated_data["text"],
            sent_at=timezone.now(),
            sent_by=self.membership,
        )
        return Response(MessageOut(made).data, status=201)
