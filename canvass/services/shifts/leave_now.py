"""Tells the lead whom somebody chose that they need to leave."""

from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from canvass.models import DeviceToken, Leave, Notice, ShiftMember
from canvass.models.device import DeviceState
from canvass.models.notice import NoticeKind
from canvass.services.shifts.find_place import find_place
from turf.errors import NotFound
from turf.models import Membership
from turf.transactions import writing

IN_TOUCH = timedelta(minutes=15)
"""A lead whose phone was heard from so lately will hear of this at its next pull."""

LONGEST_WAY = timedelta(days=30)
"""No press is under way for longer: such a time is that of a phone whose clock is wrong."""


@writing()
def leave_now(
    *, membership: Membership, uid: UUID, pressed_at: datetime, received_at: datetime
) -> Leave:
    """Return the press ``uid`` of ``membership``, told to the lead they chose if it is new.

    Never refused for want of a shift or a lead, nor for a clock that is wrong: what cannot be when
    it was pressed is told as of its receipt. Where ``is_reached`` is false the phone says so and
    offers to call. Nobody else is told, and nothing follows from it. Raises NotFound when the id is
    somebody else's.
    """
    if not received_at - LONGEST_WAY <= pressed_at <= received_at:
        pressed_at = received_at
    place = find_place(membership=membership, at=pressed_at) or find_place(
        membership=membership, at=received_at
    )
    lead = place.lead if place else None
    leave, is_new = Leave.objects.get_or_create(
        organization_id=membership.organization_id,
        uid=uid,
        defaults={
            "membership": membership,
            "shift_id": place.shift_id if place else None,
            "lead": lead,
            "pressed_at": pressed_at,
            "received_at": received_at,
            "is_reached": _is_in_touch(lead, received_at),
        },
    )
    if leave.membership_id != membership.pk:
        raise NotFound("This id is taken: make another one")
    if is_new and place is not None and lead is not None:
        _tell(leave, place, lead)
    told: Leave = leave
    return told


def _is_in_touch(lead: Membership | None, at: datetime) -> bool:
    if lead is None or not (lead.is_active and lead.user.is_active):
        return False
    phones = DeviceToken.objects.filter(
        membership=lead, revoked_at=None, device__state=DeviceState.ACTIVE
    )
    is_heard_from: bool = phones.filter(last_seen_at__gte=at - IN_TOUCH).exists()
    return is_heard_from


def _tell(leave: Leave, place: ShiftMember, lead: Membership) -> None:
    """Write the notice: in words of ours, so no gate stands before it."""
    name = leave.membership.user.get_full_name()
    pressed_at = leave.pressed_at.astimezone(ZoneInfo(place.shift.campaign.time_zone))
    when = f"{pressed_at:%Y-%m-%d %H:%M}"
    Notice.objects.create(
        organization_id=leave.organization_id,
        membership=lead,
        kind=NoticeKind.MESSAGE,
        subject=subject_of(leave.pk),
        text=f"{name} needs to leave now ({when}). / {name} necesita irse ahora ({when}).",
        made_at=leave.received_at,
    )


def subject_of(leave: int) -> str:
    """Say what a notice about the press of that id is about."""
    return f"leave:{leave}"
