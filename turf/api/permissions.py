"""Who may do what over HTTP; a view that names nothing is denied."""

from typing import TYPE_CHECKING

from rest_framework.exceptions import PermissionDenied
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from turf.api.asking import ORGANIZATION_HEADER, membership_of
from turf.models import HANDS_OUT, Role

if TYPE_CHECKING:  # views read the settings, and those name this module
    from rest_framework.views import APIView

EVERYBODY = frozenset(Role)
SEES_GROUND = HANDS_OUT | {Role.ANALYST}
"""Who sees what holds no person: precincts, turfs, rates."""

CUTS = frozenset({Role.ADMIN, Role.DIRECTOR})
"""Who changes turfs; a lead hands out what they made of them."""

WALKS = HANDS_OUT | {Role.CANVASSER}
"""Who holds lists; a canvasser only those lent to them."""


class Denied(BasePermission):
    """Nobody. The default, so that a view has to say who may use it."""

    def has_permission(self, request: Request, view: "APIView") -> bool:
        """Refuse."""
        return False


class HasRole(BasePermission):
    """Members whose role is in the view's ``roles``, or in those of the action where it has own."""

    def has_permission(self, request: Request, view: "APIView") -> bool:
        """Look at the role. Raises PermissionDenied where nobody knows for whom the user asks."""
        if not request.user.is_authenticated:
            return False
        membership = membership_of(request)
        if membership is None:
            raise PermissionDenied(
                f"Name one of your organizations in the header {ORGANIZATION_HEADER}.",
                code="no_membership",
            )
        roles: frozenset[Role] = getattr(view, "roles", frozenset())
        of_action = getattr(view, "roles_of_action", {})
        return membership.role in of_action.get(getattr(view, "action", None), roles)


class HasRoleAtDesk(HasRole):
    """As `HasRole`, and by a session: a phone, which can be lost, changes nobody's role."""

    def has_permission(self, request: Request, view: "APIView") -> bool:
        """Look at the role and at the way in."""
        return super().has_permission(request, view) and request.auth is None
