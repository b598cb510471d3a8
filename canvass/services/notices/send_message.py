"""Sends a canvasser a few words."""

from datetime import datetime, timedelta

from canvass.models import Notice
from canvass.models.notice import NoticeKind
from canvass.services.scripts.check_material import blocked_in, check_notice
from canvass.services.scripts.script_problems import GateBlocked
from turf.models import Membership
from turf.transactions import writing

SAME_WITHIN = timedelta(minutes=10)
"""The same words to the same person so soon are one message that was sent twice."""


@writing()
def send_message(*, member: Membership, text: str, sent_at: datetime) -> Notice:
    """Return the notice that tells ``text`` to ``member``; their phones have it at the next pull.

    Safe to repeat: sent again within `SAME_WITHIN`, it is the notice that is there. Raises
    GateBlocked where it takes sides.
    """
    blocked = blocked_in(check_notice(organization=member.organization_id, text=text, at=sent_at))
    if blocked:
        raise GateBlocked(blocked)
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
