"""One candidate named means everybody named, alike, in an order that favours nobody."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvass.scripts.ballot import Ballot, BallotStatus
from canvass.scripts.gate.check import check_listing, check_texts
from canvass.scripts.gate.exempt import OwnAnswer
from canvass.scripts.gate.findings import Level
from canvass.scripts.gate.order import drawn_order, neutral_orders
from canvass.scripts.gate.scanner import Scanner
from canvass.scripts.gate.settings import GateSettings, Material
from canvass.scripts.listing import Entry, Listing
from tests.canvass.scripts.gate.city import NAMES, RACE, SCANNER, SETTINGS, passage

seeds = st.integers(0, 10_000)
ways_to_list = st.sampled_from(
    ["; ".join, ", ".join, "\n".join, "\n- ".join, " and ".join, "\n• ".join, ". ".join]
)


def codes(text, settings=SETTINGS, scanner=SCANNER, language="en", material=Material.CARD):
    report = check_texts([passage(text, language)], scanner, settings, material=material)
    return {one.code for one in report.findings if one.level is Level.BLOCK}


@given(seeds, ways_to_list)
def test_any_order_drawn_by_the_recorded_seed_passes(seed, join):
    listed = join(one.name for one in drawn_order(RACE.on_ballot, seed))
    scanner = Scanner.of(Ballot(races=(replace(RACE, order_seed=seed),)))
    assert codes(f"On the ballot: {listed}.", scanner=scanner) == set()


@given(st.permutations(NAMES), ways_to_list)
def test_an_order_passes_only_where_it_is_neutral(order, join):
    is_neutral = tuple(order) in neutral_orders(RACE).values()
    found = codes(f"On the ballot: {join(order)}.")
    assert found == (set() if is_neutral else {"order_not_neutral"})


@given(st.sets(st.sampled_from(NAMES), min_size=1, max_size=len(NAMES) - 1), ways_to_list)
def test_taking_any_candidates_out_fails(out, join):
    left = [name for name in NAMES if name not in out]
    assert "listing_incomplete" in codes(f"On the ballot: {join(left)}.")


@given(st.sampled_from(NAMES), ways_to_list)
def test_naming_somebody_twice_fails(again, join):
    assert "listing_repeats" in codes(f"On the ballot: {join([*NAMES, again])}.")


@given(seeds)
def test_a_draw_is_the_same_whatever_order_people_came_in(seed):
    assert drawn_order(RACE.on_ballot, seed) == drawn_order(RACE.on_ballot[::-1], seed)
    assert set(drawn_order(RACE.on_ballot, seed)) == set(RACE.on_ballot)


def test_a_spanish_listing_passes_and_fails_alike():
    assert codes("En la boleta: " + "; ".join(NAMES) + ".", language="es") == set()
    assert codes("En la boleta: " + "; ".join(NAMES[1:]) + ".", language="es") != set()


def test_words_after_one_name_alone_are_unequal_fields():
    listed = "; ".join([f"{NAMES[0]}, a trial lawyer", *NAMES[1:]])
    assert codes(f"On the ballot: {listed}.") == {"fields_unequal"}
    alike = "; ".join(f"{name}, lawyer" for name in NAMES)
    assert codes(f"On the ballot: {alike}.") == set()


def test_words_that_urge_are_blocked_beside_a_whole_listing_too():
    assert "vote_for" in codes(f"Vote against all of them: {'; '.join(NAMES)}.")


def test_somebody_off_the_ballot_may_not_be_listed():
    gone = tuple(
        replace(one, status=BallotStatus.WITHDRAWN) if one.name == NAMES[2] else one
        for one in RACE.candidates
    )
    scanner = Scanner.of(Ballot(races=(replace(RACE, candidates=gone),)))
    assert codes("; ".join(NAMES), scanner=scanner) == {"not_on_ballot"}
    assert codes("; ".join(name for name in NAMES if name != NAMES[2]), scanner=scanner) == set()


def test_a_surname_two_candidates_share_needs_the_whole_name():
    two = (
        replace(RACE.candidates[0], name="Ana Thornquill"),
        replace(RACE.candidates[1], name="Bruno Thornquill"),
    )
    scanner = Scanner.of(Ballot(races=(replace(RACE, candidates=two),)))
    assert codes("On the ballot: Ana Thornquill; Bruno Thornquill.", scanner=scanner) == set()
    assert "name_ambiguous" in codes("Thornquill is on the ballot.", scanner=scanner)


LISTING = Listing(
    languages=("en", "es"),
    entries=tuple(
        Entry(name, {
            "occupation": {"en": "Lawyer", "es": "Abogacía"},
            "answer": {"en": "Did not respond", "es": "No respondió"},
        })
        for name in NAMES
    ),
)  # fmt: skip


def changed(at, **fields):
    entries = list(LISTING.entries)
    entries[at] = Entry(entries[at].candidate, {**entries[at].fields, **fields})
    return replace(LISTING, entries=tuple(entries))


def listing_codes(listing, settings=SETTINGS, race=RACE):
    return {one.code for one in check_listing(listing, race, SCANNER, settings).findings}


def test_a_listing_of_everybody_alike_passes():
    assert listing_codes(LISTING) == set()


@given(st.integers(0, len(NAMES) - 1))
def test_taking_one_candidate_out_of_a_listing_fails(at):
    entries = LISTING.entries[:at] + LISTING.entries[at + 1 :]
    assert "listing_incomplete" in listing_codes(replace(LISTING, entries=entries))


@given(seeds)
def test_a_listing_in_the_drawn_order_passes(seed):
    by_name = {one.candidate: one for one in LISTING.entries}
    entries = tuple(by_name[one.name] for one in drawn_order(RACE.on_ballot, seed))
    drawn = replace(LISTING, entries=entries)
    assert listing_codes(drawn, race=replace(RACE, order_seed=seed)) == set()


SLIGHTS = {
    "fields_unequal": changed(0, website={"en": "x", "es": "x"}),
    "answer_missing": changed(1, answer={"en": "", "es": "No respondió"}),
    "too_long": changed(2, occupation={"en": "x" * 200, "es": "x"}),
    "for_office": changed(3, occupation={"en": "The best choice", "es": "Abogacía"}),
    "order_not_neutral": replace(LISTING, entries=LISTING.entries[::-1]),
}


@pytest.mark.parametrize("code", SLIGHTS)
def test_a_listing_that_slights_somebody_fails(code):
    assert code in listing_codes(SLIGHTS[code], race=replace(RACE, length_limit=120))


OWN = OwnAnswer(NAMES[0], "en", "I would support Thornquill as my deputy.", "letter of 2 April")


def test_own_answers_stand_word_for_word_inside_a_whole_listing_only():
    listing = changed(0, answer={"en": OWN.text, "es": "No respondió"})
    settings = GateSettings(own_answers=(OWN,))
    assert listing_codes(listing, settings) == set()
    assert "answer_not_verbatim" in listing_codes(
        changed(0, answer={"en": OWN.text + " Really.", "es": "No respondió"}), settings
    )
    assert "answer_withheld" in listing_codes(LISTING, settings)
    unsourced = GateSettings(own_answers=(replace(OWN, source=""),))
    assert listing_codes(listing, unsourced) == {"answer_not_verbatim", "support"}
    short = replace(listing, entries=listing.entries[:-1])
    assert "support" in listing_codes(short, settings)


def test_own_answers_on_a_card_are_passed_over_only_beside_everybody():
    settings = GateSettings(own_answers=(OWN,))
    card = "\n".join([f'{NAMES[0]}: "{OWN.text}"', *(f"{name}: Silent." for name in NAMES[1:])])
    assert codes(card, settings) == set()
    assert codes(card) != set()
    assert "support" in codes(f'{NAMES[0]}: "{OWN.text}"', settings)
