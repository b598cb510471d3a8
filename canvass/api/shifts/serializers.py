"""Shifts as JSON."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from canvass.api.shifts.moments import Moment
from canvass.models import Shift, ShiftMember
from canvass.models.shift import CancelCause, Capacity, ShiftState
from turf.api.filters import LARGEST_ID
from turf.api.openapi import name_choices
from turf.models import Membership

name_choices(ShiftState, CancelCause, Capacity)

MOST_MINUTES = 600
MOST_LISTS = 1000


class ShiftOut(serializers.ModelSerializer):
    """A shift, without its people."""

    campaign: Any = serializers.SlugRelatedField(slug_field="slug", read_only=True)

    class Meta:
        model = Shift
        fields = [
            "id",
            "campaign",
            "area",
            "starts_at",
            "ends_at",
            "briefing_minutes",
            "state",
            "cancel_cause",
            "started_at",
            "ended_at",
        ]


class PartnerField(serializers.IntegerField):
    """The membership of the other of a pair, null for who walks alone."""

    def __init__(self) -> None:
        super().__init__(source="partner.membership_id", allow_null=True, default=None)


class ColleagueOut(serializers.ModelSerializer):
    """Somebody of a shift, as everybody in it sees them."""

    member = serializers.IntegerField(source="membership_id")
    name = serializers.CharField(source="membership.user.get_full_name")
    partner = serializers.IntegerField(
        source="partner.membership_id", allow_null=True, default=None
    )

    class Meta:
        model = ShiftMember
        fields = ["member", "name", "partner"]


class ShiftWithMembersOut(ShiftOut):
    """A shift with its people, by name."""

    members = serializers.SerializerMethodField()

    class Meta(ShiftOut.Meta):
        fields = [*ShiftOut.Meta.fields, "members"]

    @extend_schema_field(ColleagueOut(many=True))
    def get_members(self, shift: Shift) -> Any:
        """List them."""
        people = shift.members.select_related("membership__user", "partner")
        by_name = sorted(people, key=lambda one: (one.membership.user.get_full_name(), one.pk))
        return ColleagueOut(by_name, many=True).data


class ShiftIn(serializers.Serializer):
    """A shift to be planned; ``id`` is the client's, so that it can be sent again.

    ``capacity`` is as what a lead who plans it walks in it.
    """

    id = serializers.UUIDField()
    campaign = serializers.CharField(max_length=50)
    area = serializers.CharField(max_length=100, help_text="In words, for letters.")
    starts_at = Moment()
    ends_at = Moment()
    briefing_minutes = serializers.IntegerField(min_value=0, max_value=MOST_MINUTES, default=0)
    capacity = serializers.ChoiceField(choices=Capacity.choices, default=Capacity.PAID)


class MemberField(serializers.IntegerField):
    """The id of a membership."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=1, max_value=LARGEST_ID, **kwargs)


class MemberIn(serializers.Serializer):
    """Somebody's place in a shift."""

    member = MemberField()
    capacity = serializers.ChoiceField(choices=Capacity.choices)
    travel_minutes = serializers.IntegerField(min_value=0, max_value=MOST_MINUTES, default=0)


class WhoIn(serializers.Serializer):
    """Somebody of a shift."""

    member = MemberField()


class PairIn(serializers.Serializer):
    """Two people who walk together; ``partner`` null parts them."""

    member = MemberField()
    partner = MemberField(allow_null=True)


class CancelIn(serializers.Serializer):
    """Why a shift does not take place."""

    cause = serializers.ChoiceField(choices=CancelCause.choices)


class ProposeIn(serializers.Serializer):
    """Which lists are to be handed out; none named are all that are ready to be knocked.

    Each person takes part in one proposal a day, whatever comes of it.
    """

    numbers = serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=2**31 - 1),
        max_length=MOST_LISTS,
        default=list,
    )
    in_pairs = serializers.BooleanField(default=False)
    script_version = serializers.IntegerField(
        min_value=1, max_value=LARGEST_ID, allow_null=True, default=None
    )
    literature = serializers.IntegerField(
        min_value=1,
        max_value=LARGEST_ID,
        allow_null=True,
        default=None,
        help_text="What is left at the doors; a literature drop has to name it.",
    )


class LeadIn(serializers.Serializer):
    """Who hears from somebody when they need to leave."""

    lead = MemberField()


class AttendanceIn(serializers.Serializer):
    """When somebody came or went: oneself, now, unless a lead names another, or a time is given."""

    member = MemberField(required=False)
    at = Moment(required=False)


class UndoIn(serializers.Serializer):
    """Of whom something is taken back: oneself, unless a lead names another."""

    member = MemberField(required=False)


class ChoosableLeadOut(serializers.ModelSerializer):
    """Somebody who can be chosen, and whether they are."""

    name = serializers.CharField(source="user.get_full_name")
    is_chosen = serializers.BooleanField()

    class Meta:
        model = Membership
        fields = ["id", "name", "is_chosen"]


class AttendanceOut(serializers.ModelSerializer):
    """Somebody's place in a shift, for themselves and for leads.

    Whom they chose to hear from them is told to themselves alone, where they choose.
    """

    member = serializers.IntegerField(source="membership_id")
    partner = serializers.IntegerField(
        source="partner.membership_id", allow_null=True, default=None
    )

    class Meta:
        model = ShiftMember
        fields = [
            "member",
            "capacity",
            "partner",
            "checked_in_at",
            "checked_out_at",
            "briefing_minutes",
            "travel_minutes",
        ]


class OwnAttendanceOut(AttendanceOut):
    """One's own place in a shift, with whom one chose."""

    lead = serializers.IntegerField(source="lead_id", allow_null=True)

    class Meta(AttendanceOut.Meta):
        fields = [*AttendanceOut.Meta.fields, "lead"]
