"""What somebody of a shift can show: a letter to take away, and a badge."""

from uuid import UUID

import segno
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from canvass.api.shifts.reach import ShiftView
from canvass.letters.wording import LANGUAGES
from canvass.models import ShiftMember
from canvass.services.shifts.make_badge import make_badge
from canvass.services.shifts.make_letter import make_letter


class PdfRenderer(BaseRenderer):
    """Lets a client ask for PDF; the view answers with the bytes."""

    media_type = "application/pdf"
    format = "pdf"


class LetterAsked(serializers.Serializer):
    """How the letter is to be written."""

    language = serializers.ChoiceField(choices=LANGUAGES, default="en")


class BadgeOut(serializers.Serializer):
    """A badge: the address that shows it, and its QR code as SVG."""

    link = serializers.URLField()
    code = serializers.CharField()


class ShiftLetter(ShiftView):
    """The letter of who asks; nobody is told, and nothing is written."""

    renderer_classes = [PdfRenderer, JSONRenderer]

    @extend_schema(
        operation_id="shifts_letter",
        parameters=[LetterAsked],
        responses={(200, "application/pdf"): OpenApiResponse(OpenApiTypes.BINARY, "The letter.")},
    )
    def get(self, request: Request, pk: UUID) -> HttpResponse:
        """Make it."""
        place = self.own_place(pk)
        asked = LetterAsked(data=request.query_params)
        asked.is_valid(raise_exception=True)
        letter = make_letter(
            member=place,
            language=asked.validated_data["language"],
            link_of=lambda token: _link(request, "letter", place, token),
            today=timezone.now(),
        )
        name = 'attachment; filename="shift-letter.pdf"'
        return HttpResponse(
            letter, content_type="application/pdf", headers={"Content-Disposition": name}
        )


class ShiftBadge(ShiftView):
    """The badge of who asks, while they are at work."""

    @extend_schema(operation_id="shifts_badge", responses=BadgeOut)
    def get(self, request: Request, pk: UUID) -> Response:
        """Show it."""
        place = self.own_place(pk)
        token = make_badge(member=place, at=timezone.now())
        link = _link(request, "badge", place, token)
        code = segno.make(link, error="m", micro=False).svg_inline(scale=4, omitsize=True)
        return Response(BadgeOut({"link": link, "code": code}).data)


def _link(request: Request, page: str, place: ShiftMember, token: str) -> str:
    organization = place.shift.organization.slug
    where = reverse(page, kwargs={"organization": organization, "token": token})
    return request.build_absolute_uri(where)
