"""A race is read with everybody in it, or refused with all that is wrong."""

import copy
import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import fixtures
from canvass.scripts.ballot import Ballot
from canvass.scripts.gate.check import check_listing
from canvass.scripts.gate.scanner import Scanner
from canvass.scripts.gate.settings import GateSettings
from canvass.scripts.problem import Refused
from canvass.scripts.read_race import examine_race, read_race, shared_surnames

DEMO = json.loads((Path(fixtures.__file__).parent / "script_en_es.json").read_text("utf-8"))["race"]


def changed(at, **fields):
    race = copy.deepcopy(DEMO)
    race["candidates"][at] |= fields
    return race


def faults(document):
    return {(one.code, one.place) for one in examine_race(document).problems}


def test_the_demo_race_is_read_and_its_listing_is_fair():
    reading = read_race(DEMO)
    scanner = Scanner.of(Ballot(races=(reading.race,)))
    race = replace(reading.race, length_limit=reading.answer_limit)
    assert [one.name for one in reading.race.on_ballot] == [
        one["name"] for one in DEMO["candidates"]
    ]
    assert check_listing(reading.listing, race, scanner, GateSettings()).findings == ()


FAULTY = [
    (changed(1, name="Imelda  QUARTERSTONE Jr."), "candidate_repeated", "candidates[0].name"),
    (changed(1, name="Quarterstone, Imelda"), "candidate_repeated", "candidates[1].name"),
    (changed(1, ballot_order=1), "ballot_order_repeated", "candidates[1].ballot_order"),
    (changed(1, ballot_order="first"), "not_a_number", "candidates[1].ballot_order"),
    (changed(1, ballot_status="gone"), "word_unknown", "candidates[1].ballot_status"),
    (changed(1, name=" "), "text_missing", "candidates[1].name"),
    (DEMO | {"answer_limit": 0}, "not_a_number", "answer_limit"),
    (DEMO | {"motto": "x"}, "field_unknown", "motto"),
]


@pytest.mark.parametrize(("document", "code", "place"), FAULTY)
def test_a_race_is_refused_for(document, code, place):
    assert (code, place) in faults(document)
    with pytest.raises(Refused):
        read_race(document)


def test_two_candidates_of_one_surname_are_told_apart_by_their_whole_names():
    race = read_race(changed(1, name="Yusra Quarterstone")).race
    assert shared_surnames(race) == {"quarterstone": ("Imelda Quarterstone", "Yusra Quarterstone")}


values = st.none() | st.integers() | st.text() | st.lists(st.integers())


@given(st.sampled_from(sorted(DEMO["candidates"][0])), values)
def test_any_value_in_any_field_is_read_or_refused(field, value):
    examine_race(changed(0, **{field: value}))


@given(values)
def test_anything_at_all_is_refused(document):
    assert examine_race(document).problems
