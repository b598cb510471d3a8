"""Campaigns, precincts, cuts and turfs."""

from typing import Any

from django.db.models import Prefetch
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer

from turf.api.edit_serializers import EditOut
from turf.api.filters import CutFilters, PrecinctFilters, TurfFilters
from turf.api.geojson import Drawn, GeoJSONRenderer, wants_geojson
from turf.api.paging import NewestFirst
from turf.api.permissions import EVERYBODY, SEES_GROUND
from turf.api.scoped import ScopedRows
from turf.api.serializers import (
    CampaignOut,
    CutOut,
    CutWithRecipeOut,
    DrawnPrecinctOut,
    DrawnTurfOut,
    PrecinctOut,
    TurfOut,
    TurfWithStopsOut,
)
from turf.api.shown import ShowsPeople
from turf.models import HANDS_OUT, Campaign, Cut, Precinct, Stop, Turf


class Campaigns(ScopedRows):
    """The organization's campaigns."""

    roles = EVERYBODY
    queryset = Campaign.objects.select_related("jurisdiction")
    serializer_class = CampaignOut
    lookup_field = "slug"
    lookup_value_converter = "slug"


class Precincts(Drawn, ScopedRows):
    """The organization's precincts; lists have boundaries in their GeoJSON alone."""

    roles = SEES_GROUND
    queryset = Precinct.objects.live().select_related("jurisdiction")
    filterset_class = PrecinctFilters
    renderer_classes = [JSONRenderer, GeoJSONRenderer]
    lookup_value_converter = "int"
    geometry = "boundary"

    def get_queryset(self) -> Any:
        """Leave boundaries in the database where they are not shown."""
        precincts = super().get_queryset()
        return precincts if self.is_drawn else precincts.defer("boundary")

    def get_serializer_class(self) -> type[BaseSerializer]:
        """With the boundary where it is shown."""
        return DrawnPrecinctOut if self.is_drawn else PrecinctOut

    @property
    def is_drawn(self) -> bool:
        """Tell whether boundaries are shown."""
        return self.action != "list" or wants_geojson(self.request)


class Cuts(ScopedRows):
    """The organization's cuts, the latest first."""

    roles = SEES_GROUND
    roles_of_action = {"edits": HANDS_OUT}
    queryset = Cut.objects.select_related("campaign", "universe")
    filterset_class = CutFilters
    pagination_class = NewestFirst
    lookup_value_converter = "int"

    def get_serializer_class(self) -> type[BaseSerializer]:
        """With parameters and warnings in the detail."""
        return CutOut if self.action == "list" else CutWithRecipeOut

    @extend_schema(responses=EditOut(many=True), filters=False)
    @action(detail=True)
    def edits(self, request: Request, pk: int) -> Response:
        """Every edit of the cut, the latest first, with those that were taken back."""
        edits = self.get_object().edits.select_related("edited_by").defer("stops")
        page = self.paginate_queryset(edits)
        return self.get_paginated_response(EditOut(page, many=True).data)


class Turfs(Drawn, ShowsPeople, ScopedRows):
    """The organization's live turfs; lists have outlines as GeoJSON alone, details have stops.

    Stops are addresses, so whoever sees aggregates alone may list turfs and not open them.
    """

    roles = SEES_GROUND
    roles_of_action = {"retrieve": HANDS_OUT}
    shows = "turf_viewed"
    queryset = (
        Turf.objects.live()
        .select_related("cut__campaign", "precinct")
        .defer("precinct__boundary", "cut__params", "cut__score", "cut__warnings")
    )
    filterset_class = TurfFilters
    renderer_classes = [JSONRenderer, GeoJSONRenderer]
    lookup_value_converter = "int"
    geometry = "outline"

    def get_queryset(self) -> Any:
        """Fetch outlines and stops where they are shown."""
        turfs = super().get_queryset()
        if self.action == "list":
            return turfs if wants_geojson(self.request) else turfs.defer("outline")
        stops = Stop.objects.select_related("door__building", "street").defer("street__line")
        return turfs.prefetch_related(Prefetch("stops", stops.order_by("position")))

    def get_serializer_class(self) -> type[BaseSerializer]:
        """With outline and stops where they are shown."""
        if self.action != "list":
            return TurfWithStopsOut
        return DrawnTurfOut if wants_geojson(self.request) else TurfOut
