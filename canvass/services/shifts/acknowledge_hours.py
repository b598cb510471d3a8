"""Lets somebody say that they have seen a change of their hours."""

from datetime import datetime

from canvass.models import HoursEdit
from turf.transactions import writing


@writing()
def acknowledge_hours(*, edit: HoursEdit, at: datetime) -> HoursEdit:
    """Return ``edit``, seen by its person; the first time counts."""
    held: HoursEdit = HoursEdit.objects.select_for_update().get(pk=edit.pk)
    if held.acknowledged_at is None:
        held.acknowledged_at = at
        held.save(update_fields=["acknowledged_at"])
    return held
