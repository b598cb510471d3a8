"""Hours: one's own to take away, edits to acknowledge, and the paid ones for payroll."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from canvass.api.refusals import BODY_REFUSALS
from canvass.api.reports import CsvRenderer
from canvass.api.shifts.moments import Day, Moment
from canvass.api.shifts.reach import ShiftView
from canvass.api.shifts.serializers import MOST_MINUTES, AttendanceOut, MemberField
from canvass.models import HoursEdit, PayCalendar, RecipientKind, ShiftMember
from canvass.models.shift import Capacity
from canvass.services.exports.check_recipient import OWN_USE, Recipient
from canvass.services.exports.hand_out_hours import hand_out_hours
from canvass.services.shifts.acknowledge_hours import acknowledge_hours
from canvass.services.shifts.edit_hours import EDITABLE, edit_hours
from canvass.services.shifts.read_own_hours import read_own_hours
from canvass.services.shifts.read_paid_hours import read_paid_hours
from canvass.services.shifts.set_pay_calendar import set_pay_calendar
from canvass.services.shifts.write_hours import write_hours
from turf.api.permissions import CUTS, HasRoleAtDesk
from turf.models import HANDS_OUT, Membership

PAYROLL = "payroll"
LONGEST_RANGE = timedelta(days=366)
WRITTEN = OpenApiResponse(OpenApiTypes.STR, "A table.")


class LocalTime(serializers.DateTimeField):
    """A time with the offset it is told in; the framework's own field would turn it to UTC."""

    def to_representation(self, value: datetime) -> str:
        """Write it as it is."""
        return value.isoformat(timespec="seconds")


class HoursOut(serializers.Serializer):
    """Hours in one shift; times are local to the campaign."""

    member = serializers.IntegerField()
    name = serializers.CharField()
    shift = serializers.UUIDField()
    capacity = serializers.ChoiceField(choices=Capacity.choices)
    day = serializers.DateField()
    checked_in_at = LocalTime()
    checked_out_at = LocalTime(allow_null=True)
    shift_minutes = serializers.IntegerField(allow_null=True)
    briefing_minutes = serializers.IntegerField()
    travel_minutes = serializers.IntegerField()
    total_minutes = serializers.IntegerField(allow_null=True)
    week_starts = serializers.DateField()
    period_starts = serializers.DateField()
    period_ends = serializers.DateField()
    edits_to_acknowledge = serializers.IntegerField()


class RangeAsked(serializers.Serializer):
    """Days of the campaign, both included."""

    first = Day()
    last = Day()

    def validate(self, attrs: dict) -> dict:
        """Refuse a range that is none, and one of more than a year."""
        if not timedelta(0) <= attrs["last"] - attrs["first"] <= LONGEST_RANGE:
            raise serializers.ValidationError("last: from first on, within a year.")
        return attrs


class PayrollAsked(RangeAsked):
    """Which days, and for whom the file is."""

    recipient = serializers.CharField(default=OWN_USE, help_text="who gets the file")
    recipient_kind = serializers.ChoiceField(
        choices=RecipientKind.values,
        required=False,
        help_text="what they are; needed for anything but own use",
    )
    purpose = serializers.CharField(
        required=False, help_text=f"what for; for own use it is {PAYROLL}"
    )


class HoursEditIn(serializers.Serializer):
    """What to change of somebody's hours."""

    member = MemberField()
    checked_in_at = Moment(required=False)
    checked_out_at = Moment(required=False, allow_null=True)
    briefing_minutes = serializers.IntegerField(required=False, min_value=0, max_value=MOST_MINUTES)
    travel_minutes = serializers.IntegerField(required=False, min_value=0, max_value=MOST_MINUTES)
    capacity = serializers.ChoiceField(required=False, choices=Capacity.choices)


class HoursEditOut(serializers.ModelSerializer):
    """An edit of one's hours, as the person sees it.

    ``own_checked_out_at`` is one's own word where another had noted when one went; it counts.
    """

    shift = serializers.UUIDField(source="member.shift_id")
    before = serializers.DictField()
    after = serializers.DictField()

    class Meta:
        model = HoursEdit
        fields = [
            "id",
            "shift",
            "before",
            "after",
            "own_checked_out_at",
            "edited_at",
            "acknowledged_at",
        ]


class PayCalendarOut(serializers.ModelSerializer):
    """When work weeks (0 is Monday) and pay periods begin."""

    week_starts_on = serializers.IntegerField(min_value=0, max_value=6)
    period_days = serializers.IntegerField(min_value=1, max_value=31)
    period_anchor = Day()

    class Meta:
        model = PayCalendar
        fields = ["week_starts_on", "period_days", "period_anchor"]


class OwnHours(ShiftView):
    """One's own hours, as JSON or as CSV to take away."""

    renderer_classes = [JSONRenderer, CsvRenderer]

    @extend_schema(operation_id="hours_own", responses=HoursOut(many=True))
    def get(self, request: Request) -> Response:
        """Read them all."""
        hours = read_own_hours(membership=self.membership)
        if request.accepted_renderer.format == CsvRenderer.format:
            return Response(write_hours(hours=hours), headers=_attached("hours.csv"))
        return Response(HoursOut(hours, many=True).data)


class PaidHours(ShiftView):
    """Paid hours for payroll; volunteers are not in it. Each file is on record."""

    permission_classes = [HasRoleAtDesk]
    roles = CUTS
    renderer_classes = [CsvRenderer]

    @extend_schema(
        operation_id="hours_payroll",
        parameters=[PayrollAsked],
        responses={(200, "text/csv"): WRITTEN},
    )
    def get(self, request: Request) -> Response:
        """Write the table."""
        asked = PayrollAsked(data=request.query_params)
        asked.is_valid(raise_exception=True)
        told = asked.validated_data
        organization, name = self.membership.organization, told["recipient"]
        table = hand_out_hours(
            organization=organization,
            hours=read_paid_hours(
                organization=organization, first=told["first"], last=told["last"]
            ),
            recipient=Recipient(
                name=name,
                purpose=told.get("purpose", PAYROLL if name == OWN_USE else ""),
                kind=RecipientKind(told["recipient_kind"]) if "recipient_kind" in told else None,
                made_by=self.membership,
            ),
            made_at=timezone.now(),
        )
        return Response(table, headers=_attached("payroll.csv"))


class EditHours(ShiftView):
    """Changes somebody's hours; they are shown it and acknowledge it."""

    roles = HANDS_OUT

    @extend_schema(
        operation_id="shifts_edit_hours",
        request=HoursEditIn,
        responses={200: AttendanceOut} | BODY_REFUSALS,
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """Edit; sent twice it is one."""
        shift = self.shift(pk)
        asked = HoursEditIn(data=request.data)
        asked.is_valid(raise_exception=True)
        led = Membership.objects.led_by(self.membership, timezone.now())
        member = get_object_or_404(
            ShiftMember.objects.filter(shift=shift, membership__in=led),
            membership=asked.validated_data["member"],
        )
        changes = {name: one for name, one in asked.validated_data.items() if name in EDITABLE}
        edit_hours(
            member=member, changes=changes, edited_by=self.membership, edited_at=timezone.now()
        )
        member.refresh_from_db()
        return Response(AttendanceOut(member).data)


class OwnHoursEdits(ShiftView):
    """Edits of one's own hours."""

    @extend_schema(operation_id="hours_edits", responses=HoursEditOut(many=True))
    def get(self, request: Request) -> Response:
        """Read them all, the latest first."""
        return Response(HoursEditOut(own_edits(self).order_by("-pk"), many=True).data)


class AcknowledgeHours(ShiftView):
    """Says that one has seen an edit; no word on whether it is right."""

    @extend_schema(
        operation_id="hours_acknowledge",
        request=None,
        responses={200: HoursEditOut} | BODY_REFUSALS,
    )
    def post(self, request: Request, pk: int) -> Response:
        """Acknowledge; done again it changes nothing."""
        edit = get_object_or_404(own_edits(self), pk=pk)
        acknowledge_hours(edit=edit, at=timezone.now())
        edit.refresh_from_db()
        return Response(HoursEditOut(edit).data)


class OwnPayCalendar(ShiftView):
    """The pay calendar of the organization."""

    roles = CUTS

    @extend_schema(operation_id="pay_calendar", responses=PayCalendarOut)
    def get(self, request: Request) -> Response:
        """Read it."""
        own = PayCalendar.objects.for_organization(self.membership.organization_id)
        return Response(PayCalendarOut(own.first() or PayCalendar()).data)

    @extend_schema(
        operation_id="pay_calendar_update",
        request=PayCalendarOut,
        responses={200: PayCalendarOut} | BODY_REFUSALS,
    )
    def put(self, request: Request) -> Response:
        """Set it."""
        asked = PayCalendarOut(data=request.data)
        asked.is_valid(raise_exception=True)
        made = set_pay_calendar(organization=self.membership.organization, **asked.validated_data)
        return Response(PayCalendarOut(made).data)


def own_edits(view: ShiftView) -> QuerySet[HoursEdit]:
    """Edits of the hours of who asks."""
    membership = view.membership
    own = HoursEdit.objects.for_organization(membership.organization_id)
    return own.filter(member__membership=membership).select_related("member")


def _attached(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"'}
