"""Households that asked not to be visited, and buildings that are closed."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django_filters.rest_framework import BooleanFilter, FilterSet
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from canvass.api.list_review_schema import WhyDecided
from canvass.models import KeepAway
from canvass.services.doorstep.keep_away import keep_away
from canvass.services.doorstep.lift_keep_away import lift_keep_away
from turf.api.edit_serializers import Id
from turf.api.json_body import BoundedJSON
from turf.api.openapi import Problem
from turf.api.permissions import CUTS
from turf.api.scoped import ScopedRows
from turf.models import HANDS_OUT, Building, Door

REFUSALS = {
    413: OpenApiResponse(Problem, "Too much at once."),
    415: OpenApiResponse(Problem, "Not JSON."),
    503: OpenApiResponse(Problem, "The database is busy: send it again after Retry-After seconds."),
}


class KeepAwayOut(serializers.ModelSerializer):
    """Once that somebody asked; ``stands`` says that it neither was lifted nor taken back."""

    door: Any = serializers.IntegerField(source="door_id", allow_null=True)
    building: Any = serializers.IntegerField(source="building_id", allow_null=True)
    stands = serializers.SerializerMethodField()
    set_by: Any = serializers.IntegerField(source="set_by_id", allow_null=True)
    lifted_by: Any = serializers.IntegerField(source="lifted_by_id", allow_null=True)

    class Meta:
        model = KeepAway
        fields = ["id", "door", "building", "stands", "asked_at", "set_by"]
        fields += ["lifted_at", "lifted_by", "reason"]
        read_only_fields = fields

    def get_stands(self, one: KeepAway) -> bool:
        """Tell whether it holds."""
        return one.lifted_at is None and not (one.knock and one.knock.is_superseded)


class PlaceToAvoid(serializers.Serializer):
    """A door whose household asked, or a building that is closed: one of them."""

    door = Id(required=False)
    building = Id(required=False)

    def validate(self, place: dict[str, int]) -> dict[str, int]:
        """Refuse both and neither."""
        if len(place) != 1:
            raise serializers.ValidationError("Name a door or a building.")
        return place


class KeepAwayFilters(FilterSet):
    """What was not lifted, or was."""

    lifted = BooleanFilter("lifted_at", lookup_expr="isnull", exclude=True)

    class Meta:
        model = KeepAway
        fields = ["lifted"]


class KeepAways(ScopedRows):
    """All that was asked, and who lifted what why. Leads write down what they are told."""

    roles = CUTS
    roles_of_action = {"create": HANDS_OUT}
    queryset = KeepAway.objects.select_related("knock")
    serializer_class = KeepAwayOut
    filterset_class = KeepAwayFilters
    parser_classes = [BoundedJSON]
    lookup_value_converter = "int"

    @extend_schema(request=PlaceToAvoid, responses={201: KeepAwayOut} | REFUSALS)
    def create(self, request: Request) -> Response:
        """Keep away from a household or a building, on whatever campaign, at once and for good."""
        asked = PlaceToAvoid(data=request.data)
        asked.is_valid(raise_exception=True)
        [(kind, pk)] = asked.validated_data.items()
        places = Door.objects if kind == "door" else Building.objects
        own = places.for_organization(self.membership.organization_id)
        asked_for = keep_away(
            place=get_object_or_404(own, pk=pk),
            set_by=self.membership,
            asked_at=timezone.now(),
        )
        return Response(KeepAwayOut(asked_for).data, status=201)

    @extend_schema(request=WhyDecided, responses={200: KeepAwayOut} | REFUSALS)
    @action(detail=True, methods=["post"], serializer_class=WhyDecided)
    def lift(self, request: Request, pk: int) -> Response:
        """Lift it, and all else that was asked there, for a reason that is kept."""
        found = self.get_object()
        asked = self.get_serializer(data=request.data)
        asked.is_valid(raise_exception=True)
        lifted = lift_keep_away(
            keep_away=found,
            reason=asked.validated_data["reason"],
            lifted_by=self.membership,
            lifted_at=timezone.now(),
        )
        return Response(KeepAwayOut(lifted).data)
