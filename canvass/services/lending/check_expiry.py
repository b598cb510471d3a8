"""Lets no list with people on it out for longer than a campaign can need it."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from turf.errors import StoopError
from turf.models import Campaign

LONGEST_LOAN = timedelta(days=14)
AFTER_ELECTION = timedelta(days=1)


class LoanTooLong(StoopError):
    """A list was to be lent for longer than its campaign can need it."""

    code = "loan_too_long"


def check_expiry(*, campaign: Campaign, offered_at: datetime, expires_at: datetime) -> None:
    """Raise LoanTooLong beyond the later of the day after the election and `LONGEST_LOAN`."""
    latest = offered_at + LONGEST_LOAN
    if campaign.election_day is not None:
        last_day = campaign.election_day + AFTER_ELECTION
        midnight = datetime.combine(last_day, time.max, ZoneInfo(campaign.time_zone))
        latest = max(latest, midnight)
    if expires_at > latest:
        raise LoanTooLong(
            f"Lend it until {latest:%Y-%m-%d} at most: hand it out again when that is over"
        )
