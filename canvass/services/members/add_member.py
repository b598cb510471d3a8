"""Adds somebody to an organization from the command line, such as its first admin."""

from datetime import datetime

from canvass.enrolment_codes import Code
from canvass.services.devices.enrolment_problems import MembershipOver
from canvass.services.devices.make_enrolment_codes import make_enrolment_codes
from canvass.services.members.member_problems import MemberThere
from canvass.services.members.name_account import name_account
from canvass.services.members.seat_member import seat_member
from turf.models import Membership, Organization, Role
from turf.transactions import writing


@writing()
def add_member(
    *,
    organization: Organization,
    username: str,
    role: Role,
    added_at: datetime,
    chosen_name: str = "",
) -> tuple[Membership, Code | None]:
    """Return the member ``username``, and a code for their first password; None with a password.

    Repeated, it is the same member with a new code in the place of the last. Call it in the tenant
    of ``organization``. Raises UsernameTaken, MemberThere for another role, and MembershipOver.
    """
    name = name_account(organization=organization, username=username)
    own = Membership.objects.for_organization(organization).filter(user__username=name)
    there: Membership | None = own.select_related("user").first()
    if there is None:
        member, _, code = seat_member(
            organization=organization,
            chosen_name=chosen_name or username,
            username=username,
            role=role,
            seated_by=None,
            seated_at=added_at,
        )
        return member, code
    if not there.is_active:
        raise MembershipOver(f"{name} is no member any more: choose another name")
    if there.role != role:
        held = Role(there.role).label.lower()
        raise MemberThere(f"{name} is here as {held}: an admin changes roles, signed in at a desk")
    if there.user.has_usable_password():
        return there, None
    [(_, code)] = make_enrolment_codes(members=[there], made_by=None, made_at=added_at)
    return there, code
