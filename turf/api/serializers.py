"""Ground as JSON. Nothing here holds a person."""

from typing import Any

from rest_framework import serializers

from turf.api.drawing import Drawing
from turf.models import Campaign, Jurisdiction, Precinct, Stop, Turf


class JurisdictionOut(serializers.ModelSerializer):
    """Where a campaign goes on."""

    class Meta:
        model = Jurisdiction
        fields = ["slug", "name", "local_name"]


class CampaignOut(serializers.ModelSerializer):
    """A campaign."""

    jurisdiction = JurisdictionOut()

    class Meta:
        model = Campaign
        fields = ["slug", "name", "jurisdiction", "election_day", "time_zone"]


class PrecinctOut(serializers.ModelSerializer):
    """A precinct without its boundary."""

    jurisdiction: Any = serializers.SlugRelatedField(slug_field="slug", read_only=True)

    class Meta:
        model = Precinct
        fields = ["id", "code", "name", "ward", "jurisdiction", "time_zone"]


class DrawnPrecinctOut(PrecinctOut):
    """A precinct with its boundary."""

    boundary = Drawing()

    class Meta(PrecinctOut.Meta):
        fields = [*PrecinctOut.Meta.fields, "boundary"]


class TurfOut(serializers.ModelSerializer):
    """A turf without its outline; ``precinct`` is null where several were packed."""

    campaign = serializers.CharField(source="cut.campaign.slug")
    precinct: Any = serializers.SlugRelatedField(slug_field="code", read_only=True, allow_null=True)

    class Meta:
        model = Turf
        fields = [
            "id",
            "campaign",
            "cut",
            "name",
            "precinct",
            "door_count",
            "walk_m",
            "minutes",
            "worst_hop_m",
            "is_locked",
        ]


class DrawnTurfOut(TurfOut):
    """A turf with its outline."""

    outline = Drawing()

    class Meta(TurfOut.Meta):
        fields = [*TurfOut.Meta.fields, "outline"]


class StopOut(serializers.ModelSerializer):
    """A door at its place in a turf, by its address."""

    address = serializers.CharField(source="door.building.address")
    unit = serializers.CharField(source="door.unit")
    floor = serializers.IntegerField(source="door.floor", allow_null=True)
    building = serializers.IntegerField(source="door.building_id")
    street = serializers.CharField(source="street.name", default="")
    lon = serializers.FloatField(source="door.building.location.x")
    lat = serializers.FloatField(source="door.building.location.y")

    class Meta:
        model = Stop
        fields = [
            "position",
            "door",
            "building",
            "address",
            "unit",
            "floor",
            "street",
            "side",
            "lon",
            "lat",
        ]


class TurfWithStopsOut(DrawnTurfOut):
    """A turf with its outline and its stops in walking order."""

    stops = StopOut(many=True)

    class Meta(DrawnTurfOut.Meta):
        fields = [*DrawnTurfOut.Meta.fields, "stops"]
