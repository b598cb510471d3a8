"""What a decision about a list is asked with, and how it is told."""

from typing import Any

from rest_framework import serializers

from canvass.models import DecisionKind, ListDecision
from turf.api.openapi import name_choices

name_choices(DecisionKind)

LONGEST_REASON = 500


class WhyDecided(serializers.Serializer):
    """Why somebody decides so; their name is that of who signed in."""

    reason = serializers.CharField(max_length=LONGEST_REASON)


class DecisionOut(serializers.ModelSerializer):
    """A decision; ``decided_by`` is a membership."""

    decided_by: Any = serializers.IntegerField(source="decided_by_id", allow_null=True)

    class Meta:
        model = ListDecision
        fields = ["id", "kind", "reason", "state_before", "decided_by", "decided_at"]
        read_only_fields = fields
