"""Reckons until when a list is lent where nobody says."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from canvass.models import ShiftMember
from canvass.models.shift import ShiftState
from canvass.services.shifts.find_paper import OVERRUN
from canvass.services.shifts.hold_shift import OPEN
from turf.models import Campaign, Membership

AFTER_SHIFT = timedelta(hours=12)
USUAL_LOAN = timedelta(hours=20)
AHEAD = timedelta(hours=24)
"""Lists are loaded the evening before; what is later than that is no shift of now."""


def usual_expiry(
    *, campaign: Campaign, holders: Sequence[Membership], offered_at: datetime
) -> datetime:
    """Return when a loan to ``holders`` ends: `AFTER_SHIFT` after the shift they are in now.

    That is one of ``campaign`` that runs, or the next that is planned; without one the loan lasts
    `USUAL_LOAN`.
    """
    places = ShiftMember.objects.filter(
        membership__in=holders,
        checked_out_at=None,
        shift__campaign=campaign,
        shift__state__in=OPEN,
        shift__starts_at__lte=offered_at + AHEAD,
        shift__ends_at__gte=offered_at - OVERRUN,
    )
    shifts = [place.shift for place in places.select_related("shift")]
    if not shifts:
        return offered_at + USUAL_LOAN
    now = min(shifts, key=lambda shift: (shift.state != ShiftState.RUNNING, shift.starts_at))
    return max(now.ends_at, offered_at) + AFTER_SHIFT
