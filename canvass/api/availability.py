"""One's own availability: written and read by oneself, and by nobody else."""

from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from canvass.api.refusals import BODY_REFUSALS
from canvass.api.way_in import way_in
from canvass.availability.declaration import LONGEST_TRAVEL_MINUTES, MOST_NAMED
from canvass.services.availability.declare_availability import declare_availability
from canvass.services.availability.forget_availability import forget_availability
from canvass.services.availability.read_declaration import read_declaration
from canvass.services.availability.read_own_availability import read_own_availability
from turf.api.json_body import BoundedJSON
from turf.api.permissions import EVERYBODY
from turf.api.scoped import Scoped
from turf.models import Campaign


class DeclarationOut(serializers.Serializer):
    """What one declares. Nothing asks why, and nothing takes words of one's own."""

    area = serializers.JSONField(
        required=False,
        allow_null=True,
        help_text="No doors inside: a GeoJSON Polygon or MultiPolygon of at most 120 points. The"
        " answer has it as it is kept: with six digits, and mended where those spoiled it.",
    )
    home_by = serializers.CharField(
        required=False,
        allow_null=True,
        help_text="HH:MM on the clock of the campaign; before 04:00 is after midnight.",
    )
    travel_minutes = serializers.IntegerField(
        required=False, min_value=0, max_value=LONGEST_TRAVEL_MINUTES
    )
    not_on_weekdays = serializers.ListField(
        child=serializers.IntegerField(min_value=0, max_value=6),
        required=False,
        max_length=MOST_NAMED,
        help_text="0 is Monday.",
    )
    not_on_dates = serializers.ListField(
        child=serializers.CharField(), required=False, max_length=MOST_NAMED
    )
    not_with = serializers.ListField(
        child=serializers.IntegerField(),
        required=False,
        max_length=MOST_NAMED,
        help_text="Ids of members.",
    )
    no_stairs = serializers.BooleanField(required=False)
    no_dogs = serializers.BooleanField(required=False)
    languages = serializers.ListField(
        child=serializers.CharField(), required=False, max_length=MOST_NAMED
    )


class OwnAvailability(Scoped):
    """When and where who asks can walk, in one campaign; the same for everyone, staff too."""

    roles = EVERYBODY
    parser_classes = [BoundedJSON]

    @extend_schema(operation_id="availability_retrieve", responses=DeclarationOut)
    def get(self, request: Request, campaign: str) -> Response:
        """Tell who declared it what they declared, on the phone or with the password they used.

        On any other it is empty, as if nothing were declared: there it can be declared anew.
        """
        own = read_own_availability(
            membership=self.membership,
            campaign=self._campaign(campaign),
            read_with=way_in(request),
        )
        return Response(own.as_given())

    @extend_schema(
        operation_id="availability_update",
        request=DeclarationOut,
        responses={200: DeclarationOut} | BODY_REFUSALS,
    )
    def put(self, request: Request, campaign: str) -> Response:
        """Declare all of it anew; what is not sent is not declared any more."""
        found = self._campaign(campaign)
        declared = read_declaration(given=request.data)
        declare_availability(
            membership=self.membership,
            campaign=found,
            declared=declared,
            declared_with=way_in(request),
        )
        return Response(declared.as_given())

    @extend_schema(operation_id="availability_destroy", responses={204: None} | BODY_REFUSALS)
    def delete(self, request: Request, campaign: str) -> Response:
        """Destroy it, for ever."""
        forget_availability(membership=self.membership, campaign=self._campaign(campaign))
        return Response(status=204)

    def _campaign(self, slug: str) -> Any:
        own = Campaign.objects.for_organization(self.membership.organization_id)
        return get_object_or_404(own, slug=slug)
