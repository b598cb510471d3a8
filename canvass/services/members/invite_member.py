"""Makes somebody a member, with a code by which their phone comes to be known."""

import uuid
from datetime import datetime

from django.db import IntegrityError, transaction

from canvass.enrolment_codes import Code
from canvass.models import AuditKind, EnrolmentCode
from canvass.services.audit.record_audit import record_audit
from canvass.services.devices.make_enrolment_codes import make_enrolment_codes
from canvass.services.members.member_problems import RoleOutOfReach, UsernameTaken
from turf.models import Membership, Role, User
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

    Always a new user: nobody is drawn into an organization by a name that is used elsewhere. One is
    made up where no ``username`` is given. Raises UsernameTaken and RoleOutOfReach.
    """
    if role not in LOOKS_AFTER.get(invited_by.role, frozenset()):
        raise RoleOutOfReach(f"You cannot invite a {role.label.lower()}: ask an admin")
    user = _new_user(username or f"member-{uuid.uuid4().hex[:12]}", chosen_name)
    member: Membership = Membership.objects.create(
        organization_id=invited_by.organization_id, user=user, role=role
    )
    [(row, code)] = make_enrolment_codes(members=[member], made_by=invited_by, made_at=invited_at)
    record_audit(
        subject=member,
        kind=AuditKind.MEMBER_INVITED,
        actor=invited_by,
        at=invited_at,
        facts={"role": role},
    )
    return member, row, code


def _new_user(username: str, chosen_name: str) -> User:
    user = User(username=username, chosen_name=chosen_name)
    user.set_unusable_password()
    try:
        with transaction.atomic():
            user.save(force_insert=True)
    except IntegrityError as error:
        raise UsernameTaken("Somebody signs in under this name: choose another") from error
    return user
