"""Ends a shift."""

from datetime import datetime

from canvass.models import Shift
from canvass.models.shift import ShiftState
from canvass.services.shifts.hold_shift import hold_open_shift, hold_shift
from turf.transactions import writing


@writing()
def end_shift(*, shift: Shift, at: datetime) -> Shift:
    """Return ``shift`` ended: its letters and badges are valid no more.

    Who is not checked out stays so: only a person knows when they went. Ended again it stays as it
    is. Raises ShiftOver when it was cancelled.
    """
    held = hold_shift(shift=shift)
    if held.state == ShiftState.ENDED:
        return held
    held = hold_open_shift(shift=shift)
    held.state, held.ended_at = ShiftState.ENDED, at
    held.save(update_fields=["state", "ended_at"])
    return held
