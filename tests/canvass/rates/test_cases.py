"""What a result at the door says of one person."""

import pytest

from canvass.rates.cases import as_found
from canvass.rates.dispositions import MEANING, Disposition


@pytest.mark.parametrize("disposition", Disposition)
def test_ones_own_result_stands_as_it_is(disposition):
    for answered in MEANING[disposition].answered:
        found = as_found(disposition, is_own=True, is_of_household=False, answered=answered)
        assert found is disposition


@pytest.mark.parametrize("disposition", Disposition)
def test_what_somebody_else_said_only_tells_who_was_there(disposition):
    for answered in MEANING[disposition].answered:
        found = as_found(disposition, is_own=False, is_of_household=False, answered=answered)
        assert found is (Disposition.OTHER_PERSON if answered else Disposition.NOT_HOME)


@pytest.mark.parametrize(
    ("disposition", "expected"),
    [
        ("refused", "refused"),
        ("vacant", "vacant"),
        ("not_home", "not_home"),
        ("complete", "other_person"),
        ("deceased", "other_person"),
    ],
)
def test_the_households_result_stands_where_it_is_true_of_each(disposition, expected):
    answered = True in MEANING[Disposition(disposition)].answered
    found = as_found(
        Disposition(disposition), is_own=False, is_of_household=True, answered=answered
    )
    assert found == expected


@pytest.mark.parametrize("disposition", Disposition)
def test_a_meaning_never_contradicts_the_first_tap(disposition):
    for answered in MEANING[disposition].answered:
        for is_own, is_of_household in ((True, False), (False, True), (False, False)):
            found = as_found(
                disposition, is_own=is_own, is_of_household=is_of_household, answered=answered
            )
            assert answered in MEANING[found].answered
