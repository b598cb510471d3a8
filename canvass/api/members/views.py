"""Members: seen by who looks after them; changed at a desk alone, by who may."""

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.decorators import action
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.response import Response

from canvass.api.enrolment.codes import WRITING
from canvass.api.members.schema import InvitedOut, InviteIn, MemberOut, RoleIn
from canvass.services.members.change_role import change_role
from canvass.services.members.end_membership import end_membership
from canvass.services.members.invite_member import invite_member
from turf.api.json_body import BoundedJSON
from turf.api.openapi import Problem
from turf.api.permissions import CUTS, HasRole, HasRoleAtDesk
from turf.api.scoped import ScopedRows
from turf.models import HANDS_OUT, Membership, Role

ADMINS = frozenset({Role.ADMIN})
CHANGING = WRITING | {
    409: OpenApiResponse(Problem, "It would leave no admin, or the name is taken.")
}


class Members(ScopedRows):
    """The members one looks after: an admin everybody, a lead canvassers, but no other lead's."""

    roles = HANDS_OUT
    roles_of_action = {"create": CUTS, "role": ADMINS, "end": ADMINS}
    queryset = Membership.objects.all()
    serializer_class = MemberOut
    parser_classes = [BoundedJSON]
    lookup_value_converter = "int"

    def get_permissions(self) -> list[BasePermission]:
        """Reading is for phones too."""
        is_reading = self.action in ("list", "retrieve")
        return [HasRole() if is_reading else HasRoleAtDesk()]

    def get_queryset(self) -> Any:
        """Only members one looks after."""
        if getattr(self, "swagger_fake_view", False):
            return Membership.objects.none()
        members = Membership.objects.looked_after_by(self.membership, timezone.now())
        return members.select_related("user")

    @extend_schema(request=InviteIn, responses={201: InvitedOut} | CHANGING)
    def create(self, request: Request) -> Response:
        """Invite somebody; a director invites leads and canvassers, an admin everybody."""
        asked = InviteIn(data=request.data)
        asked.is_valid(raise_exception=True)
        sent = asked.validated_data
        member, row, code = invite_member(
            invited_by=self.membership,
            chosen_name=sent["chosen_name"],
            role=Role(sent["role"]),
            username=sent["username"],
            invited_at=timezone.now(),
        )
        context = {
            "codes": {row.pk: code},
            "origin": request.build_absolute_uri("/").rstrip("/"),
        }
        return Response(
            InvitedOut({"member": member, "code": row}, context=context).data, status=201
        )

    @extend_schema(request=RoleIn, responses={200: MemberOut} | CHANGING)
    @action(detail=True, methods=["post"])
    def role(self, request: Request, pk: int) -> Response:
        """Give a member another role; it is on record."""
        found = self.get_object()
        asked = RoleIn(data=request.data)
        asked.is_valid(raise_exception=True)
        member = change_role(
            member=found,
            role=Role(asked.validated_data["role"]),
            changed_by=self.membership,
            changed_at=timezone.now(),
        )
        return Response(MemberOut(member).data)

    @extend_schema(request=None, responses={200: MemberOut} | CHANGING)
    @action(detail=True, methods=["post"])
    def end(self, request: Request, pk: int) -> Response:
        """End a membership: their phones deliver what was done, and no more."""
        member = end_membership(
            member=self.get_object(), ended_by=self.membership, ended_at=timezone.now()
        )
        return Response(MemberOut(member).data)
