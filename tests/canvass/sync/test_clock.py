"""Phones' clocks, set right by the server's."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from canvass.sync.clock import SUSPECT_S, correct_time

NOON = datetime(2026, 10, 3, 12, tzinfo=UTC)
seconds = st.integers(-(10**8), 10**8).map(lambda value: timedelta(seconds=value))


@given(st.integers(0, 10**6), seconds)
def test_a_clock_that_is_steadily_wrong_is_put_right(before_s, error):
    truth = NOON - timedelta(seconds=before_s)
    corrected = correct_time(truth + error, sent_at=NOON + error, received_at=NOON)
    assert corrected.at == truth
    assert corrected.offset_s == -error.total_seconds()
    assert corrected.is_suspect == (abs(corrected.offset_s) > SUSPECT_S)


@given(seconds, st.none() | seconds)
def test_the_devices_own_time_lies_within_the_uncertainty(knocked, sent):
    sent_at = None if sent is None else NOON + sent
    corrected = correct_time(NOON + knocked, sent_at=sent_at, received_at=NOON)
    assert corrected.at <= NOON
    if sent is None:
        assert corrected.offset_s is None
        assert corrected.uncertainty_s is None
    else:
        away_s = abs((corrected.at - (NOON + knocked)).total_seconds())
        assert away_s <= corrected.uncertainty_s


def test_five_minutes_off_is_not_flagged_and_a_second_more_is():
    for extra, flagged in ((0, False), (1, True)):
        sent_at = NOON - timedelta(seconds=SUSPECT_S + extra)
        assert correct_time(sent_at, sent_at=sent_at, received_at=NOON).is_suspect == flagged


def test_a_knock_from_2099_is_put_at_its_arrival_and_flagged():
    knocked_at = datetime(2099, 1, 1, tzinfo=UTC)
    corrected = correct_time(knocked_at, sent_at=None, received_at=NOON)
    assert (corrected.at, corrected.is_suspect) == (NOON, True)
