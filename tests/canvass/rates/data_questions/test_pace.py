"""Bursts and gaps: a batch counts once, a walk at a walker's pace raises nothing."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvass.rates.data_questions.pace import (
    BURST_S,
    FEWEST_GAPS,
    MOST_IN_A_BURST,
    SHORT_GAP_S,
    actions_s,
    notice_burst,
    notice_short_gaps,
)

knocks = st.lists(
    st.tuples(st.integers(0, 4000), st.one_of(st.none(), st.integers(0, 3))), max_size=40
)


def moments(given_knocks):
    return actions_s([at for at, _ in given_knocks], [batch for _, batch in given_knocks])


@given(knocks, st.randoms())
def test_the_order_in_which_knocks_are_given_does_not_matter(given_knocks, random):
    shuffled = list(given_knocks)
    random.shuffle(shuffled)
    assert np.array_equal(moments(shuffled), moments(given_knocks))


@given(knocks)
def test_a_batch_counts_once_and_a_knock_without_one_each_time(given_knocks):
    batches = {batch for _, batch in given_knocks} - {None}
    alone = sum(batch is None for _, batch in given_knocks)
    assert len(moments(given_knocks)) == alone + len(batches)


@given(knocks)
def test_a_burst_is_what_a_count_around_each_knock_finds(given_knocks):
    at_s = moments(given_knocks)
    most = max((sum(0 <= other - at <= BURST_S for other in at_s) for at in at_s), default=0)
    noticed = notice_burst(at_s)
    assert (noticed is not None) == (most > MOST_IN_A_BURST)
    assert noticed is None or noticed.figures["knocks"] == most


@given(st.lists(st.integers(SHORT_GAP_S, 600), max_size=40))
def test_gaps_of_a_walker_are_never_short(gaps_s):
    assert notice_short_gaps(np.cumsum([0.0, *gaps_s])) is None


@given(st.lists(st.integers(0, SHORT_GAP_S - 1), max_size=30))
def test_short_gaps_are_noticed_once_there_are_enough(gaps_s):
    noticed = notice_short_gaps(np.cumsum([0.0, *gaps_s]))
    assert (noticed is not None) == (len(gaps_s) >= FEWEST_GAPS)


@given(knocks, st.integers(1, 10_000))
def test_another_beginning_of_time_changes_nothing(given_knocks, later_s):
    at_s = moments(given_knocks)
    assert notice_burst(at_s + later_s) == notice_burst(at_s)
    assert notice_short_gaps(at_s + later_s) == notice_short_gaps(at_s)


def test_one_floor_of_a_building_is_one_action():
    floor = [(at, "third floor") for at in range(20)]
    assert notice_burst(moments(floor)) is None
    assert notice_burst(moments([(at, None) for at in (0, 15, 30, 45)])) is None
    assert notice_burst(moments([(at, None) for at in (0, 15, 30, 45, 60)])) is not None


def test_a_batch_for_each_knock_is_needed():
    with pytest.raises(ValueError, match="shorter"):
        actions_s([1.0, 2.0], [None])
