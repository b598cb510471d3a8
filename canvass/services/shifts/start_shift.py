"""Lets a shift run."""

from datetime import datetime

from canvass.models import Shift
from canvass.models.shift import ShiftState
from canvass.services.shifts.hold_shift import hold_open_shift
from turf.transactions import writing


@writing()
def start_shift(*, shift: Shift, at: datetime) -> Shift:
    """Return ``shift`` running; started again it stays as it is. Raises ShiftOver."""
    held = hold_open_shift(shift=shift)
    if held.state == ShiftState.PLANNED:
        held.state, held.started_at = ShiftState.RUNNING, at
        held.save(update_fields=["state", "started_at"])
    return held
