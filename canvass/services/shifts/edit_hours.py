"""Changes somebody's hours."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from canvass.models import HoursEdit, ShiftMember
from canvass.services.shifts.shift_problems import NotCheckedIn, OwnHours, ShiftEndsFirst
from turf.models import Membership
from turf.transactions import writing

EDITABLE = ("checked_in_at", "checked_out_at", "briefing_minutes", "travel_minutes")


@writing()
def edit_hours(
    *, member: ShiftMember, changes: Mapping[str, Any], edited_by: Membership, edited_at: datetime
) -> HoursEdit | None:
    """Change some of `EDITABLE` of ``member``; the edit waits until the person has seen it.

    None where nothing changes, so that sent twice it is one. An edit says nothing about anybody:
    it is a correction. Raises OwnHours, NotCheckedIn, ShiftEndsFirst.
    """
    held: ShiftMember = ShiftMember.objects.select_for_update().get(pk=member.pk)
    if held.membership_id == edited_by.pk:
        raise OwnHours("Let somebody else edit your own hours")
    if held.checked_in_at is None:
        raise NotCheckedIn("There are no hours to edit: check the person in first")
    before = _hours(held)
    for name in EDITABLE:
        if name in changes:
            setattr(held, name, changes[name])
    if held.checked_out_at is not None and held.checked_out_at < held.checked_in_at:
        raise ShiftEndsFirst("Hours end after they begin: check both times")
    after = _hours(held)
    if after == before:
        return None
    held.save(update_fields=list(EDITABLE))
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
