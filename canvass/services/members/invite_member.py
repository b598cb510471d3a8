"""Makes somebody a member, with a code by which their phone comes to be known."""

from datetime import datetime

from canvass.enrolment_codes import Code
from canvass.models import EnrolmentCode
from canvass.services.members.member_problems import RoleOutOfReach
from canvass.services.members.seat_member import seat_member
from turf.models import Membership, Role
from turf.querysets import LOOKS_AFTER
from turf.transactions import writing


@writing()
def invite_member(
    *,
    invited_by: Membership,
    chosen_name: str,
    role: Role,
    invited_at: datetime,
    username: str = "",
) -> tuple[Membership, EnrolmentCode, Code]:
    """Return a new member, who has no password yet, and a code for them.

    They sign in by the name that `seat_member` makes of ``username``. Raises UsernameTaken and
    RoleOutOfReach.
    """
    if role not in LOOKS_AFTER.get(invited_by.role, frozenset()):
        raise RoleOutOfReach(f"You cannot invite a {role.label.lower()}: ask an admin")
    return seat_member(
        organization=invited_by.organization,
        chosen_name=chosen_name,
        username=username,
        role=role,
        seated_by=invited_by,
        seated_at=invited_at,
    )
