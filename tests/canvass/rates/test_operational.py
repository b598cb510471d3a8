"""The director's rates: parts that fit together, and pace without its breaks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvass.rates.operational import (
    LONGEST_GAP_S,
    Counts,
    contact_rate_knock,
    contact_rate_person,
    doors_per_hour,
    operational_rates,
)


@st.composite
def counts(draw):
    def upto(most):
        return draw(st.integers(0, most))

    knocks = upto(10_000)
    attempts = upto(knocks)
    contacts, reachable = upto(attempts), upto(attempts)
    doors_issued = draw(st.integers(0, 5_000))
    doors_attempted = upto(min(doors_issued, attempts))
    targets = upto(5_000)
    return Counts(
        doors_issued=doors_issued,
        doors_attempted=doors_attempted,
        doors_contacted=upto(min(doors_attempted, contacts)),
        knocks=knocks,
        attempts=attempts,
        contacts=contacts,
        contacts_reachable=upto(min(contacts, reachable)),
        reachable=reachable,
        conversations=upto(contacts),
        targets=targets,
        targets_reached=upto(targets),
    )


@given(counts())
def test_a_rate_is_null_for_a_zero_denominator_and_else_within_its_interval(one):
    for rate in operational_rates(one):
        if rate.denominator == 0:
            assert rate.value is None
            assert rate.interval is None
        else:
            assert 0 <= rate.interval.low <= rate.value <= rate.interval.high <= 1


def test_nothing_knocked_has_no_rate_at_all():
    nothing = Counts(*[0] * 11)
    assert [rate.value for rate in operational_rates(nothing)] == [None] * 6


def worked_example(**changes):
    """7 not home, 1 complete and 2 come back at ten doors, one target person behind each."""
    parts = {
        "doors_issued": 20,
        "doors_attempted": 10,
        "doors_contacted": 3,
        "knocks": 10,
        "attempts": 10,
        "contacts": 3,
        "contacts_reachable": 3,
        "reachable": 10,
        "conversations": 1,
        "targets": 10,
        "targets_reached": 1,
    }
    return Counts(**(parts | changes))


def test_the_worked_example_of_ten_knocks():
    rate = contact_rate_knock(worked_example())
    assert (rate.numerator, rate.denominator, rate.unit) == (3, 10, "knock")
    assert rate.value == pytest.approx(0.3)
    values = {rate.name: rate.value for rate in operational_rates(worked_example())}
    assert values == pytest.approx(
        {
            "attempt_rate": 0.5,
            "contact_rate_knock": 0.3,
            "contact_rate_door": 0.3,
            "contact_rate_reached": 0.3,
            "contact_rate_person": 0.1,
            "conversation_rate": 0.1,
        }
    )


def test_without_target_people_the_unit_is_the_door():
    assert contact_rate_person(worked_example()).unit == "person"
    assert contact_rate_person(worked_example(targets_are_doors=True)).unit == "door"


def test_a_lunch_break_is_taken_out_of_the_pace_but_not_out_of_the_raw_one():
    minutes = [0, 3, 6, 66, 69, 72]
    knocked_s = [60 * minute for minute in minutes]
    batches = [None] * len(minutes)
    pace = doors_per_hour(knocked_s, batches, longest_gap_s=LONGEST_GAP_S)
    assert (pace.numerator, pace.denominator) == (4, pytest.approx(12 / 60))
    assert pace.value == pytest.approx(20)
    assert pace.interval is None
    raw = doors_per_hour(knocked_s, batches, longest_gap_s=None)
    assert raw.value == pytest.approx(5 / 1.2)


def test_a_batch_counts_once():
    singly = doors_per_hour([0, 60, 120, 180, 240], [None] * 5, longest_gap_s=LONGEST_GAP_S)
    batched = doors_per_hour(
        [0, 60, 61, 62, 120, 180, 240],
        [None, "floor 2", "floor 2", "floor 2", None, None, None],
        longest_gap_s=LONGEST_GAP_S,
    )
    assert batched == singly


@given(st.lists(st.integers(0, 20_000), max_size=30).map(sorted))
def test_pace_is_null_below_five_knocks_and_never_counts_a_break(knocked_s):
    pace = doors_per_hour(knocked_s, [None] * len(knocked_s), longest_gap_s=LONGEST_GAP_S)
    if len(knocked_s) < 5:
        assert pace.value is None
    assert pace.denominator <= pace.numerator * LONGEST_GAP_S / 3600


def test_a_walk_out_of_order_is_refused():
    with pytest.raises(ValueError, match="order"):
        doors_per_hour([60, 0], [None, None], longest_gap_s=None)
