"""Phones that write to the same tallies at once wait for each other, and none is refused."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from canvass.models import HourTally
from canvass.services.recount_tallies import recount_tallies
from tests import factories
from tests.canvass.services.knock_documents import Walk, withdrawal

PHONES, PUSHES = 4, 5


def test_tallies_are_right_after_many_pushed_at_once(transactional_db):
    walk = Walk(doors=6)
    other = Walk(doors=6, organization=walk.organization, campaign=walk.campaign)
    devices = [factories.make_device(walk.organization) for _ in range(PHONES)]

    def push(number):
        try:
            said = []
            for turn in range(PUSHES):
                for one in (walk, other) if (number + turn) % 2 else (other, walk):
                    knocks = [one.spoke(n) for n in range(6)]
                    undone = [withdrawal(knocks[0])] if turn % 2 else []
                    corrected = [one.not_home(1, supersedes=knocks[1]["id"])]
                    said += one.push(*knocks, *undone, *corrected, device=devices[number])
            return {outcome.outcome.value for outcome in said}
        finally:
            connection.close()

    with ThreadPoolExecutor(PHONES) as pool:
        outcomes = list(pool.map(push, range(PHONES)))

    assert outcomes == [{"applied"}] * PHONES
    assert recount_tallies(campaign=walk.campaign) == []
    tallied = HourTally.objects.filter(campaign=walk.campaign).values_list("knocks", flat=True)
    undone = PHONES * (PUSHES // 2) * 2
    assert sum(tallied) == PHONES * PUSHES * 12 - undone


@pytest.mark.parametrize("kind", ["practice", "lit_drop"])
def test_what_makes_no_attempts_is_tallied_as_it_counts(db, kind):
    walk = Walk(kind=kind)
    walk.push(walk.spoke(0), walk.not_home(1))
    counts = HourTally.objects.filter(campaign=walk.campaign).values_list("knocks", "attempts")
    knocks, attempts = (sum(column) for column in zip(*counts, strict=True))
    assert (knocks, attempts) == ((0, 0) if kind == "practice" else (2, 0))
    assert recount_tallies(campaign=walk.campaign) == []
