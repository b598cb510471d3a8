"""Gives somebody new a place in an organization, and a code to begin with."""

import uuid
from datetime import datetime

from django.db import IntegrityError, transaction

from canvass.enrolment_codes import Code
from canvass.models import AuditKind, EnrolmentCode
from canvass.services.audit.record_audit import record_audit
from canvass.services.devices.make_enrolment_codes import make_enrolment_codes
from canvass.services.members.member_problems import UsernameTaken
from canvass.services.members.name_account import name_account
from turf.models import Membership, Organization, Role, User
from turf.transactions import writing


@writing()
def seat_member(
    *,
    organization: Organization,
    chosen_name: str,
    username: str,
    role: Role,
    seated_by: Membership | None,
    seated_at: datetime,
) -> tuple[Membership, EnrolmentCode, Code]:
    """Return a new member, who has no password yet, and a code for them.

    Always a new user: nobody is drawn into an organization by a name that is used elsewhere. They
    sign in by what `name_account` makes of ``username``; one is made up where it is empty.
    ``seated_by`` is None for the command line. Raises UsernameTaken.
    """
    member: Membership = Membership.objects.create(
        organization=organization,
        user=_new_user(organization, chosen_name, username),
        role=role,
    )
    [(row, code)] = make_enrolment_codes(members=[member], made_by=seated_by, made_at=seated_at)
    record_audit(
        subject=member,
        kind=AuditKind.MEMBER_INVITED,
        actor=seated_by,
        at=seated_at,
        facts={"role": role},
    )
    return member, row, code


def _new_user(organization: Organization, chosen_name: str, username: str) -> User:
    name = username and name_account(organization=organization, username=username)
    user = User(username=name or f"member-{uuid.uuid4().hex[:12]}", chosen_name=chosen_name)
    user.set_unusable_password()
    try:
        with transaction.atomic():
            user.save(force_insert=True)
    except IntegrityError as error:
        raise UsernameTaken(f"{name} is somebody of yours already: choose another name") from error
    return user
