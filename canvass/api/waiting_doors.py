"""Doors that canvassers found and nobody could match: who leads looks, and decides."""

from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import mixins, serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from canvass.api.enrolment.codes import WRITING
from canvass.models import FoundDoor
from canvass.services.found_doors.dismiss_found_door import dismiss_found_door
from canvass.services.found_doors.resolve_found_door import resolve_found_door
from turf.api.edit_serializers import Id
from turf.api.json_body import BoundedJSON
from turf.api.openapi import Problem
from turf.api.scoped import OwnRows
from turf.models import HANDS_OUT, Door


class WaitingDoorOut(serializers.ModelSerializer):
    """A found door as the phone told it, and why it could not be matched."""

    building = serializers.IntegerField(source="document.building", allow_null=True)
    number = serializers.CharField(source="document.number")
    street = serializers.CharField(source="document.street")
    unit = serializers.CharField(source="document.unit")
    door: Any = serializers.IntegerField(source="door_id", allow_null=True)

    class Meta:
        model = FoundDoor
        fields = [
            "id",
            "walk_list",
            "state",
            "code",
            "building",
            "number",
            "street",
            "unit",
            "door",
            "received_at",
        ]
        read_only_fields = fields


class DoorMeant(serializers.Serializer):
    """The door of the campaign's ground that it is."""

    door = Id()


ANSWERS = {
    200: WaitingDoorOut,
    409: OpenApiResponse(Problem, "It has its place already."),
} | WRITING


class WaitingDoors(mixins.ListModelMixin, OwnRows):
    """What waits for somebody to look; a decision is safe to repeat."""

    roles = HANDS_OUT
    queryset = FoundDoor.objects.all()
    serializer_class = WaitingDoorOut
    parser_classes = [BoundedJSON]
    lookup_value_converter = "uuid"

    def get_queryset(self) -> Any:
        """List those that wait; decide about any."""
        found = super().get_queryset().select_related("walk_list__campaign")
        return found.waiting() if self.action == "list" else found

    @extend_schema(request=DoorMeant, responses=ANSWERS)
    @action(detail=True, methods=["post"], serializer_class=DoorMeant)
    def resolve(self, request: Request, pk: str) -> Response:
        """Say which door it is: it stands last on the list from then on."""
        found = self.get_object()
        asked = self.get_serializer(data=request.data)
        asked.is_valid(raise_exception=True)
        ground = Door.objects.for_organization(self.membership.organization_id)
        ground = ground.of_jurisdiction(found.walk_list.campaign.jurisdiction_id)
        door = get_object_or_404(ground.select_related("building"), pk=asked.validated_data["door"])
        return Response(WaitingDoorOut(resolve_found_door(found=found, door=door)).data)

    @extend_schema(request=None, responses=ANSWERS)
    @action(detail=True, methods=["post"])
    def dismiss(self, request: Request, pk: str) -> Response:
        """Say that it is none; what the phone told is kept."""
        return Response(WaitingDoorOut(dismiss_found_door(found=self.get_object())).data)
