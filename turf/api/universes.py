"""Universes: how they were chosen, never who is in them."""

from typing import Any

from django.db.models import Count, Q
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from turf.api.json_body import BoundedJSON
from turf.api.openapi import Problem
from turf.api.permissions import CUTS
from turf.api.scoped import ScopedRows
from turf.models import Campaign, Role, Universe
from turf.services.filter_universe import FIELDS, filter_universe
from turf.services.upload_universe import Named, upload_universe

MOST_MEMBERS = 50_000
MOST_VALUES = 200


class UniverseOut(serializers.ModelSerializer):
    """A universe and how many it has; ``missing`` of those that were named are not known."""

    campaign: Any = serializers.SlugRelatedField(slug_field="slug", read_only=True)
    criteria = serializers.DictField(child=serializers.ListField(child=serializers.CharField()))
    filter_fields = serializers.ListField(child=serializers.CharField())
    member_count = serializers.IntegerField()
    target_count = serializers.IntegerField()

    class Meta:
        model = Universe
        fields = ["id", "campaign", "name", "description", "criteria", "filter_fields"]
        fields += ["member_count", "target_count", "opened_at"]
        read_only_fields = fields


class SavedUniverse(UniverseOut):
    """A universe as it was saved."""

    missing = serializers.IntegerField()

    class Meta(UniverseOut.Meta):
        fields = [*UniverseOut.Meta.fields, "missing"]
        read_only_fields = fields


class NamedMember(serializers.Serializer):
    """A person or a door, by its id in its file."""

    person = serializers.CharField(max_length=100, default="", allow_blank=True)
    door = serializers.CharField(max_length=200, default="", allow_blank=True)
    is_target = serializers.BooleanField(default=True)

    def validate(self, member: dict[str, Any]) -> dict[str, Any]:
        """Refuse both and neither."""
        if bool(member["person"]) == bool(member["door"]):
            raise serializers.ValidationError("Name a person or a door.")
        return member


class UniverseIn(serializers.Serializer):
    """A name with either ``criteria`` or ``members``; of the latter say how they were chosen."""

    campaign = serializers.SlugField(max_length=50)
    name = serializers.CharField(max_length=100)
    description = serializers.CharField(max_length=500, default="", allow_blank=True)
    criteria = serializers.DictField(
        child=serializers.ListField(
            child=serializers.CharField(max_length=100), min_length=1, max_length=MOST_VALUES
        ),
        required=False,
        help_text=f"values by field: {', '.join(FIELDS)}",
    )
    members = serializers.ListField(child=NamedMember(), max_length=MOST_MEMBERS, required=False)

    def validate(self, wanted: dict[str, Any]) -> dict[str, Any]:
        """Refuse both and neither."""
        if ("criteria" in wanted) == ("members" in wanted):
            raise serializers.ValidationError("Give either criteria or members.")
        return wanted


class Universes(ScopedRows):
    """Whom a campaign wants to reach, with what it was filtered by, for whoever checks that."""

    roles = CUTS | {Role.COMPLIANCE}
    roles_of_action = {"create": CUTS}
    queryset = Universe.objects.select_related("campaign").annotate(
        member_count=Count("members"),
        target_count=Count("members", filter=Q(members__is_target=True)),
    )
    serializer_class = UniverseOut
    parser_classes = [BoundedJSON]
    lookup_value_converter = "int"

    @extend_schema(
        request=UniverseIn,
        responses={
            201: SavedUniverse,
            413: OpenApiResponse(Problem, "Too much at once: use manage.py save_universe."),
            415: OpenApiResponse(Problem, "Not JSON."),
            503: OpenApiResponse(Problem, "Send it again after Retry-After seconds."),
        },
    )
    def create(self, request: Request) -> Response:
        """Save a universe; under a name that there is it is made anew."""
        asked = UniverseIn(data=request.data)
        asked.is_valid(raise_exception=True)
        wanted = asked.validated_data
        own = Campaign.objects.for_organization(self.membership.organization_id)
        campaign = get_object_or_404(own, slug=wanted["campaign"])
        said = {"name": wanted["name"], "description": wanted["description"]}
        missing: list[Named] = []
        if "criteria" in wanted:
            saved = filter_universe(campaign=campaign, criteria=wanted["criteria"], **said)
        else:
            members = [Named(**one) for one in wanted["members"]]
            saved, missing = upload_universe(campaign=campaign, members=members, **said)
        told = self.get_queryset().get(pk=saved.pk)
        told.missing = len(missing)
        return Response(SavedUniverse(told).data, status=201)
