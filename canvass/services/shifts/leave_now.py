"""Tells the lead whom somebody chose that they need to leave."""

from datetime import datetime, timedelta
from uuid import UUID

from canvass.models import Device, Leave, ShiftMember
from canvass.models.device import DeviceState
from canvass.models.shift import ShiftState
from canvass.services.notices.send_message import send_message
from turf.errors import NotFound
from turf.models import Membership
from turf.transactions import writing

IN_TOUCH = timedelta(minutes=15)
"""A lead whose phone was heard from so lately will hear of this at its next pull."""


@writing()
def leave_now(
    *, membership: Membership, uid: UUID, pressed_at: datetime, received_at: datetime
) -> Leave:
    """Return the press ``uid`` of ``membership``, told to the lead they chose if it is new.

    Never refused for want of a shift or a lead: then ``is_reached`` is false, and the phone says so
    and offers to call. Nobody else is told, and nothing follows from it. Raises NotFound when the
    id is somebody else's.
    """
    at_work = (
        ShiftMember.objects.filter(membership=membership, checked_out_at=None)
        .filter(shift__state=ShiftState.RUNNING)
        .select_related("lead__user")
        .order_by("-checked_in_at", "-pk")
        .first()
    )
    lead = at_work.lead if at_work else None
    leave, is_new = Leave.objects.get_or_create(
        organization_id=membership.organization_id,
        uid=uid,
        defaults={
            "membership": membership,
            "shift_id": at_work.shift_id if at_work else None,
            "lead": lead,
            "pressed_at": pressed_at,
            "received_at": received_at,
            "is_reached": _is_in_touch(lead, received_at),
        },
    )
    if leave.membership_id != membership.pk:
        raise NotFound("This id is taken: make another one")
    if is_new and lead is not None:
        name = membership.user.get_full_name()
        text = f"{name} needs to leave now. / {name} necesita irse ahora."
        send_message(member=lead, text=text, sent_at=received_at)
    told: Leave = leave
    return told


def _is_in_touch(lead: Membership | None, at: datetime) -> bool:
    if lead is None or not lead.is_active:
        return False
    phones = Device.objects.filter(tokens__membership=lead, state=DeviceState.ACTIVE)
    return phones.filter(last_sync_at__gte=at - IN_TOUCH).exists()
