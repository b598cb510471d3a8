"""Sentences that may be said word for word, over HTTP: one proposes, another approves."""

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.mixins import ListModelMixin
from rest_framework.request import Request
from rest_framework.response import Response

from canvass.api.scripts.access import DECIDES, JUDGES, READS, REFUSALS, WrittenAtDesk
from canvass.services.scripts.approve_disclaimer import approve_disclaimer
from canvass.services.scripts.propose_disclaimer import propose_disclaimer
from turf.api.edit_serializers import Nothing
from turf.api.json_body import BoundedJSON
from turf.api.scoped import OwnRows
from turf.models import Disclaimer


class DisclaimerText(serializers.ModelSerializer):
    """A sentence; the gate passes over it once ``approved_at`` is set."""

    class Meta:
        model = Disclaimer
        fields = ["id", "text", "proposed_at", "approved_at"]
        read_only_fields = ["id", "proposed_at", "approved_at"]


class Disclaimers(WrittenAtDesk, ListModelMixin, OwnRows):
    """Sentences that an organization says beside those everybody may say."""

    roles = READS
    roles_of_action = {"create": JUDGES, "approve": DECIDES}
    queryset = Disclaimer.objects.order_by("pk")
    serializer_class = DisclaimerText
    parser_classes = [BoundedJSON]
    pagination_class = None
    lookup_value_converter = "int"

    @extend_schema(request=DisclaimerText, responses={201: DisclaimerText} | REFUSALS)
    def create(self, request: Request) -> Response:
        """Propose one; it names nobody and urges nothing. It counts once another approved it."""
        asked = self.get_serializer(data=request.data)
        asked.is_valid(raise_exception=True)
        proposed = propose_disclaimer(
            text=asked.validated_data["text"],
            proposed_by=self.membership,
            proposed_at=timezone.now(),
        )
        return Response(DisclaimerText(proposed).data, status=201)

    @extend_schema(request=None, responses={200: DisclaimerText} | REFUSALS)
    @action(detail=True, methods=["post"], serializer_class=Nothing)
    def approve(self, request: Request, pk: int) -> Response:
        """Approve what somebody else proposed, for every text of the organization."""
        approved = approve_disclaimer(
            disclaimer=self.get_object(),
            approved_by=self.membership,
            approved_at=timezone.now(),
        )
        return Response(DisclaimerText(approved).data)
