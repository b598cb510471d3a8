"""Outcomes add up to the items."""

from hypothesis import given
from hypothesis import strategies as st

from canvass.sync.outcome import ItemOutcome, Outcome, count_outcomes


@given(st.lists(st.sampled_from(Outcome)))
def test_outcomes_sum_to_items_and_each_is_named(outcomes):
    items = [ItemOutcome(position, None, one) for position, one in enumerate(outcomes)]
    counts = count_outcomes(items)
    assert set(counts) == set(Outcome)
    assert sum(counts.values()) == len(outcomes)
    assert all(counts[one] == outcomes.count(one) for one in Outcome)
