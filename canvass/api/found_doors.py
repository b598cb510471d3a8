"""Doors and units that canvassers found on the street."""

import math
from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from canvass.api.sync.headers import SyncView
from canvass.models import Assignment, FoundDoor
from canvass.models.found_door import FoundState
from canvass.services.found_doors.add_found_door import add_found_door
from canvass.services.found_doors.find_place import Place
from turf.api.edit_serializers import Id
from turf.api.json_body import BoundedJSON
from turf.api.openapi import Problem, name_choices
from turf.models import WalkList

name_choices(FoundState)


class Degrees(serializers.FloatField):
    """Degrees of longitude or latitude."""

    def __init__(self, most: float, **kwargs: Any) -> None:
        super().__init__(min_value=-most, max_value=most, required=False, **kwargs)

    def to_internal_value(self, data: Any) -> float:
        """Read a number that is one. Raises ValidationError."""
        value = super().to_internal_value(data)
        if not math.isfinite(value):
            self.fail("invalid")
        return value


class FoundDoorIn(serializers.Serializer):
    """A door as the phone found it, under an id that the phone makes.

    It lies in a building of the list (a new unit), or at an address, with the position of the house
    where no building is known there.
    """

    id = serializers.UUIDField()
    walk_list = serializers.UUIDField()
    building = Id(required=False)
    number = serializers.CharField(max_length=20, default="", allow_blank=True)
    street = serializers.CharField(max_length=200, default="", allow_blank=True)
    unit = serializers.CharField(max_length=50, default="", allow_blank=True)
    lon = Degrees(180)
    lat = Degrees(90)


class FoundDoorOut(serializers.ModelSerializer):
    """What became of it: the ``door`` to knock, or the code of why a person has to look."""

    id: Any = serializers.UUIDField(source="uid")
    door: Any = serializers.IntegerField(source="door_id", allow_null=True)

    class Meta:
        model = FoundDoor
        fields = ["id", "walk_list", "state", "code", "door"]
        read_only_fields = fields


class FoundDoors(SyncView):
    """Adds found doors; safe to repeat, also by a phone that may only deliver what it has."""

    parser_classes: Any = [BoundedJSON]

    @extend_schema(
        operation_id="found_doors_create",
        request=FoundDoorIn,
        responses={
            200: FoundDoorOut,
            413: OpenApiResponse(Problem, "Too much at once."),
            415: OpenApiResponse(Problem, "Not JSON."),
            503: OpenApiResponse(Problem, "Send it again after Retry-After seconds."),
        },
    )
    def post(self, request: Request) -> Response:
        """Add a door to a list that is or was lent to who asks, before its knocks are pushed."""
        asked = FoundDoorIn(data=request.data)
        asked.is_valid(raise_exception=True)
        told = asked.validated_data
        held = Assignment.objects.held_by(self.membership)
        own = WalkList.objects.for_organization(self.membership.organization_id)
        lonlat = (told["lon"], told["lat"]) if {"lon", "lat"} <= told.keys() else None
        found = add_found_door(
            walk_list=get_object_or_404(
                own.filter(pk__in=held.values("walk_list")), pk=told["walk_list"]
            ),
            uid=told["id"],
            place=Place(told.get("building"), told["number"], told["street"], lonlat),
            unit=told["unit"],
            received_at=timezone.now(),
        )
        return Response(FoundDoorOut(found).data)
