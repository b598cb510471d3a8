"""Scripts over HTTP: written, judged, decided about, withdrawn."""

from typing import Any

from django.db.models import Exists, OuterRef, Prefetch
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django_filters.rest_framework import BooleanFilter, CharFilter, FilterSet
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from canvass.api.scripts.access import JUDGES, READS, REFUSALS
from canvass.api.scripts.gated_texts import GatedTexts, with_is_open
from canvass.api.scripts.schema import (
    GateReportOut,
    MaterialIn,
    PathIn,
    PathOut,
    ScriptIn,
    VersionOut,
)
from canvass.models import FallbackScript, Question, ScriptVersion
from canvass.scripts.gate.passage import Passage
from canvass.scripts.gate.settings import Material
from canvass.services.scripts.check_material import check_material
from canvass.services.scripts.draft_script import draft_script
from canvass.services.scripts.preview_path import preview_path
from canvass.services.scripts.set_fallback_script import set_fallback_script
from turf.api.edit_serializers import Nothing
from turf.api.json_body import BoundedJSON
from turf.api.scoped import Scoped
from turf.models import Campaign


class VersionFilters(FilterSet):
    """Versions by campaign, and by whether they may be read at doors."""

    campaign = CharFilter("script__campaign__slug", label="slug of the campaign")
    open = BooleanFilter("is_open", label="whether its gate is open")

    class Meta:
        model = ScriptVersion
        fields = ["campaign", "open"]


@extend_schema_view(
    withdraw=extend_schema(request=None, responses={200: VersionOut} | REFUSALS),
)
class ScriptVersions(GatedTexts):
    """Exact texts of scripts. Directors write them, compliance opens their gate."""

    roles_of_action = GatedTexts.roles_of_action | {"fallback": JUDGES}
    by_phone_too = GatedTexts.by_phone_too | {"path"}
    queryset = (
        with_is_open(ScriptVersion)
        .select_related("script__campaign")
        .prefetch_related(Prefetch("questions", Question.objects.order_by("position")))
        .annotate(is_fallback=Exists(FallbackScript.objects.filter(version=OuterRef("pk"))))
    )
    serializer_class = VersionOut
    filterset_class = VersionFilters

    @extend_schema(request=ScriptIn, responses={201: VersionOut} | REFUSALS)
    def create(self, request: Request) -> Response:
        """Write a draft; the same text again is the same version."""
        asked = ScriptIn(data=request.data)
        asked.is_valid(raise_exception=True)
        version = draft_script(
            campaign=_campaign(self, asked.validated_data["campaign"]),
            content=asked.validated_data["content"],
            author=self.membership.user,
        )
        return self.told(version, 201)

    @extend_schema(request=PathIn, responses={200: PathOut} | REFUSALS)
    @action(detail=True, methods=["post"], serializer_class=PathIn)
    def path(self, request: Request, pk: int) -> Response:
        """Walk it with made-up answers; nothing is kept."""
        version = self.get_object()
        asked = self.get_serializer(data=request.data)
        asked.is_valid(raise_exception=True)
        walked = preview_path(version=version, answers=asked.validated_data["answers"])
        return Response(PathOut(walked).data)

    @extend_schema(request=None, responses={200: VersionOut} | REFUSALS)
    @action(detail=True, methods=["post"], serializer_class=Nothing)
    def fallback(self, request: Request, pk: int) -> Response:
        """Make it what phones go on with when theirs is withdrawn; it names no candidate."""
        version = self.get_object()
        set_fallback_script(version=version, set_by=self.membership, at=timezone.now())
        return self.told(version)


class GateChecks(Scoped):
    """Judges texts that are no script, before anybody prints or sends them."""

    roles = READS
    parser_classes = [BoundedJSON]

    @extend_schema(
        operation_id="gate_check",
        request=MaterialIn,
        responses={200: GateReportOut} | REFUSALS,
    )
    def post(self, request: Request) -> Response:
        """Ask the gate; nothing is kept."""
        asked = MaterialIn(data=request.data)
        asked.is_valid(raise_exception=True)
        wanted = asked.validated_data
        report = check_material(
            campaign=_campaign(self, wanted["campaign"]),
            texts=[Passage(**one) for one in wanted["texts"]],
            material=Material(wanted["material"]),
            at=timezone.now(),
        )
        return Response(GateReportOut(report).data)


def _campaign(view: Scoped, slug: str) -> Any:
    own = Campaign.objects.for_organization(view.membership.organization_id)
    return get_object_or_404(own, slug=slug)
