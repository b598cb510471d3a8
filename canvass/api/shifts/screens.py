"""What a lead looks at when a shift begins and when it ends."""

from typing import Any
from uuid import UUID

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from canvass.api.shifts.reach import ShiftView
from canvass.api.shifts.serializers import AttendanceOut, ShiftOut
from canvass.models import Assignment, Device
from canvass.services.shifts.read_screens import Evening, Morning, read_evening, read_morning
from turf.models import HANDS_OUT, WalkList


class PhoneOut(serializers.ModelSerializer):
    """A phone, and what it said last; not heard from is no more than that."""

    unsent = serializers.IntegerField(source="unsent_reported", allow_null=True)

    class Meta:
        model = Device
        fields = ["id", "name", "state", "app_version", "last_sync_at", "unsent"]


class HeldListOut(serializers.ModelSerializer):
    """A list somebody holds or was offered."""

    walk_list = serializers.UUIDField(source="walk_list_id")
    number = serializers.IntegerField(source="walk_list.number")
    name = serializers.CharField(source="walk_list.name")

    class Meta:
        model = Assignment
        fields = ["id", "walk_list", "number", "name", "state", "expires_at"]


class OnShiftOut(AttendanceOut):
    """Somebody with their lists and phones."""

    name = serializers.CharField(source="membership.user.get_full_name")
    lists = HeldListOut(many=True)
    phones = PhoneOut(many=True)

    class Meta(AttendanceOut.Meta):
        fields = [*AttendanceOut.Meta.fields, "name", "lists", "phones"]


class MorningOut(serializers.Serializer):
    """Who is there, with which list and phone; by name."""

    shift = ShiftOut()
    members = OnShiftOut(many=True)


class LeftListOut(serializers.ModelSerializer):
    """A list with doors left."""

    doors_left = serializers.IntegerField()

    class Meta:
        model = WalkList
        fields = ["id", "number", "name", "state", "doors_left"]


class NamedOut(serializers.Serializer):
    """Somebody by name."""

    member = serializers.IntegerField(source="membership_id")
    name = serializers.CharField(source="membership.user.get_full_name")


class EveningOut(serializers.Serializer):
    """What is left to do before the shift is closed."""

    shift = ShiftOut()
    phones_out = PhoneOut(many=True)
    unsent = PhoneOut(many=True)
    not_checked_out = NamedOut(many=True)
    waiting = serializers.IntegerField(help_text="Items in quarantine of this shift's people.")
    unfinished = LeftListOut(many=True)
    paper = LeftListOut(many=True, help_text="Went out on paper, and has doors to be entered.")


class MorningScreen(ShiftView):
    """The start of a shift."""

    roles = HANDS_OUT

    @extend_schema(operation_id="shifts_morning", responses=MorningOut)
    def get(self, request: Request, pk: UUID) -> Response:
        """Tell who has what."""
        shift = self.shift(pk)
        seen = read_morning(shift=shift, at=timezone.now())
        members = [_with_lists(member, seen) for member in seen.members]
        return Response(MorningOut({"shift": shift, "members": members}).data)


class EveningScreen(ShiftView):
    """The end of a shift."""

    roles = HANDS_OUT

    @extend_schema(operation_id="shifts_evening", responses=EveningOut)
    def get(self, request: Request, pk: UUID) -> Response:
        """Tell what is left."""
        shift = self.shift(pk)
        seen: Evening = read_evening(shift=shift, at=timezone.now())
        for walk_list, doors in (*seen.unfinished, *seen.paper):
            walk_list.doors_left = doors  # type: ignore[attr-defined]
        told: dict[str, Any] = {
            "shift": shift,
            "phones_out": seen.phones_out,
            "unsent": seen.unsent,
            "not_checked_out": seen.not_checked_out,
            "waiting": seen.waiting,
            "unfinished": [walk_list for walk_list, _ in seen.unfinished],
            "paper": [walk_list for walk_list, _ in seen.paper],
        }
        return Response(EveningOut(told).data)


def _with_lists(member: Any, seen: Morning) -> Any:
    member.lists = seen.loans_of.get(member.membership_id, [])
    member.phones = seen.devices_of.get(member.membership_id, [])
    return member
