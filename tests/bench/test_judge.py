"""What walks are worth, who is refused, and what running costs."""

import time
from multiprocessing import get_context

import numpy as np
import pytest
import shapely

from tests.bench import cost
from tests.bench.cost import ContenderFailed, Cost, run_alone
from tests.bench.groups import Groups
from tests.bench.judge import judge
from tests.bench.town import Town
from tests.bench.walking import CROSS_M, Metres, Walking

M = 1 / 110_540
COST = Cost(1.0, 2.0, 3.0, 4.0)
# Two streets of 100 m meet in an L; a third lies apart.
LINES = [[(0, 0), (100, 0)], [(100, 0), (100, 100)], [(0, 400), (100, 400)]]
DOORS = [(20, 8), (60, 8), (60, -8), (92, 30), (50, 408)]


def nothing(*_):
    """Listen to nobody."""


@pytest.fixture
def walking():
    line = np.array([shapely.LineString(np.array(ends) * M) for ends in LINES], object)
    nobody = np.empty(0, object)
    return Walking(Town(np.array(DOORS) * M, np.zeros(5, np.intp), nobody, nobody, line))


@pytest.fixture
def ground(walking):
    rows = [np.array([0, 1, 3]), np.array([2])]
    return Groups(["a", "b"], rows), Metres(lambda: walking, rows)


def test_a_walk_follows_the_streets_and_pays_for_crossing(walking):
    metres = walking.between(np.arange(5))
    assert metres[0, 1] == pytest.approx(40, rel=0.01)
    assert metres[1, 2] == pytest.approx(CROSS_M, abs=0.01)
    assert metres[0, 3] == pytest.approx(80 + 30, rel=0.01)
    assert metres[0, 4] > 3 * 400
    assert (metres == metres.T).all()


def test_metres_that_are_held_are_those_that_are_made_when_asked_for(ground):
    _, metres = ground
    made = [metres.of(group) for group in (0, 1)]
    metres.hold(nothing)
    assert all((metres.of(group) == made[group]).all() for group in (0, 1))
    assert metres.of(0) is metres.of(0)


def test_walks_are_judged_by_group_and_walks_elsewhere_are_left_out(ground):
    walks = [np.array([3, 0, 1]), np.array([2]), np.array([4])]
    found = judge("some", walks, COST, ground, nothing)
    assert found.by_group == {"a": pytest.approx((110 + 40) / 3, rel=0.01), "b": 0.0}
    assert found.metres_per_door == pytest.approx((110 + 40) / 4, rel=0.01)
    assert (found.doors, found.turfs, found.min, found.max) == (4, 2, 1, 3)
    assert (found.seconds, found.processor_s, found.held_mb, found.peak_mb) == (1, 2, 3, 4)


@pytest.mark.parametrize(
    ("walks", "error", "told"),
    [
        ([[0, 1], [1, 3]], RuntimeError, "some lists a door twice"),
        ([[0, 1, 2]], RuntimeError, "some has a walk that leaves its group"),
        ([[0, 1, 4]], RuntimeError, "some has a walk that leaves its group"),
        ([[4]], ContenderFailed, "some put no door into a walk"),
        ([], ContenderFailed, "some put no door into a walk"),
    ],
)
def test_walks_that_cannot_be_judged_are_refused(ground, walks, error, told):
    with pytest.raises(error, match=told):
        judge("some", [np.array(walk) for walk in walks], COST, ground, nothing)


def busy(seconds, filled, seen):
    """Take memory that is written to until it was looked at, and so many seconds of a processor."""
    held = np.ones(5_000_000)
    filled.set()
    ends = time.process_time() + seconds
    while time.process_time() < ends:
        held += 1
    assert seen.wait(60)
    return [np.arange(3)]


@pytest.fixture
def looked_at(monkeypatch):
    """Makes ``n`` events for processes to set that have filled their memory, and one that tells
    that memory was looked at when all of them had."""
    context = get_context("fork")
    seen, look = context.Event(), cost._memory_mb

    def told_after(n):
        filled = [context.Event() for _ in range(n)]

        def look_and_tell():
            all_stand = all(one.is_set() for one in filled)
            found_mb = look()
            if all_stand:
                seen.set()
            return found_mb

        monkeypatch.setattr(cost, "_memory_mb", look_and_tell)
        return filled, seen

    return told_after


def test_the_cost_counts_the_processes_that_a_contender_starts(looked_at):
    filled, seen = looked_at(2)
    heard = []

    def run(tell):
        tell(1, 2)
        context = get_context("fork")
        children = [context.Process(target=busy, args=(0.4, one, seen)) for one in filled]
        for step in ("start", "join"):
            for child in children:
                getattr(child, step)()
        return [np.arange(3)]

    walks, found = run_alone("some", run, lambda *told: heard.append(told))
    assert walks[0].tolist() == [0, 1, 2]
    assert heard == [(1, 2)]
    assert found.processor_s >= 0.8
    assert found.seconds >= 0.4
    assert found.peak_mb > 1.5 * 40


def test_memory_of_one_process_is_what_it_grew_by(looked_at):
    filled, seen = looked_at(1)
    _, found = run_alone("some", lambda tell: busy(0.3, *filled, seen), nothing)
    assert 38 < found.peak_mb < 120
    assert found.held_mb > 10


def test_a_contender_that_dies_is_named(capfd):
    with pytest.raises(ContenderFailed, match="some ended without walks"):
        run_alone("some", lambda tell: [1 / 0], nothing)
    assert "ZeroDivisionError" in capfd.readouterr().err
