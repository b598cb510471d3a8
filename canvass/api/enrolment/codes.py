"""Codes as who hands them out sees them: made, listed, taken back."""

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import mixins
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from canvass.api.enrolment.schema import CodeOut, CodesIn, NewCodeOut, RevokedOut, SheetIn
from canvass.models import EnrolmentCode
from canvass.services.devices.enrolment_problems import MayNotEnrol
from canvass.services.devices.make_enrolment_codes import make_enrolment_codes
from canvass.services.devices.revoke_codes import revoke_codes
from turf.api.json_body import BoundedJSON
from turf.api.openapi import Problem
from turf.api.scoped import OwnRows
from turf.models import HANDS_OUT, NEEDS_MFA, Membership

WRITING = {
    413: OpenApiResponse(Problem, "Too much at once."),
    415: OpenApiResponse(Problem, "Not JSON."),
    503: OpenApiResponse(Problem, "The database is busy: send it again after Retry-After seconds."),
}


class EnrolmentCodes(mixins.ListModelMixin, OwnRows):
    """Codes for whom one looks after: a lead's for canvassers, a director's for leads too.

    Who works at a desk makes the codes for their own phones there; others make one for them only
    until they have a password, and it opens no phone.
    """

    roles = HANDS_OUT
    roles_of_action = {"create": HANDS_OUT | NEEDS_MFA}
    queryset = EnrolmentCode.objects.all()
    serializer_class = CodeOut
    parser_classes = [BoundedJSON]
    lookup_value_converter = "uuid"

    def get_queryset(self) -> Any:
        """Only codes for members one looks after."""
        codes = super().get_queryset()
        if getattr(self, "swagger_fake_view", False):
            return codes
        return codes.filter(membership__in=self._looked_after())

    @extend_schema(request=CodesIn, responses={201: NewCodeOut(many=True)} | WRITING)
    def create(self, request: Request) -> Response:
        """Make a code for each member; the answer is the only place where it can be read."""
        asked = CodesIn(data=request.data)
        asked.is_valid(raise_exception=True)
        wanted = set(asked.validated_data["members"])
        members = list(self._looked_after().filter(pk__in=wanted).order_by("pk"))
        if len(members) < len(wanted):
            raise MayNotEnrol("You may make codes for your own team: ask an admin for the others")
        made = make_enrolment_codes(
            members=members,
            made_by=self.membership,
            made_at=timezone.now(),
            is_sheet=asked.validated_data["is_sheet"],
            is_desk=request.auth is None,
        )
        context = {
            "codes": {row.pk: code for row, code in made},
            "origin": request.build_absolute_uri("/").rstrip("/"),
        }
        rows = [row for row, _ in made]
        return Response(NewCodeOut(rows, many=True, context=context).data, status=201)

    @extend_schema(request=None, responses={200: RevokedOut} | WRITING)
    @action(detail=True, methods=["post"])
    def revoke(self, request: Request, pk: str) -> Response:
        """Take back one code."""
        row = self.get_object()
        return self._revoke(self.get_queryset().filter(pk=row.pk))

    @extend_schema(request=SheetIn, responses={200: RevokedOut} | WRITING)
    @action(detail=False, methods=["post"], url_path="revoke-sheet")
    def revoke_sheet(self, request: Request) -> Response:
        """Take back a sheet: no phone answers its codes any more, nor again."""
        asked = SheetIn(data=request.data)
        asked.is_valid(raise_exception=True)
        return self._revoke(self.get_queryset().filter(sheet=asked.validated_data["sheet"]))

    def _looked_after(self) -> Any:
        return Membership.objects.looked_after_by(self.membership, timezone.now())

    def _revoke(self, codes: Any) -> Response:
        revoked = revoke_codes(codes=codes, revoked_by=self.membership, revoked_at=timezone.now())
        return Response(RevokedOut({"revoked": revoked}).data)
