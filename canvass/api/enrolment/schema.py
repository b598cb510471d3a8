"""Enrolment as JSON. What a code is shows in one answer, once."""

from typing import Any

from rest_framework import serializers

from canvass.models import EnrolmentCode
from canvass.qr import enrolment_link, qr_svg
from turf.api.filters import LARGEST_ID
from turf.models import Role

MOST_AT_ONCE = 200
LONGEST_NAME = 100
CLOCK_OFF = "clock_off"


class AnswerIn(serializers.Serializer):
    """What a phone sends: the code as it was typed or seen, and how it calls itself.

    ``key`` is random, chosen by the phone for this code: with it a phone that lost the answer asks
    again. ``clock`` is what its clock shows; whatever it shows, it keeps no phone out.
    """

    code = serializers.CharField(max_length=40, trim_whitespace=True)
    name = serializers.CharField(max_length=LONGEST_NAME)
    key = serializers.UUIDField()
    app_version = serializers.CharField(max_length=50, required=False, default="")
    clock = serializers.CharField(max_length=64, required=False, allow_blank=True, default="")


class AnswerOut(serializers.Serializer):
    """The phone and its token, whose they are, what time it is here; no voter, no list."""

    device = serializers.UUIDField()
    token = serializers.CharField()
    member = serializers.IntegerField()
    chosen_name = serializers.CharField()
    role = serializers.ChoiceField(choices=Role.choices)
    organization = serializers.CharField()
    server_time = serializers.DateTimeField()
    clock_off_s = serializers.IntegerField(
        allow_null=True, help_text="By how much the phone's clock is ahead; null where unreadable."
    )
    warnings = serializers.ListField(child=serializers.ChoiceField(choices=[CLOCK_OFF]))


class CodesIn(serializers.Serializer):
    """For whom; ``is_sheet`` makes codes that are good for 24 hours instead of 10 minutes."""

    members = serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=LARGEST_ID),
        min_length=1,
        max_length=MOST_AT_ONCE,
    )
    is_sheet = serializers.BooleanField(required=False, default=False)


class CodeOut(serializers.ModelSerializer):
    """A code as it stands, without what opens."""

    member: Any = serializers.IntegerField(source="membership_id")
    made_by: Any = serializers.IntegerField(source="made_by_id", allow_null=True)

    class Meta:
        model = EnrolmentCode
        fields = [
            "id",
            "member",
            "made_by",
            "sheet",
            "prefix",
            "made_at",
            "expires_at",
            "answered_at",
            "device",
            "revoked_at",
        ]
        read_only_fields = fields


class NewCodeOut(CodeOut):
    """With the code itself and its QR, this once."""

    code = serializers.SerializerMethodField()
    link = serializers.SerializerMethodField(help_text="What the QR holds: origin and code.")
    qr_svg = serializers.SerializerMethodField()

    class Meta(CodeOut.Meta):
        fields = [*CodeOut.Meta.fields, "code", "link", "qr_svg"]
        read_only_fields = fields

    def get_code(self, row: EnrolmentCode) -> str:
        """In groups of four."""
        return str(self.context["codes"][row.pk])

    def get_link(self, row: EnrolmentCode) -> str:
        """Origin and code."""
        return enrolment_link(self.context["origin"], self.context["codes"][row.pk])

    def get_qr_svg(self, row: EnrolmentCode) -> str:
        """As a picture that scales."""
        return qr_svg(self.get_link(row))


class SheetIn(serializers.Serializer):
    """A sheet of codes."""

    sheet = serializers.UUIDField()


class RevokedOut(serializers.Serializer):
    """How many codes were taken back."""

    revoked = serializers.IntegerField()
