"""Which doors are knocked again: against a plain reading of the rule."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvass.rates.dispositions import MEANING, Disposition
from canvass.rates.leading import Finding
from canvass.rates.next_round import (
    MAY_BE_TAKEN,
    NEVER_TAKEN,
    USUALLY_TAKEN,
    Told,
    is_for_next_round,
    language_of,
)

NOON = datetime(2026, 10, 3, 16, tzinfo=UTC)
COUNTED = [one for one in Disposition if one is not Disposition.WITHDRAWN]


@st.composite
def tellings(draw):
    told = []
    for minute in range(draw(st.integers(0, 6))):
        disposition = draw(st.sampled_from(COUNTED))
        answered = draw(st.sampled_from(sorted(MEANING[disposition].answered)))
        finding = Finding(disposition, answered, (NOON + timedelta(minutes=minute), "a", minute))
        told.append(
            Told(
                draw(st.sampled_from([None, 1, 2])),
                finding,
                draw(st.sampled_from(["", "es", "vi"])),
            )
        )
    return told


@given(tellings(), st.sets(st.sampled_from(COUNTED)))
def test_nobody_who_talked_with_us_or_sent_us_away_is_bothered_again(told, take):
    if any(one.finding.disposition in NEVER_TAKEN for one in told):
        assert not is_for_next_round(told, take)


@given(st.sampled_from(COUNTED))
def test_after_one_visit_its_disposition_decides(disposition):
    answered = min(MEANING[disposition].answered)
    told = [Told(None, Finding(disposition, answered, (NOON, "a", 1)))]
    expected = disposition in ("not_home", "no_access", "come_back", "language")
    assert is_for_next_round(told, USUALLY_TAKEN) == expected


@given(tellings(), st.sets(st.sampled_from(sorted(MAY_BE_TAKEN))), st.randoms())
def test_the_order_in_which_it_is_told_does_not_matter(told, take, random):
    shuffled = random.sample(told, len(told))
    assert is_for_next_round(shuffled, take) == is_for_next_round(told, take)
    assert language_of(shuffled) == language_of(told)


@given(tellings(), st.sets(st.sampled_from(sorted(MAY_BE_TAKEN))))
def test_who_takes_more_gets_more(told, take):
    if is_for_next_round(told, take):
        assert is_for_next_round(told, MAY_BE_TAKEN)


def case(*told):
    return [
        Told(person, Finding(Disposition(name), answered, (NOON + timedelta(minutes=n), "a", n)))
        for n, (person, name, answered) in enumerate(told)
    ]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ([(None, "not_home", False), (None, "vacant", False)], False),
        ([(1, "moved", True), (2, "come_back", True)], True),
        ([(1, "moved", True)], False),
        ([(1, "complete", True), (2, "come_back", True)], False),
        ([(None, "refused", True), (None, "not_home", False)], False),
        ([(None, "sign_posted", False)], False),
        ([], False),
    ],
)
def test_examples(told, expected):
    assert is_for_next_round(case(*told), USUALLY_TAKEN) is expected
