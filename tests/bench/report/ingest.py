"""What the tallies cost whoever sends knocks: the same pushes with and without them, in turns."""

import time
from statistics import median
from unittest import mock

from django.db import connection

from canvass.services.knocks import store_knocks
from tests.canvass.services.knock_documents import Walk
from turf.scope import owner, tenant

DOORS, KNOCKS_A_PUSH, WARM_UP, TURNS = 50, 25, 12, 60


def ingest() -> tuple[float, float]:
    """Return the median seconds of a push of 25 knocks without and with tallies."""
    with owner():
        first = Walk(doors=DOORS)
        same = {"organization": first.organization, "campaign": first.campaign}
        walks = [first, *(Walk(doors=DOORS, **same) for _ in range(3))]
    with tenant(first.organization):
        _race(walks, WARM_UP)
    with owner(), connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    with tenant(first.organization):
        seconds = _race(walks, TURNS)
    return median(seconds[False]), median(seconds[True])


def _race(walks: list[Walk], turns: int) -> dict[bool, list[float]]:
    """Push ``turns`` times from each walk; half of the pushes, in turn, are tallied."""
    seconds: dict[bool, list[float]] = {True: [], False: []}
    for turn in range(turns):
        for number, walk in enumerate(walks):
            is_tallied = (turn + number) % 2 == 0
            knocks = [
                walk.spoke(n) if n % 3 else walk.not_home(n)
                for n in range(turn % 2, KNOCKS_A_PUSH + turn % 2)
            ]
            with mock.patch.object(
                store_knocks,
                "tally_knocks",
                store_knocks.tally_knocks if is_tallied else _count_nothing,
            ):
                began = time.perf_counter()
                walk.push(*knocks)
                seconds[is_tallied].append(time.perf_counter() - began)
    return seconds


def _count_nothing(**_: object) -> None:
    """Stand in the place of the tallies."""
