"""Cancels a shift: lists come back, people are told."""

from datetime import datetime
from zoneinfo import ZoneInfo

from canvass.models import Assignment, Shift, ShiftMember
from canvass.models.shift import CancelCause, ShiftState
from canvass.services.lending.take_back_assignment import take_back_assignment
from canvass.services.notices.send_message import send_message
from canvass.services.shifts.hold_shift import hold_open_shift, hold_shift
from turf.transactions import writing

CAUSES = {
    CancelCause.WEATHER: ("because of the weather", "por el clima"),
    CancelCause.SAFETY: ("for safety", "por seguridad"),
    CancelCause.OTHER: ("", ""),
}


@writing()
def cancel_shift(*, shift: Shift, cause: CancelCause, at: datetime) -> Shift:
    """Return ``shift`` cancelled for ``cause``; done again it stays as it is.

    Lists of its members that would still be out when it starts come back, but not those of people
    who are at work in another shift; what was knocked still counts. Hours begun stay open until
    each checks out. Raises ShiftOver when it was ended.
    """
    held = hold_shift(shift=shift)
    if held.state == ShiftState.CANCELLED:
        return held
    held = hold_open_shift(shift=shift)
    held.state, held.cancel_cause, held.ended_at = ShiftState.CANCELLED, cause, at
    held.save(update_fields=["state", "cancel_cause", "ended_at"])
    members = held.members.select_related("membership").order_by("membership")
    _take_back_lists(held, at)
    for member in members:
        send_message(member=member.membership, text=_notice(held, cause), sent_at=at)
    return held


def _take_back_lists(shift: Shift, at: datetime) -> None:
    busy = ShiftMember.objects.filter(
        shift__organization=shift.organization_id,
        shift__state=ShiftState.RUNNING,
        checked_in_at__isnull=False,
        checked_out_at=None,
    )
    loans = (
        Assignment.objects.for_organization(shift.organization_id)
        .live(at)
        .filter(
            walk_list__campaign=shift.campaign_id,
            expires_at__gt=shift.starts_at,
            holders__in=shift.members.values("membership"),
        )
        .exclude(holders__in=busy.values("membership"))
        .order_by("walk_list")
        .distinct()
    )
    for loan in list(loans):
        take_back_assignment(assignment=loan, taken_back_at=at)


def _notice(shift: Shift, cause: CancelCause) -> str:
    starts_at = shift.starts_at.astimezone(ZoneInfo(shift.campaign.time_zone))
    english, spanish = CAUSES[cause]
    when = f"{starts_at:%Y-%m-%d %H:%M}"
    return (
        f"Your shift of {when} is cancelled {english}".rstrip()
        + ". Your lists go back by themselves. / "
        + f"Su turno del {when} se cancela {spanish}".rstrip()
        + ". Sus listas se devuelven solas."
    )
