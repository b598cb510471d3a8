"""Coming and going, and who hears from somebody who needs to leave."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from canvass.api.refusals import BODY_REFUSALS
from canvass.api.shifts.reach import ShiftView
from canvass.api.shifts.serializers import (
    AttendanceIn,
    AttendanceOut,
    ChoosableLeadOut,
    LeadIn,
    OwnAttendanceOut,
    UndoIn,
)
from canvass.models import ShiftMember
from canvass.services.shifts.check_in import check_in
from canvass.services.shifts.check_out import check_out
from canvass.services.shifts.choose_lead import choose_lead
from canvass.services.shifts.list_leads import list_leads
from canvass.services.shifts.undo_note import undo_note
from turf.models import HANDS_OUT, Membership


class Attendance(ShiftView):
    """Notes that somebody came or went."""

    def note(self, pk: UUID, service: Callable[..., ShiftMember]) -> Response:
        """Read who and when, and let ``service`` note it."""
        asked, now = self.asked(AttendanceIn), timezone.now()
        noted = service(
            shift=self.shift(pk),
            membership=self.whom(asked),
            at=asked.get("at", now),
            now=now,
            noted_by=self.membership,
        )
        return Response(AttendanceOut(noted).data)

    def asked(self, form: type[Serializer]) -> dict[str, Any]:
        """Read the body, which may be left out."""
        if not self.request.data:
            return {}
        given = form(data=self.request.data)
        given.is_valid(raise_exception=True)
        asked: dict[str, Any] = given.validated_data
        return asked

    def whom(self, asked: dict[str, Any]) -> Membership:
        """Find of whom it is: oneself, or another where a lead notes it."""
        who = asked.get("member", self.membership.pk)
        if who != self.membership.pk and self.membership.role not in HANDS_OUT:
            raise PermissionDenied
        return self.led(who)


class CheckIn(Attendance):
    """Begins somebody's hours."""

    @extend_schema(
        operation_id="shifts_check_in",
        request=AttendanceIn,
        responses={200: AttendanceOut} | BODY_REFUSALS,
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """Check in; the first word counts."""
        return self.note(pk, check_in)


class CheckOut(Attendance):
    """Ends somebody's hours."""

    @extend_schema(
        operation_id="shifts_check_out",
        request=AttendanceIn,
        responses={200: AttendanceOut} | BODY_REFUSALS,
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """Check out; the first word counts."""
        return self.note(pk, check_out)


class UndoNote(Attendance):
    """Takes back that somebody came or went."""

    @extend_schema(
        operation_id="shifts_undo_note",
        request=UndoIn,
        responses={200: AttendanceOut} | BODY_REFUSALS,
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """Undo what one noted oneself in the last ten minutes."""
        shift, whom = self.shift(pk), self.whom(self.asked(UndoIn))
        undone = undo_note(
            shift=shift, membership=whom, noted_by=self.membership, at=timezone.now()
        )
        return Response(AttendanceOut(undone).data)


class ChosenLead(ShiftView):
    """Whom one chose to hear from them."""

    @extend_schema(
        operation_id="shifts_choose_lead",
        request=LeadIn,
        responses={200: OwnAttendanceOut} | BODY_REFUSALS,
    )
    def put(self, request: Request, pk: UUID) -> Response:
        """Choose."""
        place = self.own_place(pk)
        asked = LeadIn(data=request.data)
        asked.is_valid(raise_exception=True)
        lead = self.member(asked.validated_data["lead"])
        chosen = choose_lead(shift=place.shift, membership=self.membership, lead=lead)
        return Response(OwnAttendanceOut(chosen).data)


class Leads(ShiftView):
    """Whom one can choose."""

    @extend_schema(operation_id="shifts_leads", responses=ChoosableLeadOut(many=True))
    def get(self, request: Request, pk: UUID) -> Response:
        """List those who lead and are in the shift, all who lead where nobody is."""
        place = self.own_place(pk)
        leads: list[Any] = list_leads(place=place)
        for lead in leads:
            lead.is_chosen = lead.pk == place.lead_id
        return Response(ChoosableLeadOut(leads, many=True).data)
