"""Who has to sign in with a second factor."""

from typing import Any

from turf.models import NEEDS_MFA, Membership
from turf.scope import seats_of


def needs_mfa(user: Any) -> bool:
    """Tell whether an organization of the user asks it of them.

    It asks it of the roles in `NEEDS_MFA`, and of whoever may use the admin pages; somebody who may
    and is in no organization needs it as well.
    """
    seats = Membership.objects.filter(user=user, is_active=True)
    with seats_of(user):
        asked = list(seats.values_list("role", "organization__requires_mfa"))
    if user.is_staff and not asked:
        return True
    return any(requires and (user.is_staff or role in NEEDS_MFA) for role, requires in asked)
