"""Who asks: the membership behind a device's token or a staff session.

Both ways in set ``request.membership``; None says that the user signed in, but has no place in an
organization, or several and named none. Nothing else in a request says whose data is meant.
"""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from knox.auth import TokenAuthentication
from rest_framework.authentication import SessionAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from turf.models import Membership
from turf.scope import enter_tenant, seats_of

ORGANIZATION_HEADER = "X-Organization"


class DeviceTokens(TokenAuthentication):
    """A token stands for one membership on one device.

    The settings name the token's model, which has ``organization``, ``membership``, ``device`` and
    ``revoked_at``, and finds membership and device once the tenant is entered. Where
    ``only_delivers`` is set, those may come in too who can do nothing else any more.
    """

    only_delivers = False

    def authenticate(self, request: Request) -> tuple[AbstractBaseUser, Any] | None:
        """Return user and token, None without one; raises AuthenticationFailed for a bad one."""
        found = super().authenticate(request)
        if found:
            request.membership = found[1].membership  # type: ignore[attr-defined]
        return found

    def authenticate_credentials(self, token: bytes) -> tuple[AbstractBaseUser, Any]:
        """Look the token up; what no token can look like is a bad one too."""
        if not (token.isascii() and token.isalnum()):
            raise AuthenticationFailed("Invalid token.")
        return super().authenticate_credentials(token)

    def _cleanup_token(self, auth_token: Any) -> bool:
        """Look for no outdated tokens: a phone's never ends by itself, only when it is deleted."""
        return False

    def validate_user(self, auth_token: Any) -> tuple[AbstractBaseUser, Any]:
        """Enter the token's tenant; refuse people who left and devices that were revoked."""
        enter_tenant(auth_token.organization_id)
        if not auth_token.find_seat():
            raise AuthenticationFailed("Invalid token.")
        membership, device = auth_token.membership, auth_token.device
        if self.only_delivers:
            return auth_token.user, auth_token
        if not membership.is_active:
            raise AuthenticationFailed("This membership has ended.", code="membership_ended")
        if device.state != "active" or auth_token.revoked_at is not None:
            raise AuthenticationFailed("This device was revoked.", code="device_revoked")
        return super().validate_user(auth_token)


class StaffSessions(SessionAuthentication):
    """A session stands for the user's sole membership, or the one in the named organization."""

    def authenticate(self, request: Request) -> tuple[AbstractBaseUser, None] | None:
        """Return the signed-in user, None where nobody is; enter the tenant they ask for."""
        found = super().authenticate(request)
        if found:
            seat = sole_membership(found[0], request.headers.get(ORGANIZATION_HEADER))
            if seat:
                enter_tenant(seat.organization_id)
            request.membership = seat  # type: ignore[attr-defined]
        return found


def sole_membership(user: Any, organization: str | None) -> Membership | None:
    """Return the one active membership of ``user``, in the ``organization`` of that slug if named.

    None where there is none or more than one: a guess could show one tenant's data as another's.
    """
    memberships = Membership.objects.filter(user=user, is_active=True)
    if organization is not None:
        memberships = memberships.filter(organization__slug=organization.replace("\0", ""))
    with seats_of(user):
        found = list(memberships.select_related("organization")[:2])
    return found[0] if len(found) == 1 else None


def membership_of(request: Request) -> Membership | None:
    """Return the membership that asks; None where nobody does, or none could be told."""
    return getattr(request, "membership", None)
