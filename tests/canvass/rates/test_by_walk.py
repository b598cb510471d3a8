"""Rates by walk: the same shares, with intervals that know that knocks come in walks."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvass.rates.by_walk import rates_by_walk
from canvass.rates.intervals import clustered_ratio
from canvass.rates.operational import KnockCounts, added_up, knock_rates


def walk(attempts: int, contacts: int) -> KnockCounts:
    return KnockCounts(attempts, attempts, contacts, contacts, attempts, contacts // 2)


walks = st.lists(
    st.integers(0, 60).flatmap(lambda n: st.integers(0, n).map(lambda k: walk(n, k))), max_size=12
)


@given(walks)
def test_the_shares_are_those_of_the_whole(some):
    whole = knock_rates(added_up(some))
    by_walk = rates_by_walk(some)

    assert [(one.numerator, one.denominator, one.value) for one in by_walk] == [
        (one.numerator, one.denominator, one.value) for one in whole
    ]


@given(walks)
def test_the_interval_is_the_ratio_estimators_over_walks_with_attempts(some):
    counted = [one for one in some if one.attempts]
    expected = clustered_ratio(
        np.array([one.contacts for one in counted], float),
        np.array([one.attempts for one in counted], float),
    )
    first = rates_by_walk(some)[0]

    assert first.interval == (expected.interval if expected else None)
    assert f"of {len(counted)} walks" in first.rule


def test_walks_that_differ_widen_the_interval_and_equal_ones_leave_none_to_chance():
    unlike = rates_by_walk([walk(50, 5), walk(50, 25)])[0]
    alike = rates_by_walk([walk(50, 15), walk(50, 15)])[0]

    assert unlike.value == alike.value == pytest.approx(0.3)
    assert alike.interval.high == pytest.approx(alike.interval.low)
    assert unlike.interval.high - unlike.interval.low > 0.5
    assert rates_by_walk([walk(50, 15)])[0].interval is None
