"""Makes codes by which phones come to be known."""

import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta

from canvass.enrolment_codes import Code, new_code
from canvass.models import AttemptCount, AuditKind, EnrolmentCode
from canvass.services.attempts.count_attempt import WINDOW
from canvass.services.audit.record_audit import record_audit
from canvass.services.devices.enrolment_problems import MayNotEnrol, MembershipOver
from turf.models import NEEDS_MFA, Membership
from turf.transactions import writing

VALID_FOR = timedelta(minutes=10)
SHEET_VALID_FOR = timedelta(hours=24)


@writing()
def make_enrolment_codes(
    *,
    members: Sequence[Membership],
    made_by: Membership | None,
    made_at: datetime,
    is_sheet: bool = False,
    is_desk: bool = False,
) -> list[tuple[EnrolmentCode, Code]]:
    """Return a new code for each of ``members``, with what is to be shown once and is not kept.

    A code is good for `VALID_FOR`, one of a sheet for `SHEET_VALID_FOR`. What was made for the same
    people before and nobody answered is good no more. ``made_by`` is None for the command line.
    ``members`` are of one organization. For oneself a code is made at a desk alone (``is_desk``),
    for whoever works at one by nobody else, unless they have no password yet: then it opens no
    phone, see `answer_code`. Raises MayNotEnrol and MembershipOver, having made none.
    """
    _check(members, made_by, made_at)
    _check_desks(members, made_by, is_desk)
    organization = members[0].organization_id
    unanswered = EnrolmentCode.objects.for_organization(organization).filter(
        membership__in=members, answered_at=None, revoked_at=None
    )
    unanswered.update(revoked_at=made_at)
    AttemptCount.objects.filter(since__lt=made_at - WINDOW).delete()
    sheet = uuid.uuid4() if is_sheet else None
    valid_for = SHEET_VALID_FOR if is_sheet else VALID_FOR
    codes = [new_code() for _ in members]
    made = EnrolmentCode.objects.bulk_create(
        EnrolmentCode(
            organization_id=organization,
            membership=member,
            made_by=made_by,
            sheet=sheet,
            prefix=code.prefix,
            code_hash=code.hash,
            made_at=made_at,
            expires_at=made_at + valid_for,
        )
        for member, code in zip(members, codes, strict=True)
    )
    for row in made:
        facts = {"member": row.membership_id, "minutes": int(valid_for.total_seconds()) // 60}
        record_audit(subject=row, kind=AuditKind.CODE_MADE, actor=made_by, at=made_at, facts=facts)
    return list(zip(made, codes, strict=True))


def _check(members: Sequence[Membership], made_by: Membership | None, made_at: datetime) -> None:
    if made_by is not None:
        looked_after = Membership.objects.looked_after_by(made_by, made_at)
        known = set(looked_after.values_list("pk", flat=True))
        if not {member.pk for member in members} <= known:
            raise MayNotEnrol("You may make codes for your own team: ask an admin for the others")
    if not all(member.is_active for member in members):
        raise MembershipOver("This person is no member any more: invite them again first")


def _check_desks(members: Sequence[Membership], made_by: Membership | None, is_desk: bool) -> None:
    for member in members:
        if made_by is not None and member.pk == made_by.pk:
            if not is_desk:
                raise MayNotEnrol("Sign in at a desk to make a code for yourself")
        elif member.role in NEEDS_MFA and member.user.has_usable_password():
            raise MayNotEnrol("Who works at a desk makes codes for their phones there themselves")
