"""Times and days within reach: beyond these years reckoning with them would go wrong."""

from datetime import date, datetime
from typing import Any

from rest_framework import serializers

FIRST_YEAR, LAST_YEAR = 2000, 2100


class Moment(serializers.DateTimeField):
    """A time from 2000 to 2100."""

    def to_internal_value(self, value: Any) -> datetime:
        """Read it. Raises ValidationError."""
        moment: datetime = super().to_internal_value(value)
        refuse_far(moment)
        return moment


class Day(serializers.DateField):
    """A day from 2000 to 2100."""

    def to_internal_value(self, value: Any) -> date:
        """Read it. Raises ValidationError."""
        day: date = super().to_internal_value(value)
        refuse_far(day)
        return day


def refuse_far(day: date) -> None:
    """Raise ValidationError for what lies in no year of ours."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise serializers.ValidationError(f"Give a year from {FIRST_YEAR} to {LAST_YEAR}.")
