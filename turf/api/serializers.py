"""Ground as JSON. Nothing here holds a person."""

from typing import Any

from rest_framework import serializers

from turf.api.drawing import Drawing
from turf.models import Campaign, Cut, Jurisdiction, Precinct, Stop, Turf


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


class ScoreOut(serializers.Serializer):
    """The figures by which a cut is judged; metres on the network, null where there is no turf.

    ``crossings`` is null where turfs that were stored long ago do not know theirs.
    """

    turfs = serializers.IntegerField()
    assigned = serializers.IntegerField()
    unassigned = serializers.IntegerField()
    unassigned_by_reason = serializers.DictField(child=serializers.IntegerField())
    metres_per_door = serializers.FloatField(allow_null=True)
    doors_min = serializers.IntegerField(allow_null=True)
    doors_median = serializers.FloatField(allow_null=True)
    doors_max = serializers.IntegerField(allow_null=True)
    doors_cv = serializers.FloatField(allow_null=True)
    minutes_total = serializers.FloatField()
    worst_hop_m = serializers.FloatField(allow_null=True)
    crossings = serializers.IntegerField(allow_null=True)
    compactness_mean = serializers.FloatField(allow_null=True)

    def to_representation(self, score: dict[str, Any]) -> Any:
        """Return the score as it is stored, null where there is none."""
        return score or None


class CutOut(serializers.ModelSerializer):
    """A cut with the score of its turfs as they are now."""

    campaign: Any = serializers.SlugRelatedField(slug_field="slug", read_only=True)
    universe = serializers.CharField(source="universe.name", default=None, allow_null=True)
    score = ScoreOut(allow_null=True)

    class Meta:
        model = Cut
        fields = ["id", "campaign", "universe", "cut_at", "seconds", "seed", "score"]


class CutWithRecipeOut(CutOut):
    """A cut with its parameters and what its run warned of."""

    params = serializers.DictField()
    warnings = serializers.ListField(child=serializers.CharField())

    class Meta(CutOut.Meta):
        fields = [*CutOut.Meta.fields, "params", "warnings"]


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
            "crossings",
            "compactness",
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
