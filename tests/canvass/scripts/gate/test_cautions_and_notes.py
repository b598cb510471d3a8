"""What a person is asked to look at, what is passed over, and what is held out of reports."""

from dataclasses import FrozenInstanceError, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvass.scripts.ballot import BallotStatus
from canvass.scripts.gate.check import ballot_hash, check_texts
from canvass.scripts.gate.exempt import APPROVED_DISCLAIMERS, pass_over
from canvass.scripts.gate.findings import Level
from canvass.scripts.gate.note import scan_note
from canvass.scripts.gate.rules import RULES_VERSION
from canvass.scripts.gate.settings import GateSettings, Material
from tests.canvass.scripts.gate.city import BALLOT, NAMES, RACE, SCANNER, SETTINGS, passage


def found(text, level, settings=SETTINGS, language="en"):
    report = check_texts([passage(text, language)], SCANNER, settings, material=Material.CARD)
    return {one.code for one in report.findings if one.level is level}


@pytest.mark.parametrize("text", ["Vote for change.", "We oppose long waits.", "Apoye la reforma."])
def test_words_that_urge_for_nobody_are_a_warning(text):
    assert found(text, Level.WARN) == {"urges_nobody"}
    assert found(text, Level.BLOCK) == set()


def test_praise_near_a_name_is_a_warning():
    assert "praise_or_blame" in found("Thornquill is an honest man.", Level.WARN)


@pytest.mark.parametrize(
    ("days", "warns"), [(61, False), (60, True), (0, True), (-1, False), (None, False)]
)
def test_the_incumbent_is_a_warning_within_sixty_days(days, warns):
    codes = found("; ".join(NAMES), Level.WARN, GateSettings(days_to_election=days))
    assert ("incumbent_near_election" in codes) == warns


def test_a_language_the_rules_do_not_know_is_a_warning():
    assert "language_unread" in found("Bonjour.", Level.WARN, language="fr")


def test_a_word_of_two_alphabets_is_blocked_and_a_hidden_character_pointed_out():
    assert "text_disguised" in found("Th\u0435 p\u043ells are open.", Level.BLOCK)
    assert "characters_hidden" in found("The po\u200blls are open.", Level.WARN)
    assert (
        found("\u0418\u0437\u0431\u0438\u0440\u0430\u0442\u0435\u043b\u044c", Level.BLOCK) == set()
    )


@pytest.mark.parametrize("disclaimer", APPROVED_DISCLAIMERS)
def test_an_approved_disclaimer_draws_no_remark(disclaimer):
    assert found(disclaimer, Level.WARN) == found(disclaimer, Level.BLOCK) == set()
    assert found(f"Hello. {disclaimer} Goodbye.", Level.WARN) == set()


@given(st.sampled_from(APPROVED_DISCLAIMERS), st.text("abcxyz \u200b", min_size=1, max_size=3))
def test_a_disclaimer_with_other_words_in_its_sentence_is_not_passed_over(disclaimer, more):
    longer = disclaimer[:-1] + " " + more.strip() + "x."
    assert pass_over(longer, APPROVED_DISCLAIMERS).fingerprints == ()
    assert pass_over(f"but {disclaimer}", APPROVED_DISCLAIMERS).fingerprints == ()


def test_what_stands_around_a_disclaimer_is_still_judged():
    assert "vote_for" in found(f"{APPROVED_DISCLAIMERS[0]} Vote for Thornquill.", Level.BLOCK)


def test_a_slogan_on_the_list_is_blocked_without_a_name():
    assert "slogan" in found("A safer Ashlock for all!", Level.BLOCK)
    assert "slogan" in found("a s\u0430fer ashlock FOR ALL", Level.BLOCK)


HELD = [
    "supports thornquill",
    "Likes Feldhamer",
    "voting for hope",
    "is a democrat",
    "apoya a quarterstone",
    "says vote for Marisol",
    "hates the incumbent",
]
KEPT = [
    "Dog in the yard, ring twice",
    "Come back after 6",
    "habla español",
    "gate code at desk",
    "Price of rent is a worry for her",
    "hope to see them next week",
    "Maria answered",
]


@pytest.mark.parametrize("text", HELD)
def test_a_note_that_tells_a_leaning_is_held(text):
    assert scan_note(text, SCANNER, SETTINGS).is_blocked


@pytest.mark.parametrize("text", KEPT)
def test_a_note_on_the_door_is_not_held(text):
    assert not scan_note(text, SCANNER, SETTINGS).is_blocked


def test_a_changed_candidate_changes_what_a_report_stands_on():
    gone = (replace(RACE.candidates[0], status=BallotStatus.WITHDRAWN), *RACE.candidates[1:])
    other = replace(BALLOT, races=(replace(RACE, candidates=gone),))
    assert ballot_hash(BALLOT, SETTINGS) != ballot_hash(other, SETTINGS)
    near = replace(SETTINGS, days_to_election=3)
    assert ballot_hash(BALLOT, SETTINGS) == ballot_hash(BALLOT, near)


def test_a_report_is_over_one_exact_content_and_cannot_be_changed():
    one = check_texts([passage("Hello.")], SCANNER, SETTINGS, material=Material.CARD)
    other = check_texts([passage("Hello!")], SCANNER, SETTINGS, material=Material.CARD)
    assert one.content_hash != other.content_hash
    assert one.rules_version == RULES_VERSION
    with pytest.raises(FrozenInstanceError):
        one.findings = ()
