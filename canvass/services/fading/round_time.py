"""Rounds times to the hour."""

from datetime import datetime


def hour_of(moment: datetime) -> datetime:
    """Round ``moment`` down to the hour."""
    return moment.replace(minute=0, second=0, microsecond=0)
