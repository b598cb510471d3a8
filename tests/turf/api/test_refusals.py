"""The description of an operation tells by which codes it may be refused."""

import pytest

from canvass.api.lending import Lending
from canvass.api.reports import ContactRates
from turf.api.refusals import refusals_of


def test_what_a_service_says_it_raises_is_told_of_the_operation_that_calls_it():
    told = refusals_of(Lending(), "accept")

    assert told["offer_gone"] == "An offer that cannot be taken up any more."


@pytest.mark.parametrize("code", ["teams_stand_alone", "not_found", "recipient_refused"])
def test_what_is_raised_by_what_a_service_raises_like_is_told_too(code):
    assert code in refusals_of(ContactRates(), "get")


def test_what_a_view_of_its_own_reads_is_told_and_nothing_of_other_methods():
    assert "dates_reversed" in refusals_of(ContactRates(), "get")
    assert refusals_of(ContactRates(), "options") == {}
