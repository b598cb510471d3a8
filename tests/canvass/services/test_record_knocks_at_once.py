"""The same knocks pushed by several phones in the same moment have one effect."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from canvass.models import Knock, Result
from tests.canvass.services.knock_documents import Walk, knock_id, withdrawal

THREADS = 8

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(pushes):
    """Run calls in threads that start together, each with a connection of its own."""
    barrier = Barrier(len(pushes))

    def run(push):
        try:
            barrier.wait()
            return push()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(pushes)) as pool:
        return [future.result() for future in [pool.submit(run, push) for push in pushes]]


def test_one_batch_from_eight_threads_is_stored_once():
    walk = Walk(doors=20)
    batch = [walk.spoke(n) for n in range(20)]
    outcomes = at_once([lambda: walk.push(*batch)] * THREADS)
    counts = Counter(item.outcome.value for reply in outcomes for item in reply)
    assert counts == {"applied": 20, "duplicate": 20 * (THREADS - 1)}
    assert (Knock.objects.count(), Result.objects.count()) == (20, 20)


def test_a_knock_and_its_undo_that_arrive_at_once_find_each_other():
    for _ in range(10):
        walk = Walk(doors=1)
        knock = walk.spoke()
        undo = withdrawal(knock)
        mended = walk.not_home(id=str(knock_id()))
        at_once([lambda one=one: walk.push(one) for one in (knock, undo, mended)])  # noqa: B023
        standing = Knock.objects.filter(walk_list=walk.walk_list, is_superseded=False)
        assert {str(uid) for uid in standing.values_list("uid", flat=True)} == {
            undo["id"],
            mended["id"],
        }
