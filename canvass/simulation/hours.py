"""When a simulated walk was: the campaign's hours are kept by phones that are not there, too."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from turf.models import Campaign

LAST_KNOCK = timedelta(minutes=1)
"""Before doors are not to be knocked any more."""


LOAN = timedelta(hours=12)
"""For so long from now on simulated phones may keep a list."""


@dataclass(frozen=True, slots=True)
class Hours:
    """When phones walk, and when they find a network again."""

    began_at: datetime
    ends_at: datetime
    syncs_at: datetime


def last_walk(*, campaign: Campaign, now: datetime, length: timedelta) -> Hours:
    """Return the latest walk of ``length`` within the hours that is over ``now``, when it syncs.

    One longer than the hours of a day ends with them, and began before them.
    """
    here = now.astimezone(ZoneInfo(campaign.time_zone))
    latest = datetime.combine(here.date(), campaign.knock_until, here.tzinfo) - LAST_KNOCK
    if here < datetime.combine(here.date(), campaign.knock_from, here.tzinfo) + length:
        latest -= timedelta(days=1)
    ended = min(here, latest)
    return Hours(began_at=ended - length, ends_at=ended, syncs_at=now)
