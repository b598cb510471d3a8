"""A script that cannot be walked is refused with all that is wrong, each fault at its place."""

import copy
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import fixtures
from canvass.scripts.problem import Refused
from canvass.scripts.read_script import examine_script, read_script
from tests.canvass.scripts.script_strategies import question, script, valid_scripts, words

DEMO = json.loads((Path(fixtures.__file__).parent / "script_en_es.json").read_text("utf-8"))
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)


def faults(content):
    return {(one.code, one.place) for one in examine_script(content).problems}


FAULTY = {
    "a loop": (
        script(question("a", next="b"), question("b", next="a")),
        {("loop", "questions[0]")},
    ),
    "a question that leads to itself": (
        script(question("a", "single", ["x"], next_by_answer={"x": "a"})),
        {("loop", "questions[0]")},
    ),
    "a dead end": (
        script({key: value for key, value in question("a").items() if key != "next"}),
        {("dead_end", "questions[0].next")},
    ),
    "an answer that leads nowhere known": (
        script(question("a", "single", ["x"], next_by_answer={"x": "zz"})),
        {("target_unknown", "questions[0].next_by_answer.x")},
    ),
    "a branch on an answer nobody can give": (
        script(question("a", "single", ["x"], next_by_answer={"y": None})),
        {("answer_unknown", "questions[0].next_by_answer.y")},
    ),
    "a missing translation": (
        script(question("a", wording={"en": "Hello"})),
        {("translation_missing", "questions[0].wording.es")},
    ),
    "a blank translation of a choice": (
        script(question("a", "single", choices=["x"]) | {
            "choices": [{"value": "x", "label": {"en": "X", "es": " "}}]}),
        {("translation_missing", "questions[0].choices[0].label.es")},
    ),
    "a missing translation of a card": (
        script(question("a"), cards=[{"es": "Hola"}]),
        {("translation_missing", "cards[0].en")},
    ),
    "a language nobody declared": (
        script(question("a", wording={**words("Hello"), "fr": "Salut"})),
        {("language_undeclared", "questions[0].wording.fr")},
    ),
    "a question without choices": (
        script(question("a", "single")),
        {("choices_missing", "questions[0].choices")},
    ),
    "choices on a text": (
        script(question("a", "text", ["x"])),
        {("choices_unexpected", "questions[0].choices")},
    ),
    "a choice twice": (
        script(question("a", "single", ["x", "x"])),
        {("choice_repeated", "questions[0].choices")},
    ),
    "a permission that cannot be refused": (
        script(question("a", "contact_permission", ["yes"])),
        {("permission_unclear", "questions[0].choices")},
    ),
    "a key twice": (
        script(question("a", next=None), question("a")),
        {("key_repeated", "questions[1].key")},
    ),
    "a question nothing leads to": (
        script(question("a"), question("b")),
        {("unreachable", "questions[1]")},
    ),
    "a first question that is not there": (
        script(question("a"), first="z"),
        {("target_unknown", "first")},
    ),
    "no questions": (script(), {("text_missing", "first"), ("questions_missing", "questions")}),
    "no languages": (
        script(question("a", wording={"en": "x"}), languages=[]),
        {("languages_missing", "languages"), ("language_undeclared", "questions[0].wording.en")},
    ),
    "a kind nobody knows": (
        script(question("a", "essay")),
        {("word_unknown", "questions[0].kind")},
    ),
    "a field nobody checks": (
        script(question("a", hint="Vote for her")),
        {("field_unknown", "questions[0].hint")},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTY)
def test_a_script_is_refused_for(name):
    content, expected = FAULTY[name]
    assert faults(content) == expected
    with pytest.raises(Refused):
        read_script(content)


def test_all_faults_are_found_at_once_and_each_says_what_to_do():
    content = script(
        question("a", "single", next="b"),
        question("b", wording={"en": "x"}, next="c"),
        question("c", next="b"),
        question("d", next="zz"),
    )
    found = examine_script(content).problems
    codes = {one.code for one in found}
    assert codes == {
        "choices_missing", "translation_missing", "loop", "unreachable", "target_unknown",
    }  # fmt: skip
    assert all(one.message and one.place for one in found)


@pytest.mark.parametrize("name", ["script", "fallback"])
def test_the_demo_scripts_are_taken(name):
    assert examine_script(DEMO[name]).problems == ()


@given(valid_scripts())
def test_a_valid_script_is_taken_and_comes_out_as_it_went_in(content):
    before = copy.deepcopy(content)
    read = read_script(content)
    assert [one.key for one in read.questions] == [one["key"] for one in content["questions"]]
    assert content == before


@given(valid_scripts(), st.data())
def test_a_way_back_is_always_a_loop(content, data):
    reached = [one["key"] for one in content["questions"]]
    last = data.draw(st.integers(0, len(reached) - 1))
    content["questions"][last]["next"] = data.draw(st.sampled_from(reached[: last + 1]))
    assert "loop" in {one.code for one in examine_script(content).problems}


@given(valid_scripts(), st.data())
def test_any_text_taken_out_is_missed(content, data):
    asked = data.draw(st.sampled_from(content["questions"]))
    texts = [asked["wording"], *(choice["label"] for choice in asked["choices"])]
    del data.draw(st.sampled_from(texts))[data.draw(st.sampled_from(["en", "es"]))]
    assert "translation_missing" in {one.code for one in examine_script(content).problems}


@given(json_values)
def test_anything_at_all_is_read_or_refused(content):
    reading = examine_script(content)
    assert reading.problems or reading.script is not None


@given(valid_scripts(), json_values, st.data())
def test_any_value_in_any_field_is_read_or_refused(content, value, data):
    asked = data.draw(st.sampled_from(content["questions"]))
    asked[data.draw(st.sampled_from(sorted(asked)))] = value
    examine_script(content)
