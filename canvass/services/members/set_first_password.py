"""Gives a member their first password, against an enrolment code."""

from datetime import datetime

from django.contrib.auth.password_validation import validate_password

from canvass.models import AuditKind, EnrolmentCode, NoticeKind
from canvass.services.audit.record_audit import record_audit
from canvass.services.devices.enrolment_problems import CodeUnknown
from canvass.services.devices.try_code import try_code
from canvass.services.members.member_problems import PasswordThere
from canvass.services.notices.tell_of_way_in import tell_of_way_in
from turf.models import Membership
from turf.scope import tenant
from turf.transactions import writing

GOOD_NO_MORE = "There is no such code, or not any more: ask for a new one"


def set_first_password(*, typed: str, password: str, address: str, at: datetime) -> Membership:
    """Return the member that the code was made for, who signs in with ``password`` from now on.

    The code is spent. Whoever has a password keeps it: a code in wrong hands opens no desk. Whoever
    has a phone hears of it there, and the audit tells who made the code. Call it outside any
    transaction. Raises what `try_code` raises, CodeUnknown (also for a code that is
    good no more), PasswordThere, and ValidationError for a weak password.
    """
    return try_code(
        typed=typed, address=address, at=at, opens=lambda code: _set(code.hash, password, at)
    )


@writing()
def _set(code_hash: str, password: str, at: datetime) -> Membership:
    good = EnrolmentCode.objects.filter(
        code_hash=code_hash, answered_at=None, revoked_at=None, expires_at__gt=at
    )
    held = good.select_for_update().first()
    if held is None:
        raise CodeUnknown(GOOD_NO_MORE)
    with tenant(held.organization_id):
        return _set_for(held, password, at)


def _set_for(held: EnrolmentCode, password: str, at: datetime) -> Membership:
    member: Membership = held.membership
    if not (member.is_active and member.user.is_active):
        raise CodeUnknown(GOOD_NO_MORE)
    if member.user.has_usable_password():
        raise PasswordThere("You have a password already: sign in with it")
    validate_password(password, member.user)
    member.user.set_password(password)
    member.user.save(update_fields=["password"])
    held.answered_at = at
    held.save(update_fields=["answered_at"])
    tell_of_way_in(
        membership=member,
        kind=NoticeKind.PASSWORD_CHOSEN,
        subject=f"code:{held.pk}",
        made_at=at,
    )
    facts = {"made_by": held.made_by_id} if held.made_by_id else {}
    record_audit(subject=member, kind=AuditKind.PASSWORD_SET, actor=member, at=at, facts=facts)
    return member
