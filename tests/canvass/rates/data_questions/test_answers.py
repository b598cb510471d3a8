"""The same answers again and again are asked about where others' differ."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvass.rates.data_questions.answers import SHORTEST_RUN, notice_same_answers

told = st.lists(st.sampled_from("abc"), max_size=30)
others = st.dictionaries(st.sampled_from("abcd"), st.integers(0, 200))


def longest(answers):
    best = run = 0
    for place, one in enumerate(answers):
        run = run + 1 if place and one == answers[place - 1] else 1
        best = max(best, run)
    return best


@given(told, others)
def test_a_short_run_is_never_asked_about(answers, given_others):
    if longest(answers) < SHORTEST_RUN:
        assert notice_same_answers(answers, given_others) is None


@given(told, others)
def test_what_is_told_is_a_run_that_was_there(answers, given_others):
    noticed = notice_same_answers(answers, given_others)
    assert noticed is None or SHORTEST_RUN <= noticed.figures["conversations"] <= longest(answers)


@given(told, others)
def test_forwards_and_backwards_are_the_same(answers, given_others):
    assert notice_same_answers(answers[::-1], given_others) == notice_same_answers(
        answers, given_others
    )


@given(told, others, st.integers(1, 500))
def test_the_more_often_others_hear_the_same_the_less_is_asked(answers, given_others, more):
    if notice_same_answers(answers, given_others) is None:
        for one in set(answers):
            if len(set(answers)) == 1:
                common = given_others | {one: given_others.get(one, 0) + more}
                assert notice_same_answers(answers, common) is None


def test_where_all_agree_nobody_is_asked():
    assert notice_same_answers(["yes"] * 20, {"yes": 980, "no": 20}) is None
    noticed = notice_same_answers(["yes"] * 20, {"yes": 50, "no": 50})
    assert noticed.figures == {"conversations": 20}


def test_without_others_nobody_knows_what_is_usual():
    assert notice_same_answers(["yes"] * 20, {}) is None
    assert notice_same_answers(["yes"] * 20, {"no": 20}) is not None


@pytest.mark.parametrize("share", [0.3, 0.5, 0.7, 0.9, 0.95])
@pytest.mark.parametrize("others", [5, 20, 100])
def test_chance_alone_leads_to_a_question_less_often_than_one_day_in_twenty(share, others):
    rng = np.random.default_rng(7)
    days = [
        (rng.random(25) < share, {True: yes, False: others - yes})
        for yes in rng.binomial(others, share, size=500).tolist()
    ]
    asked = sum(notice_same_answers(own.tolist(), told) is not None for own, told in days)
    assert asked < len(days) / 20
