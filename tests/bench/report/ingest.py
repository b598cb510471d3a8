"""What the tallies cost whoever sends knocks: the same pushes with and without them, in turns."""

import time
from statistics import median
from unittest import mock

from canvass.services import store_knocks
from tests.canvass.services.knock_documents import Walk

DOORS, KNOCKS_A_PUSH, TURNS = 50, 25, 60


def ingest() -> tuple[float, float]:
    """Return the median seconds of a push of 25 knocks without and with tallies."""
    first = Walk(doors=DOORS)
    walks = [first] + [
        Walk(doors=DOORS, organization=first.organization, campaign=first.campaign)
        for _ in range(3)
    ]
    seconds: dict[bool, list[float]] = {True: [], False: []}
    for turn in range(TURNS):
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
    skipped = len(walks) * 4
    return median(seconds[False][skipped:]), median(seconds[True][skipped:])


def _count_nothing(**_: object) -> None:
    """Stand in the place of the tallies."""
