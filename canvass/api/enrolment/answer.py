"""Answers a code: `POST /api/v1/enrolment/`. It gives a token, and nothing of any voter."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.utils import timezone
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from canvass.api.enrolment.schema import CLOCK_OFF, AnswerIn, AnswerOut
from canvass.services.devices.answer_code import Answering, Enrolled, answer_code
from canvass.sync.clock import SUSPECT_S
from turf.api.address import client_address
from turf.api.asking import DeviceTokens
from turf.api.json_body import BoundedJSON
from turf.api.openapi import Described, Problem


class AnswerCode(APIView):
    """For whoever has a code. A phone that is known already sends its token along and is shared."""

    authentication_classes = [DeviceTokens]
    permission_classes = [AllowAny]
    parser_classes = [BoundedJSON]
    schema = Described()

    @extend_schema(
        operation_id="enrolment_answer",
        request=AnswerIn,
        responses={
            201: AnswerOut,
            409: OpenApiResponse(Problem, "Another phone answered this code."),
            413: OpenApiResponse(Problem, "Too much at once."),
            415: OpenApiResponse(Problem, "Not JSON."),
            429: OpenApiResponse(Problem, "Too many codes were tried: wait Retry-After seconds."),
            503: OpenApiResponse(Problem, "Send it again after Retry-After seconds."),
        },
    )
    def post(self, request: Request) -> Response:
        """Enrol the phone; sent again with the same key, it is the same phone with a new token."""
        asked = AnswerIn(data=request.data)
        asked.is_valid(raise_exception=True)
        sent, now = asked.validated_data, timezone.now()
        phone = Answering(
            name=sent["name"],
            key=str(sent["key"]),
            app_version=sent["app_version"],
            device=getattr(request.auth, "device", None),
        )
        enrolled = answer_code(
            typed=sent["code"], phone=phone, address=client_address(request._request), at=now
        )
        return Response(AnswerOut(told(enrolled, sent["clock"], now)).data, status=201)


def told(enrolled: Enrolled, clock: str, now: datetime) -> dict[str, Any]:
    """What a phone is told, with a warning where its clock is off."""
    off = clock_off(clock, now)
    is_off = clock != "" and (off is None or abs(off) > timedelta(seconds=SUSPECT_S))
    return {
        "device": enrolled.device.pk,
        "token": enrolled.token,
        "member": enrolled.membership.pk,
        "chosen_name": enrolled.membership.user.get_short_name(),
        "role": enrolled.membership.role,
        "organization": enrolled.membership.organization.name,
        "server_time": now,
        "clock_off_s": None if off is None else round(off.total_seconds()),
        "warnings": [CLOCK_OFF] if is_off else [],
    }


def clock_off(clock: str, now: datetime) -> timedelta | None:
    """By how much a phone's clock is ahead; None where nobody can read it."""
    try:
        shown = datetime.fromisoformat(clock)
    except ValueError:
        return None
    if shown.tzinfo is None:
        return None
    try:
        return shown.astimezone(UTC) - now
    except OverflowError:
        return None
