"""How often a check is wrong is worked out, and said with every question."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvass.rates.data_questions.certainty import ASSUMED, Accuracy, how_often_wrong

shares = st.integers(0, 100).map(lambda percent: percent / 100)


@given(shares, shares, shares)
def test_it_is_what_a_count_of_ten_thousand_days_says(prevalence, sensitivity, specificity):
    so = 10_000 * prevalence
    right, wrong = so * sensitivity, (10_000 - so) * (1 - specificity)
    value = Accuracy(prevalence, sensitivity, specificity).predictive_value
    if right + wrong == 0:
        assert value is None
    else:
        assert value == pytest.approx(right / (right + wrong))


def test_as_assumed_it_is_right_one_time_in_four():
    assert ASSUMED.predictive_value == pytest.approx(0.016 / (0.016 + 0.049))
    said = how_often_wrong()
    assert "right one time in 4" in said
    for share in ("2%", "80%", "95%"):
        assert share in said


def test_the_words_follow_the_numbers():
    said = how_often_wrong(Accuracy(prevalence=0.1, sensitivity=0.9, specificity=0.9))
    assert "right one time in 2" in said
    assert "10%" in said


@pytest.mark.parametrize("wrong", [(-0.1, 1, 1), (0, 1.1, 1), (0, 0, float("nan"))])
def test_what_is_no_share_is_refused(wrong):
    with pytest.raises(ValueError, match="share"):
        Accuracy(*wrong)


def test_a_check_that_is_never_right_says_nothing():
    with pytest.raises(ValueError, match="never right"):
        how_often_wrong(Accuracy(prevalence=0, sensitivity=0.8, specificity=0.95))
