"""Whoever is told of in free text, as much is told of everybody."""

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from canvass.scripts.ballot import Ballot, Race
from canvass.scripts.gate.alike import MOST_TIMES, SLACK
from canvass.scripts.gate.check import check_texts
from canvass.scripts.gate.exempt import OwnAnswer
from canvass.scripts.gate.findings import Level
from canvass.scripts.gate.order import neutral_orders
from canvass.scripts.gate.scanner import Scanner
from canvass.scripts.gate.settings import GateSettings, Material
from tests.canvass.scripts.gate.city import NAMES, RACE, SCANNER, SETTINGS, passage

THREE = replace(RACE, candidates=RACE.candidates[:3])
A, B, C = (one.name for one in THREE.candidates)
CITY = Scanner.of(Ballot(races=(THREE,)))
PRAISE = "\n".join(["Worked in the courts of the county for many years and with great care"] * 6)


def codes(text, settings=SETTINGS, scanner=CITY, language="en", level=Level.BLOCK):
    report = check_texts([passage(text, language)], scanner, settings, material=Material.CARD)
    return {one.code for one in report.findings if one.level is level}


FAIR = [
    f"On the ballot are {A}, {B} and {C}.",
    f"{A}, {B} and {C} are on the ballot. Polls are open from 7 to 8.",
    f"Have you heard of {A}, {B}, {C}, or none of them?",
    f"On the ballot:\n1. {A}\n2. {B}\n3. {C}\n\nPolls are open from 7 to 8. Do you have a plan?",
    f"{A}: lawyer\n{B}: judge\n{C}: assistant district attorney\n\nPolls are open from 7 to 8.",
    f"- {A} (lawyer)\n- {B} (judge)\n- {C} (teacher)",
    f"{A}, lawyer; {B}, judge; {C}, teacher; none of them.",
    f"Lawyer {A}, judge {B} and teacher {C}.",
    f"{A}\nLawyer\nAshlock\n\n{B}\nJudge\nBrindle\n\n{C}\nTeacher\nAshlock\n\nVote on Tuesday.",
    f"{A}: Did not respond\n{B}: {'More public meetings. ' * 9}\n{C}: {'A yearly count. ' * 12}",
    f"En la boleta están {A}, {B} y {C}. Las urnas abren a las 7.",
    f"Each candidate sent his or her answer: {A}, {B}, {C}.",
    f"Here are the candidates for district attorney: {A}, {B} and {C}.",
]


@pytest.mark.parametrize("text", FAIR)
def test_everybody_told_of_alike_passes(text):
    assert codes(text) == set()


UNFAIR = [
    f"{A}: {PRAISE}\n{B}: lawyer.\n{C}: lawyer.",
    f"{A}: lawyer.\n{B}: under investigation by the bar, lost 40 cases, would not return our"
    f" calls.\n{C}: lawyer.",
    f"{A}\n{B}\n{C}\nFormer judge and mother of four.",
    f"{A}, {B} and {C}, who ran the public library of the county.",
    f"{A}, {B} and {C}, a trial lawyer.",
    f"{A}, {B} and {C} (lawyer).",
    f"{A}, {B} and {C}. She is a former judge.",
    f"{A}, {B} and {C}. Lost 40 cases.",
    f"Former judge and mother of four {A}, {B} and {C}.",
    f"Former judge and mother of four:\n{A}\n{B}\n{C}",
    f"Judge {A}, {B} and {C}.",
    f"{A}: lawyer\n{B}: lawyer\n{C}: lawyer\nUnder investigation by the bar.",
    f"{A}: lawyer. {B}: lawyer. {C}: lawyer. Would not return our calls.",
    f"{A}: {PRAISE}\n{B}: {PRAISE}\n{C}: lawyer.",
    f"{A}: Age: 50\n{B}: Age: 51\n{C}: Age: 52; Arrests: none",
    f"{A}, {B} y {C}. Él fue juez.",
    f"{A}: lawyer\n{B}: declined to answer\n{C}: lawyer",
]


@pytest.mark.parametrize("text", UNFAIR)
def test_what_favours_or_slights_one_of_them_is_blocked(text):
    assert codes(text) & {"fields_unequal", "too_long", "too_short", "silence_reworded"}


def test_two_candidates_are_held_against_each_other_too():
    scanner = Scanner.of(Ballot(races=(replace(RACE, candidates=RACE.candidates[:2]),)))
    assert "too_long" in codes(f"{A}: {PRAISE}\n{B}: lawyer.", scanner=scanner)
    assert "too_short" not in codes(f"{A}: judge\n{B}: lawyer.", scanner=scanner)


def test_what_runs_on_after_the_last_part_is_pointed_out():
    told = f"{A}: lawyer. {B}: judge. {C}: teacher."
    assert "listing_runs_on" in codes(f"{told} Ask anything.", level=Level.WARN)
    assert "listing_runs_on" not in codes(f"{told}\n\nAsk anything.", level=Level.WARN)


WORDS = ["budget", "court", "records", "public", "meeting", "count", "school", "plan"]
words = st.sampled_from(WORDS)
values = st.lists(words, min_size=1, max_size=5).map(" ".join)
labels = st.lists(
    st.sampled_from(["Occupation", "Lives in", "Answer", "Age"]), max_size=3, unique=True
)
layouts = st.sampled_from(["lines", "block", "inline"])


@st.composite
def listings(draw):
    """Names in a neutral order, the same labelled fields of each, and how they are laid out."""
    order = draw(st.sampled_from(sorted(neutral_orders(RACE).values())))
    named = draw(labels)
    fields = [{label: draw(values) for label in named} for _ in order]
    return order, fields, draw(layouts)


def written(order, fields, layout):
    between, after = {
        "lines": ("; ", "\n"), "block": ("\n", "\n\n"), "inline": ("; ", ". ")
    }[layout]  # fmt: skip
    first = "\n" if layout == "block" else ": "
    return after.join(
        name + (first if told else "") + between.join(f"{key}: {told[key]}" for key in told)
        for name, told in zip(order, fields, strict=True)
    )


@given(listings(), st.sampled_from(["", "\n\nPolls are open from 7 to 8.", "\n\n¿Tiene un plan?"]))
def test_any_equal_listing_in_a_neutral_order_passes(listing, tail):
    assert codes(written(*listing) + tail, scanner=SCANNER) == set()


@given(listings(), st.integers(0, len(NAMES) - 1), st.data())
def test_taking_a_field_out_of_one_fails(listing, at, data):
    order, fields, layout = listing
    assume(fields[at])
    gone = data.draw(st.sampled_from(sorted(fields[at])))
    fewer = [dict(told) for told in fields]
    del fewer[at][gone]
    assert "fields_unequal" in codes(written(order, fewer, layout), scanner=SCANNER)


@given(listings(), st.integers(0, len(NAMES) - 1), st.data())
def test_making_one_part_longer_than_the_limit_fails(listing, at, data):
    order, fields, layout = listing
    assume(fields[at])
    longest = max(sum(len(f"{key}: {told[key]}; ") for key in told) for told in fields)
    key = data.draw(st.sampled_from(sorted(fields[at])))
    longer = [dict(told) for told in fields]
    longer[at][key] += " plan" * ((MOST_TIMES * longest + SLACK) // 5 + 1)
    assert "too_long" in codes(written(order, longer, layout), scanner=SCANNER)


@given(st.integers(0, 2), st.integers(5, 60))
def test_the_limit_of_a_race_holds_in_free_text_too(at, limit):
    scanner = Scanner.of(Ballot(races=(replace(THREE, length_limit=limit),)))
    told = ["y" * (limit + (place == at)) for place in range(3)]
    text = "\n".join(f"{name}: {one}" for name, one in zip((A, B, C), told, strict=True))
    assert codes(text, scanner=scanner) == {"too_long"}
    assert codes(text.replace("y" * (limit + 1), "y" * limit), scanner=scanner) == set()


def test_each_race_is_listed_by_its_own_seed_and_limit():
    judges = Race({"en": "Judge"}, tuple(
        replace(one, ballot_order=place) for place, one in enumerate(RACE.candidates[3:6], start=1)
    ), order_seed=5, length_limit=10)  # fmt: skip
    scanner = Scanner.of(Ballot(races=(THREE, judges)))
    drawn = "; ".join(f"{name}: lawyer" for name in neutral_orders(judges)["drawn by lot"])
    long = "; ".join(f"{name}: a lawyer of Ashlock" for name in (A, B, C))
    assert codes(f"{long}\n\nFor judge:\n{drawn}", scanner=scanner) == set()
    too_long = drawn.replace("lawyer", "a lawyer of Ashlock")
    assert codes(f"{long}\n\nFor judge:\n{too_long}", scanner=scanner) == {"too_long"}


OWN = OwnAnswer(A, "en", "I would support Thornquill as my deputy.", "letter of 2 April")
ANSWERED = f'{A}: "{OWN.text}"\n{B}: Silent.\n{C}: Silent.'


def test_an_own_answer_is_passed_over_under_its_own_name_alone():
    settings = GateSettings(own_answers=(OWN,))
    assert codes(ANSWERED, settings) == set()
    for under in (f'{A}: Silent.\n{B}: "{OWN.text}"\n{C}: Silent.',
                  "\n".join(f'{name}: "{OWN.text}"' for name in (A, B, C))):  # fmt: skip
        assert codes(under, settings) != set()


def test_an_own_answer_is_passed_over_in_its_own_language_alone():
    settings = GateSettings(own_answers=(OWN,))
    assert codes(ANSWERED, settings, language="es") != set()


@pytest.mark.parametrize("source", ["x", "forum", "somebody told us", "the candidate"])
def test_an_own_answer_whose_source_nobody_could_look_up_is_not_passed_over(source):
    assert codes(ANSWERED, GateSettings(own_answers=(replace(OWN, source=source),))) != set()


@pytest.mark.parametrize(
    "source", ["https://forum.test/a", "Candidate forum, 3 May 2026", "Carta del 3 de mayo"]
)
def test_a_source_is_an_address_or_a_dated_description(source):
    assert codes(ANSWERED, GateSettings(own_answers=(replace(OWN, source=source),))) == set()


def test_who_answered_is_not_said_to_have_been_silent():
    settings = GateSettings(own_answers=(OWN,))
    silent = "\n".join(f"{name}: Did not respond" for name in (A, B, C))
    assert codes(silent, settings) == {"answer_withheld"}
    assert codes(silent) == set()


def test_words_that_urge_for_somebody_of_a_sister_campaign_are_blocked():
    sister = Scanner.of(Ballot(races=(THREE, Race({"en": "Mayor"}, (RACE.candidates[5],)))))
    here = replace(CITY, around=sister)
    urging = "Vote for Siobhán O'Dellacroy."
    assert codes(urging) == set()
    assert "vote_for" in codes(urging, scanner=here)
    assert codes(f"On the ballot are {A}, {B} and {C}.", scanner=here) == set()
    assert codes("Siobhán O'Dellacroy opened the library.", scanner=here) == set()


@pytest.mark.parametrize(
    "text",
    [
        "Leave the flyer in the mailbox.",
        "If nobody is home, hang the door hanger on their mail box.",
        "Slip it through the mail slot.",
        "Deje el folleto en el buzón.",
    ],
)
def test_nothing_is_put_in_or_on_a_mailbox(text):
    assert "mailbox_used" in codes(text)


@pytest.mark.parametrize(
    "text",
    [
        "Never put a flyer in or on a mailbox.",
        "Your ballot comes to your mailbox in October.",
        "Leave the flyer at the door.",
        "No deje nada en el buzón.",
    ],
)
def test_a_mailbox_may_be_spoken_of(text):
    assert "mailbox_used" not in codes(text)
