"""AAPOR's rates: the golden vector and the identities that hold for any cases."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvass.rates.aapor import Cases, aapor_rates
from canvass.rates.dispositions import OutcomeClass

GOLDEN = {
    "e": 0.9,
    "RR1": 0.363636,
    "RR2": 0.545455,
    "RR3": 0.370370,
    "RR4": 0.555556,
    "RR5": 0.444444,
    "RR6": 0.666667,
    "COOP1": 0.5,
    "COOP2": 0.75,
    "COOP3": 0.571429,
    "COOP4": 0.857143,
    "REF1": 0.090909,
    "REF2": 0.092593,
    "REF3": 0.111111,
    "CON1": 0.727273,
    "CON2": 0.740741,
    "CON3": 0.888889,
}
cases = st.lists(st.integers(0, 1000), min_size=8, max_size=8).map(lambda parts: Cases(*parts))


def values(cases):
    return {rate.name: rate.value for rate in aapor_rates(cases)}


def test_the_golden_vector():
    golden = Cases(
        interviews=4,
        partials=2,
        refusals=1,
        non_contacts=1,
        others=1,
        unknown_homes=1,
        not_eligible=1,
        unknown_others=1,
    )
    assert values(golden) == pytest.approx(GOLDEN, abs=5e-7)


@given(cases)
def test_a_zero_denominator_gives_null_and_anything_else_a_share(cases):
    for rate in aapor_rates(cases):
        if rate.denominator == 0:
            assert rate.value is None
            assert rate.interval is None
        else:
            assert 0 <= rate.interval.low <= rate.value <= rate.interval.high <= 1


@given(cases)
def test_rates_grow_as_fewer_unknown_cases_stand_under_the_line(cases):
    found = values(cases)
    for chain in ("CON1 CON2 CON3", "RR1 RR3 RR5", "RR2 RR4 RR6", "REF1 REF2 REF3"):
        known = [found[name] for name in chain.split() if found[name] is not None]
        assert known == sorted(known)


@given(cases)
def test_response_over_contact_is_cooperation(cases):
    found = values(cases)
    if found["CON1"]:
        assert found["RR1"] / found["CON1"] == pytest.approx(found["COOP1"])


@given(st.lists(st.sampled_from(OutcomeClass)))
def test_counting_classes_loses_none(classes):
    counted = Cases.of(classes)
    assert counted.known + counted.unknown + counted.not_eligible == len(classes)
    assert counted.contacted == sum(one in ("I", "P", "R", "O") for one in classes)


def test_no_cases_have_no_rates():
    assert set(values(Cases()).values()) == {None}
