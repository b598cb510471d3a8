"""Refuses a time that has not come yet."""

from datetime import datetime, timedelta

from canvass.services.shifts.shift_problems import ShiftNotNow

CLOCKS_DIFFER = timedelta(minutes=5)
"""How far ahead of ours a phone's clock may be."""


def refuse_future(*, at: datetime, now: datetime) -> None:
    """Raise ShiftNotNow when ``at`` lies after ``now``."""
    if at > now + CLOCKS_DIFFER:
        raise ShiftNotNow("This time has not come yet: check the clock of the phone")
