"""What edits of turfs are asked with, and how they are told."""

import math
from collections.abc import Sequence
from typing import Any

from rest_framework import serializers

from turf.api.drawn_shapes import DrawnLine, DrawnOutline
from turf.api.filters import LARGEST_ID
from turf.api.openapi import name_choices
from turf.api.serializers import ScoreOut
from turf.cutting.ground import Pack
from turf.models import EditKind, TurfEdit
from turf.models.cut import Reason
from turf.services.hold_turfs import MOST_TURFS

MOST_DOORS = 5_000
"""A hundred turfs of doors, yet fewer ids than one SQLite statement takes."""

LARGEST_NUMBER = 2**31 - 1

name_choices(EditKind, Reason)


class Id(serializers.IntegerField):
    """An id that the database can hold."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=1, max_value=LARGEST_ID, **kwargs)


class Measure(serializers.FloatField):
    """A number that is one: no NaN, no infinity."""

    def to_internal_value(self, data: Any) -> float:
        """Read it. Raises ValidationError."""
        value = super().to_internal_value(data)
        if not math.isfinite(value):
            self.fail("invalid")
        return value


class Nothing(serializers.Serializer):
    """No body is looked at."""


class TurfsToMerge(serializers.Serializer):
    """Turfs of the cut that lie beside each other; the new one has the name of the first."""

    turfs = serializers.ListField(child=Id(), min_length=2, max_length=MOST_TURFS)


class DoorsToMove(serializers.Serializer):
    """Doors that stand in turfs of the cut, and the turf of it they go to."""

    doors = serializers.ListField(child=Id(), min_length=1, max_length=MOST_DOORS)
    to_turf = Id()


class HowToSplit(serializers.Serializer):
    """Either into how many turfs of about equal size, or the line that parts it in two."""

    into = serializers.IntegerField(min_value=2, max_value=MOST_TURFS, required=False)
    line = DrawnLine(required=False)

    def validate(self, given: dict[str, Any]) -> dict[str, Any]:
        """Take one of them. Raises ValidationError."""
        if len(given) != 1:
            raise serializers.ValidationError("Give either into or line.")
        return given


class NewOutline(serializers.Serializer):
    """The ground whose doors the turf is to have."""

    outline = DrawnOutline()


class HowToRecut(serializers.Serializer):
    """What differs from the cut's own parameters; ``doors`` or ``minutes`` is the size of a turf.

    ``tolerance`` is the share by which a turf may differ from the mean.
    """

    doors = serializers.IntegerField(min_value=1, max_value=100_000, required=False)
    minutes = Measure(min_value=1, max_value=100_000, required=False)
    tolerance = Measure(min_value=0, max_value=0.99, required=False)
    pack = serializers.ChoiceField(choices=[way.value for way in Pack], required=False)
    seed = serializers.IntegerField(min_value=0, max_value=LARGEST_NUMBER, required=False)

    def validate(self, given: dict[str, Any]) -> dict[str, Any]:
        """Take one size. Raises ValidationError."""
        if {"doors", "minutes"} <= given.keys():
            raise serializers.ValidationError("Give either doors or minutes.")
        return given


class EditToUndo(serializers.Serializer):
    """The number of the edit that is meant, which has to be the latest; without it, the latest.

    With it the request can be sent again, and takes back nobody else's newer edit.
    """

    number = serializers.IntegerField(min_value=1, max_value=LARGEST_NUMBER, required=False)


class EditedTurfOut(serializers.Serializer):
    """A turf as it was when it was edited."""

    id = serializers.IntegerField()
    name = serializers.CharField()
    is_locked = serializers.BooleanField()


class LostDoorOut(serializers.Serializer):
    """A door that the edit left without a turf, and why."""

    door = serializers.IntegerField()
    reason = serializers.ChoiceField(choices=Reason.choices)

    def to_representation(self, lost: Sequence[Any]) -> dict[str, Any]:
        """Name the two of them."""
        return dict(zip(("door", "reason"), lost, strict=True))


class BeforeOut(serializers.Serializer):
    """What was replaced: turfs, walk lists that nobody had been lent, and the cut's score."""

    turfs = EditedTurfOut(many=True)
    closed_lists = serializers.ListField(child=serializers.UUIDField(), default=list)
    score = ScoreOut(default=None, allow_null=True)


class AfterOut(serializers.Serializer):
    """What took its place, and what the director should know about it."""

    turfs = EditedTurfOut(many=True)
    unassigned = LostDoorOut(many=True, default=list)
    warnings = serializers.ListField(child=serializers.CharField(), default=list)


class EditOut(serializers.ModelSerializer):
    """An edit; ``edited_by`` is the chosen name, null where that person is gone."""

    edited_by = serializers.CharField(
        source="edited_by.get_full_name", default=None, allow_null=True
    )
    before = BeforeOut()
    after = AfterOut()

    class Meta:
        model = TurfEdit
        fields = [
            "cut",
            "number",
            "kind",
            "edited_by",
            "edited_at",
            "undone_at",
            "before",
            "after",
        ]
