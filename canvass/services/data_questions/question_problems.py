"""What can go wrong about questions."""

from turf.errors import StoopError


class DayNotOver(StoopError):
    """Somebody would be asked about a day that is not over."""

    code = "day_not_over"


class DayTooLongAgo(StoopError):
    """Somebody would be asked about a day of which the questions are gone."""

    code = "day_too_long_ago"
