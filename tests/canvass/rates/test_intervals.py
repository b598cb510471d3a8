"""Intervals: golden figures, and what holds for every share."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvass.rates.intervals import clustered_ratio, difference, wilson

GOLDEN = [
    ((0, 10), (0, 0.277533)),
    ((3, 10), (0.107791, 0.603222)),
    ((30, 100), (0.218949, 0.395849)),
    ((300, 1000), (0.272407, 0.329124)),
]
shares = st.integers(0, 10**7).flatmap(
    lambda trials: st.tuples(st.integers(0, trials), st.just(trials))
)


@pytest.mark.parametrize(("share", "bounds"), GOLDEN)
def test_wilson_gives_the_golden_figures(share, bounds):
    interval = wilson(*share)
    assert (interval.low, interval.high) == pytest.approx(bounds, abs=5e-7)


@given(shares)
def test_wilson_stays_within_0_and_1_and_contains_the_share(share):
    successes, trials = share
    interval = wilson(successes, trials)
    if trials == 0:
        assert interval is None
    else:
        assert 0 <= interval.low <= successes / trials <= interval.high <= 1


@given(shares.filter(lambda share: share[1] > 0))
def test_wilson_mirrors_when_success_and_failure_change_places(share):
    successes, trials = share
    one, other = wilson(successes, trials), wilson(trials - successes, trials)
    assert one.low == pytest.approx(1 - other.high, abs=1e-12)


@given(st.integers(0, 1000), st.integers(1, 1000))
def test_wilson_narrows_with_ten_times_the_trials(successes, trials):
    successes = min(successes, trials)
    few, many = wilson(successes, trials), wilson(10 * successes, 10 * trials)
    assert many.high - many.low < few.high - few.low


@pytest.mark.parametrize("share", [(-1, 10), (11, 10), (1, 0)])
def test_wilson_refuses_what_is_no_share(share):
    with pytest.raises(ValueError, match="successes"):
        wilson(*share)


def test_newcombe_gives_the_golden_figures():
    estimate = difference((300, 250), (1000, 1000))
    found = (estimate.value, estimate.interval.low, estimate.interval.high)
    assert found == pytest.approx((0.05, 0.010859, 0.088939), abs=5e-7)


@given(shares, shares)
def test_a_difference_turned_round_changes_its_sign(first, second):
    one = difference((first[0], second[0]), (first[1], second[1]))
    other = difference((second[0], first[0]), (second[1], first[1]))
    if 0 in (first[1], second[1]):
        assert one is None
        assert other is None
    else:
        assert one.value == -other.value
        assert one.interval.low == pytest.approx(-other.interval.high)
        assert -1 <= one.interval.low <= one.value <= one.interval.high <= 1


walks = st.lists(st.integers(1, 60).flatmap(lambda x: st.tuples(st.integers(0, x), st.just(x))))


@given(walks)
def test_a_clustered_ratio_is_the_pooled_one_with_an_interval_from_two_walks_on(walks):
    y, x = (np.array([walk[i] for walk in walks], dtype=float) for i in (0, 1))
    estimate = clustered_ratio(y, x)
    if not walks:
        assert estimate is None
        return
    assert estimate.value == pytest.approx(y.sum() / x.sum())
    assert (estimate.interval is None) == (len(walks) < 2)


def test_walks_that_agree_leave_no_variance_and_walks_that_differ_do():
    x = np.array([10.0, 20.0, 30.0])
    agree = clustered_ratio(x / 5, x).interval
    assert agree.high - agree.low == pytest.approx(0, abs=1e-9)
    # r = 20/40; squares (0-10)^2 + (20-10)^2 = 200; Var = 2/1 * 200 / 40^2 = .25, so SE is .5.
    differ = clustered_ratio(np.array([0.0, 20.0]), np.array([20.0, 20.0])).interval
    assert (differ.high - differ.low) / 2 == pytest.approx(1.959964 * 0.5)


def test_a_clustered_ratio_of_different_shapes_is_refused():
    with pytest.raises(ValueError, match="shape"):
        clustered_ratio(np.zeros(2), np.zeros(3))
