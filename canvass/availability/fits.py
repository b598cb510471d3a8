"""Whether a list fits people: what is hard, and what is only better."""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import datetime, time, timedelta

import numpy as np
from numpy.typing import NDArray

from canvass.availability.area import NOWHERE, has_door_inside
from canvass.availability.declaration import Declaration

ASSUMED_LANGUAGE = "en"
"""What somebody is taken to speak who declared no language."""

MORNING = time(4)
"""Hours before this are of the night that the day before ends in: home by 00:30 is after midnight.

Not whatever comes before the start: home by 15:00 would be tomorrow's for a walk from 16:00 on.
"""


@dataclass(frozen=True, slots=True)
class ListFacts:
    """What of a list can matter to whom it is offered.

    ``door_lonlat`` has shape (n, 2). ``minutes`` is the whole walk. ``languages`` has one code for
    each person on it, empty where it is not known.
    """

    door_lonlat: NDArray[np.float64]
    minutes: float
    has_stairs: bool = False
    has_dogs: bool = False
    languages: tuple[str, ...] = ()


def latest_start(declared: Declaration, walk: ListFacts, start: datetime) -> datetime | None:
    """When a walk on the local day of ``start`` has to begin to be home in time; None: whenever."""
    if declared.home_by is None:
        return None
    since_morning = timedelta(hours=MORNING.hour)
    day = (start - since_morning).date() + timedelta(days=declared.home_by < MORNING)
    home_by = datetime.combine(day, declared.home_by, tzinfo=start.tzinfo)
    return home_by - timedelta(minutes=walk.minutes + declared.travel_minutes)


def can_walk_on(declared: Declaration, start: datetime) -> bool:
    """Tell whether somebody walks on the local day of ``start`` at all."""
    day = start.date()
    return day.weekday() not in declared.not_on_weekdays and day not in declared.not_on_dates


def fits(declared: Declaration, walk: ListFacts, start: datetime) -> bool:
    """Tell whether ``walk``, begun at ``start`` on the campaign's clock, fits one person.

    Planned finish plus travel may not be later than ``home_by``. All is looked at, whatever was
    declared: how long it takes says nothing.
    """
    latest = latest_start(declared, walk, start)
    is_in_the_way = [
        not can_walk_on(declared, start),
        latest is not None and start > latest,
        declared.no_stairs and walk.has_stairs,
        declared.no_dogs and walk.has_dogs,
        has_door_inside(declared.area or NOWHERE, walk.door_lonlat),
    ]
    return not any(is_in_the_way)


def share_not_spoken(declared: Sequence[Declaration], walk: ListFacts) -> float:
    """Share of the people on ``walk`` whose language none of those who walk it speaks, 0 to 1."""
    spoken: Set[str] = {
        language for one in declared for language in one.languages or (ASSUMED_LANGUAGE,)
    }
    known = [language for language in walk.languages if language]
    missed = sum(language not in spoken for language in known)
    return missed / len(known) if known else 0.0
