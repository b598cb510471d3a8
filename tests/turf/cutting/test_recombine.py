"""Of several cuts of a place the best parts are taken."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from turf.cutting.recombine import best_parts


@st.composite
def cuts_of_one_place(draw):
    """Some cuts of the same units into equally many walks, none empty, and what each walk costs."""
    units = draw(st.integers(1, 30))
    walks = draw(st.integers(1, min(units, 6)))
    count = draw(st.integers(1, 4))
    cuts = []
    for _ in range(count):
        order = np.array(draw(st.permutations(range(units))))
        inner = st.lists(
            st.integers(1, units - 1) if units > 1 else st.nothing(),
            min_size=walks - 1,
            max_size=walks - 1,
            unique=True,
        )
        cuts.append(np.split(order, sorted(draw(inner))))
    # Whole numbers, so that sums do not depend on their order.
    cost = st.lists(st.integers(0, 9), min_size=walks, max_size=walks)
    return cuts, [np.array(draw(cost), float) for _ in range(count)]


def is_walk_of(walk, cut):
    return any(np.array_equal(walk, other) for other in cut)


@given(cuts_of_one_place())
def test_the_result_holds_every_unit_once_in_as_many_walks(drawn):
    cuts, costs = drawn
    best = best_parts(cuts, costs)
    assert len(best) == len(cuts[0])
    assert np.sort(np.concatenate(best)).tolist() == list(range(sum(map(len, cuts[0]))))
    assert all(any(is_walk_of(walk, cut) for cut in cuts) for walk in best)


@given(cuts_of_one_place())
def test_the_result_costs_no_more_than_the_cheapest_cut(drawn):
    cuts, costs = drawn
    cheapest = {tuple(walk.tolist()): float("inf") for cut in cuts for walk in cut}
    for cut, cost in zip(cuts, costs, strict=True):
        for walk, metres in zip(cut, cost.tolist(), strict=True):
            key = tuple(walk.tolist())
            cheapest[key] = min(cheapest[key], metres)
    total = sum(cheapest[tuple(walk.tolist())] for walk in best_parts(cuts, costs))
    assert total <= min(cost.sum() for cost in costs)


def test_each_part_is_taken_from_the_cut_that_has_it_cheapest():
    one = [np.array([0, 1]), np.array([2, 3]), np.array([4, 5])]
    two = [np.array([3, 2]), np.array([0, 4]), np.array([1, 5])]
    best = best_parts([one, two], [np.array([5.0, 9.0, 5.0]), np.array([2.0, 6.0, 6.0])])
    assert sorted(walk.tolist() for walk in best) == [[0, 1], [3, 2], [4, 5]]


def test_without_a_cut_there_is_nothing_to_choose_from():
    with pytest.raises(ValueError, match="at least one"):
        best_parts([], [])
