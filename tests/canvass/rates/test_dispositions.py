"""The table of dispositions says the same as its definitions of attempt and contact."""

import pytest

from canvass.rates.dispositions import (
    MEANING,
    Disposition,
    OutcomeClass,
    is_attempt,
    is_contact,
    is_reachable,
)

CLASS_BY_CODE = {
    "1.1": OutcomeClass.I,
    "1.2": OutcomeClass.P,
    "2.1": OutcomeClass.R,
    "2.2": OutcomeClass.NC,
    "2.3": OutcomeClass.O,
    "3.1": OutcomeClass.UH,
    "4.1": OutcomeClass.NE,
    "4.5": OutcomeClass.NE,
    "4.6": OutcomeClass.NE,
}


def test_every_disposition_has_a_meaning():
    assert set(MEANING) == set(Disposition)


@pytest.mark.parametrize("disposition", [one for one in Disposition if MEANING[one].code])
def test_the_class_follows_from_the_code(disposition):
    meaning = MEANING[disposition]
    assert meaning.outcome_class is CLASS_BY_CODE[meaning.code[:3]]


@pytest.mark.parametrize("disposition", Disposition)
def test_only_a_sign_and_an_undo_are_no_attempts(disposition):
    no_attempts = {Disposition.SIGN_POSTED, Disposition.WITHDRAWN}
    assert is_attempt(disposition) == (disposition not in no_attempts)


@pytest.mark.parametrize("disposition", Disposition)
@pytest.mark.parametrize("answered", [True, False])
def test_a_contact_is_an_attempt_with_an_answer(disposition, answered):
    assert is_contact(disposition, answered=answered) == (answered and is_attempt(disposition))


def test_who_was_interviewed_or_refused_must_have_answered():
    spoken = {OutcomeClass.I, OutcomeClass.P, OutcomeClass.R}
    for meaning in MEANING.values():
        if meaning.outcome_class in spoken:
            assert meaning.answered == {True}


def test_locked_unsafe_unfound_and_ineligible_doors_are_not_reachable():
    left_out = {one for one in Disposition if is_attempt(one) and not is_reachable(one)}
    assert left_out == {
        Disposition.NO_ACCESS,
        Disposition.UNSAFE,
        Disposition.ADDRESS_NOT_FOUND,
        Disposition.MOVED,
        Disposition.NOT_A_HOME,
        Disposition.VACANT,
    }
