"""Contacts are compared in the same turf at the same hour alone."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvass.rates.data_questions.contacts import FEWEST_ATTEMPTS, Cell, notice_contacts


@st.composite
def cells(draw):
    attempts, others = draw(st.integers(0, 60)), draw(st.integers(0, 60))
    return Cell(attempts, draw(st.integers(0, attempts)), others, draw(st.integers(0, others)))


@given(st.lists(cells(), max_size=8), st.randoms())
def test_the_order_of_turfs_and_hours_does_not_matter(given_cells, random):
    shuffled = list(given_cells)
    random.shuffle(shuffled)
    assert notice_contacts(shuffled) == notice_contacts(given_cells)


@given(st.lists(cells(), max_size=8), st.integers(1, 60), st.integers(1, 60))
def test_where_only_one_of_both_was_nothing_is_compared(given_cells, attempts, others):
    alone = [Cell(attempts, attempts, 0, 0), Cell(0, 0, others, 0)]
    assert notice_contacts([*given_cells, *alone]) == notice_contacts(given_cells)


@given(st.lists(cells(), max_size=8))
def test_people_who_answered_and_who_did_not_are_compared_alike(given_cells):
    turned = [
        Cell(
            one.attempts,
            one.attempts - one.contacts,
            one.others_attempts,
            one.others_attempts - one.others_contacts,
        )
        for one in given_cells
    ]
    assert (notice_contacts(turned) is None) == (notice_contacts(given_cells) is None)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=8))
def test_who_has_the_same_share_as_others_is_never_asked(given_shares):
    same = [Cell(10, min(a, 10), 20, 2 * min(a, 10)) for a, _ in given_shares]
    assert notice_contacts(same) is None


@given(cells())
def test_few_attempts_are_never_asked_about(one):
    if min(one.attempts, one.others_attempts) < FEWEST_ATTEMPTS:
        assert notice_contacts([one]) is None


def test_a_street_where_few_are_home_counts_against_nobody():
    # All in all 10 of 60 against 60 of 120, and yet the same as others in each place.
    quiet, lively = Cell(50, 5, 50, 5), Cell(10, 5, 70, 35)
    assert notice_contacts([quiet, lively]) is None
    assert notice_contacts([Cell(60, 10, 120, 60)]) is not None


@pytest.mark.parametrize("share", [0.1, 0.3, 0.6])
def test_chance_alone_leads_to_a_question_less_often_than_one_day_in_twenty(share):
    rng = np.random.default_rng(7)

    def cell(attempts, others, of_place):
        met, met_by_others = (int(rng.binomial(n, share * of_place)) for n in (attempts, others))
        return Cell(attempts, met, others, met_by_others)

    days = [[cell(15, 15, 1), cell(15, 40, 0.5), cell(10, 5, 1.5)] for _ in range(500)]
    assert sum(notice_contacts(day) is not None for day in days) < len(days) / 20


def test_the_worked_example():
    noticed = notice_contacts([Cell(30, 27, 90, 33)])
    assert noticed.figures == {"attempts": 30, "contacts": 27, "expected": 15.0}


@pytest.mark.parametrize("wrong", [(1, 2, 0, 0), (0, 0, 1, 2), (1, -1, 0, 0)])
def test_more_contacts_than_attempts_are_refused(wrong):
    with pytest.raises(ValueError, match="contacts"):
        Cell(*wrong)
