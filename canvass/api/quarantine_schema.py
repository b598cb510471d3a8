"""What waits for a person, as JSON: the list without documents, for those hold voters' words."""

from typing import Any

from rest_framework import serializers

from canvass.models import QuarantinedItem
from canvass.models.intake import HoldState
from turf.api.openapi import name_choices

name_choices(HoldState)

LONGEST_REASON = 500


class QuarantinedOut(serializers.ModelSerializer):
    """An item: whose it is, why it waits, and who decided what about it."""

    member: Any = serializers.IntegerField(source="membership_id", allow_null=True)
    resolved_by: Any = serializers.IntegerField(source="resolved_by_id", allow_null=True)

    class Meta:
        model = QuarantinedItem
        fields = [
            "id",
            "uid",
            "device",
            "device_seq",
            "member",
            "state",
            "code",
            "message",
            "waits_for",
            "received_at",
            "resolved_at",
            "resolved_by",
            "reason",
        ]
        read_only_fields = fields


class WholeQuarantinedOut(QuarantinedOut):
    """With the document as it was sent, and the one that was put in its place."""

    document = serializers.JSONField()
    mended = serializers.JSONField(allow_null=True)

    class Meta(QuarantinedOut.Meta):
        fields = [*QuarantinedOut.Meta.fields, "document", "mended"]
        read_only_fields = fields


class Decision(serializers.Serializer):
    """Why somebody decides so; their name is that of who signed in."""

    reason = serializers.CharField(max_length=LONGEST_REASON)


class Mending(Decision):
    """The knock as it should have been sent, under the same id, and why."""

    document = serializers.DictField()
