"""Changes somebody's hours."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from canvass.models import HoursEdit, ShiftMember
from canvass.services.shifts.change_capacity import change_capacity
from canvass.services.shifts.shift_problems import NotCheckedIn, OwnHours, ShiftEndsFirst
from turf.models import Membership
from turf.transactions import writing

TIMES = ("checked_in_at", "checked_out_at", "briefing_minutes", "travel_minutes")
EDITABLE = (*TIMES, "capacity")


@writing()
def edit_hours(
    *, member: ShiftMember, changes: Mapping[str, Any], edited_by: Membership, edited_at: datetime
) -> HoursEdit | None:
    """Change some of `EDITABLE` of ``member``; the edit waits until the person has seen it.

    None where nothing changes, so that sent twice it is one. An edit says nothing about anybody:
    it is a correction, and what was noted before it is taken back no more. Raises OwnHours,
    NotCheckedIn, ShiftEndsFirst.
    """
    held: ShiftMember = ShiftMember.objects.select_for_update().get(pk=member.pk)
    if held.membership_id == edited_by.pk:
        raise OwnHours("Let somebody else edit your own hours")
    if held.checked_in_at is None:
        raise NotCheckedIn("There are no hours to edit: check the person in first")
    before = _hours(held)
    for name in TIMES:
        setattr(held, name, changes.get(name, getattr(held, name)))
    if held.checked_out_at is not None and held.checked_out_at < held.checked_in_at:
        raise ShiftEndsFirst("Hours end after they begin: check both times")
    change_capacity(member=held, capacity=changes.get("capacity", held.capacity))
    after = _hours(held)
    if after == before:
        return None
    held.noted_by = held.noted_at = None
    held.save(update_fields=[*TIMES, "noted_by", "noted_at"])
    edit: HoursEdit = HoursEdit.objects.create(
        organization_id=held.organization_id,
        member=held,
        before=before,
        after=after,
        edited_by=edited_by,
        edited_at=edited_at,
    )
    return edit


def _hours(member: ShiftMember) -> dict[str, Any]:
    values = {name: getattr(member, name) for name in EDITABLE}
    return {
        name: value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value
        for name, value in values.items()
    }
