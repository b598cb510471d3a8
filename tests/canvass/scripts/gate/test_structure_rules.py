"""What somebody thinks is not recorded, and changes nothing about what they are offered."""

import json
from pathlib import Path

import pytest

import fixtures
from canvass.scripts.ballot import Ballot
from canvass.scripts.gate.check import check_script, check_texts
from canvass.scripts.gate.findings import Level
from canvass.scripts.gate.scanner import Scanner
from canvass.scripts.gate.settings import GateSettings, Material, Profile
from canvass.scripts.gate.universe import Criterion, filtered_by_leaning, told_by_leaning
from canvass.scripts.read_race import read_race
from tests.canvass.scripts.gate.city import NAMES, SCANNER, SETTINGS, passage
from tests.canvass.scripts.script_strategies import question, script

DEMO = json.loads((Path(fixtures.__file__).parent / "script_en_es.json").read_text("utf-8"))


def codes(content, settings=SETTINGS, level=Level.BLOCK):
    report = check_script(content, SCANNER, settings)
    return {one.code for one in report.findings if one.level is level}


def in_both(text):
    return {"en": text, "es": text}


@pytest.mark.parametrize("name", ["script", "fallback"])
def test_the_demo_scripts_pass(name):
    race = read_race(DEMO["race"]).race
    report = check_script(DEMO[name], Scanner.of(Ballot(races=(race,))), SETTINGS)
    assert not report.is_blocked
    assert len(report.exempted) == 2
    assert "not intent" in report.about_itself


def branching(**fields):
    asked = question(
        "opinion", "single", ["yes", "no"], next="bye", next_by_answer={"yes": "visit"}
    )
    return script(
        {**asked, **fields},
        question("visit", next="bye", step="turnout"),
        question("bye"),
    )


@pytest.mark.parametrize("about", ["candidate", "party", "agreement"])
def test_a_leaning_that_decides_who_is_asked_to_vote_is_blocked(about):
    assert "branches_unequal" in codes(branching(about=about))
    assert "branches_unequal" not in codes(branching())


@pytest.mark.parametrize(
    "wording",
    [
        "Do you agree that the office should publish its figures?",
        "Which candidate do you like?",
        "¿Está de acuerdo con la reforma?",
        "What do you think of Casimir Thornquill?",
        "Are you a Democrat?",
    ],
)
def test_a_leaning_nobody_declared_is_seen_in_the_words(wording):
    assert "branches_unequal" in codes(branching(wording=in_both(wording)))


@pytest.mark.parametrize(
    "wording",
    [
        "Polls are open from 7 to 8. Do you know your polling place?",
        "May we leave this flyer with you?",
        "May we call you next week?",
        "¿Podemos dejarle este folleto?",
    ],
)
def test_a_step_nobody_declared_is_seen_in_the_words(wording):
    content = branching(about="agreement")
    content["questions"][1] |= {"step": None, "wording": in_both(wording)}
    assert "branches_unequal" in codes(content)


def test_branches_that_meet_in_the_same_steps_are_only_pointed_out():
    content = branching(about="agreement")
    content["questions"][1] |= {"step": None}
    content["questions"][2] |= {"step": "literature"}
    assert codes(content) == set()
    assert "branches_differ" in codes(content, level=Level.WARN)


def test_passing_a_question_over_must_lead_to_the_same_steps_too():
    both = {"yes": "visit", "no": "visit"}
    content = branching(about="agreement", next_by_answer=both, is_required=False)
    assert "branches_unequal" in codes(content)
    required = branching(about="agreement", next_by_answer=both, is_required=True)
    required["questions"][1]["next"] = "bye"
    assert codes(required) == set()


PREFERENCES = [
    ("Who will you vote for?", ["x", "y"]),
    ("If the election were held today, who would you choose?", ["x", "y"]),
    ("¿Por quién piensa votar?", ["x", "y"]),
    ("Which party do you usually vote for?", ["x", "y"]),
    ("Tell me more.", list(NAMES)),
    ("And you?", ["Democrat", "Republican"]),
    ("How do you feel about Yusra Feldhamer?", ["good", "bad"]),
]


@pytest.mark.parametrize(("wording", "labels"), PREFERENCES)
def test_a_question_that_records_a_preference_is_blocked_in_c3(wording, labels):
    asked = question(
        "a", "single", [str(at) for at in range(len(labels))], wording=in_both(wording)
    )
    for choice, label in zip(asked["choices"], labels, strict=True):
        choice["label"] = in_both(label)
    assert "preference_recorded" in codes(script(asked))
    assert "preference_recorded" not in codes(script(asked), GateSettings(profile=Profile.C4))


def test_a_question_whose_text_answer_would_be_a_preference_is_blocked_too():
    asked = question("a", "text", wording=in_both("Which candidate do you support?"))
    assert "preference_recorded" in codes(script(asked))


@pytest.mark.parametrize(
    "wording",
    [
        "Do you plan to vote?",
        "When do you plan to vote?",
        "What matters most to you?",
        "Did you know that the election is in May?",
        "¿Piensa votar en esta elección?",
        "How will you vote, by mail or in person?",
    ],
)
def test_a_question_on_voting_itself_passes(wording):
    asked = question("a", "single", ["yes", "no"], wording=in_both(wording))
    assert codes(script(asked)) == set()


def test_words_that_urge_only_together_with_a_choice_or_the_next_card_are_seen():
    asked = question("a", "single", ["x", "y"], wording=in_both("Please vote for"))
    asked["choices"][0]["label"] = in_both("Thornquill")
    assert "vote_for" in codes(script(asked))
    cards = [in_both("This Tuesday we elect"), in_both("Marisol, of course")]
    assert codes(script(question("a"), cards=cards)) != set()


def test_a_script_that_cannot_be_walked_is_blocked_with_its_faults():
    report = check_script(script(question("a", next="a")), SCANNER, SETTINGS)
    assert ("loop", "questions[0]") in {(one.code, one.place) for one in report.findings}
    assert report.is_blocked


LEANINGS = [
    "party",
    "Party Code",
    "support_score",
    "modelled-support",
    "partisanship",
    "PARTIDO",
    "primary_ballot_2024",
    "response.opinion",
    "answer:opinion",
    "likely_democrat",
]
HARMLESS = ["age", "precinct", "language", "turnout_score", "response.plans_to_vote"]


BY_VALUE = [
    ("affil", "D"),
    ("registration", "D"),
    ("primary", "D"),
    ("vote_history", "DEM primary"),
    ("group", "Democratic club"),
    ("tag", "liberal"),
    ("tag", "Progressive"),
]
HARMLESS_BY_VALUE = [
    ("vote_history", "2022 general"),
    ("group", "Book club"),
    ("precinct", "Liberal"),
    ("primary_language", "es"),
    ("registration_date", "2020"),
]
TOLD = [
    "Members registered as Democrats",
    "Supporters of the petition",
    "People who voted for reform",
    "Liberal members",
    "Simpatizantes del distrito",
]
TOLD_HARMLESSLY = ["Members of the chapter who moved here since May", "All doors", "Members"]


@pytest.mark.parametrize(("field", "value"), BY_VALUE)
def test_a_universe_by_a_leaning_in_its_values_is_blocked_in_c3(field, value):
    criteria = [Criterion(field, value)]
    asked = {"profile": Profile.C3_STRICT, "leaning_questions": set()}
    assert [one.code for one in filtered_by_leaning(criteria, **asked)] == ["universe_by_leaning"]


@pytest.mark.parametrize(("field", "value"), HARMLESS_BY_VALUE)
def test_a_universe_by_other_values_passes(field, value):
    asked = {"profile": Profile.C3_STRICT, "leaning_questions": set()}
    assert list(filtered_by_leaning([Criterion(field, value)], **asked)) == []


def told(text, profile=Profile.C3_STRICT):
    return [one.code for one in told_by_leaning({"description": text}, profile=profile)]


@pytest.mark.parametrize("text", TOLD)
def test_words_about_a_universe_that_tell_a_leaning_are_blocked_in_c3(text):
    assert told(text) == ["universe_by_leaning"]
    assert told(text, Profile.C4) == []


@pytest.mark.parametrize("text", TOLD_HARMLESSLY)
def test_other_words_about_a_universe_pass(text):
    assert told(text) == []


def universe(field, profile=Profile.C3_STRICT):
    return list(
        filtered_by_leaning([Criterion(field)], profile=profile, leaning_questions={"opinion"})
    )


@pytest.mark.parametrize("field", LEANINGS)
def test_a_universe_by_leaning_is_blocked_in_c3(field):
    assert [one.code for one in universe(field)] == ["universe_by_leaning"]
    assert universe(field, Profile.C4) == []


@pytest.mark.parametrize("field", HARMLESS)
def test_a_universe_by_anything_else_passes(field):
    assert universe(field) == []


def petition(text, profile=Profile.C3_STRICT):
    settings = GateSettings(profile=profile)
    report = check_texts([passage(text)], SCANNER, settings, material=Material.PETITION)
    return {one.code for one in report.findings if one.level is Level.BLOCK}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Ask Mayor Thaddeus Wexcombe to act.", "officeholder_named"),
        ("Wexcombe can change this.", "officeholder_named"),
        ("Our brave district attorney listens.", "officeholder_praised"),
        ("Our mayor failed us.", "officeholder_praised"),
        ("Our council president is a champion of this cause.", "officeholder_praised"),
        ("Our state senator fights for us.", "officeholder_praised"),
        ("Thank our brave congresswoman.", "officeholder_praised"),
        ("Nuestra senadora defiende al pueblo.", "officeholder_praised"),
    ],
)
def test_a_petition_names_and_praises_nobody_in_office(text, code):
    assert code in petition(text)
    assert code not in petition(text, Profile.C4)


def test_a_petition_to_an_office_passes():
    assert petition("We ask the district attorney's office to publish its policies.") == set()
    assert petition("To the council president: print the budget in two languages.") == set()
    assert petition("We ask our state senator to hold a hearing.") == set()
