"""Sends a canvasser a few words."""

from datetime import datetime, timedelta

from canvass.models import Notice
from canvass.models.notice import NoticeKind
from canvass.services.scripts.check_material import blocked_in, check_notice, found_in
from canvass.services.scripts.script_problems import GateBlocked, NeedsCompliance
from turf.models import Membership, Role
from turf.transactions import writing

SAME_WITHIN = timedelta(minutes=10)
"""The same words to the same person so soon are one message that was sent twice."""


@writing()
def send_message(
    *, member: Membership, text: str, sent_at: datetime, sent_by: Membership | None = None
) -> Notice:
    """Return the notice that tells ``text`` to ``member``; their phones have it at the next pull.

    ``sent_by`` is None where the words are ours. Safe to repeat: sent again within `SAME_WITHIN`,
    it is the notice that is there. Raises GateBlocked where it takes sides, and NeedsCompliance
    where a person should decide about it and its sender is not of compliance.
    """
    report = check_notice(organization=member.organization_id, text=text, at=sent_at)
    if report.is_blocked:
        raise GateBlocked(blocked_in(report))
    if report.findings and sent_by is not None and sent_by.role != Role.COMPLIANCE:
        raise NeedsCompliance(found_in(report))
    # Locked so that two equal requests at once do not make two notices.
    Membership.objects.select_for_update(no_key=True).get(pk=member.pk)
    messages = Notice.objects.for_organization(member.organization_id).filter(
        membership=member, kind=NoticeKind.MESSAGE, text=text
    )
    there: Notice | None = messages.filter(made_at__gt=sent_at - SAME_WITHIN).last()
    if there is not None:
        return there
    made: Notice = Notice.objects.create(
        organization_id=member.organization_id,
        membership=member,
        kind=NoticeKind.MESSAGE,
        text=text,
        made_at=sent_at,
    )
    return made
