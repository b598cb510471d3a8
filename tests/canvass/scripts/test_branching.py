"""An interview goes one way only, and that way ends."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import fixtures
from canvass.scripts.branching import (
    Completeness,
    after,
    fits,
    judge_interview,
    next_question,
    path_of,
)
from canvass.scripts.read_script import read_script
from tests.canvass.scripts.script_strategies import answers_to, question, script, valid_scripts

DEMO = json.loads((Path(fixtures.__file__).parent / "script_en_es.json").read_text("utf-8"))


@given(valid_scripts(), st.data())
def test_every_valid_script_ends_whatever_is_answered(content, data):
    read = read_script(content)
    by_key = {one["key"]: one for one in content["questions"]}
    answers, shown = {}, []
    while (asked := next_question(read, answers)) is not None:
        assert asked.key not in answers
        answers[asked.key] = data.draw(answers_to(by_key[asked.key]))
        shown.append(asked.key)
    assert tuple(shown) == path_of(read, answers)
    given_ = {key: answer for key, answer in answers.items() if answer is not None}
    interview = judge_interview(read, given_)
    assert interview.path == tuple(shown)
    assert interview.completeness is (Completeness.COMPLETE if given_ else Completeness.NOT_BEGUN)
    assert (interview.waits_for, interview.strays, interview.misfits) == (None, (), ())


@given(valid_scripts(), st.data())
def test_a_required_question_without_an_answer_is_where_it_stops(content, data):
    read = read_script(content)
    by_key = {one["key"]: one for one in content["questions"]}
    answers = {one["key"]: data.draw(answers_to(one)) for one in content["questions"]}
    required = [key for key in path_of(read, answers) if answers[key] is not None]
    required = [key for key in required if by_key[key]["is_required"]]
    if required:
        left_out = data.draw(st.sampled_from(required))
        answers[left_out] = None
        interview = judge_interview(read, answers)
        assert interview.waits_for == left_out == interview.path[-1]
        assert interview.completeness is not Completeness.COMPLETE
        assert next_question(read, answers).key == left_out


@given(valid_scripts(), st.permutations(range(4)), st.data())
def test_the_order_in_which_several_answers_were_tapped_does_not_matter(content, order, data):
    read = read_script(content)
    for one in read.questions:
        values = tuple(choice.value for choice in one.choices)
        tapped = tuple(values[at] for at in order if at < len(values))
        assert after(one, values) == after(one, tapped)


@pytest.mark.parametrize("name", ["script", "fallback"])
def test_the_demo_scripts_can_be_walked(name):
    read = read_script(DEMO[name])
    assert path_of(read, {})[0] == "greeting"
    assert next_question(read, {}).key == "greeting"


def test_an_answer_leads_where_the_demo_script_says():
    read = read_script(DEMO["script"])
    answers = {"greeting": None, "knows_election": "no"}
    assert next_question(read, answers).key == "election_info"


def test_yes_and_no_may_come_as_true_and_false_and_a_scale_as_a_number():
    asked = question("may_we", "contact_permission", ["yes", "no"], next_by_answer={"yes": "how"})
    scale = question("how", "scale", ["1", "2"])
    read = read_script(script(asked, scale, question("end")) | {
        "questions": [asked | {"next": "end"}, scale | {"next": "end"}, question("end")]
    })  # fmt: skip
    assert after(read.by_key["may_we"], True) == "how"
    assert after(read.by_key["may_we"], False) == "end"
    assert fits(read.by_key["how"], 2)
    assert fits(read.by_key["how"], 2.0)
    assert not fits(read.by_key["how"], 3)


def test_an_answer_off_the_path_and_one_that_cannot_be_are_told():
    content = script(
        question("a", "single", ["x", "y"], next_by_answer={"x": "b"}, next="c"),
        question("b", "text", next="c"),
        question("c"),
    )
    interview = judge_interview(read_script(content), {"a": "z", "b": "never asked", "gone": "x"})
    assert interview.strays == ("b", "gone")
    assert interview.misfits == ("a",)


def test_a_declared_end_ends_the_interview_before_what_follows_is_asked():
    content = script(
        question("a", "single", ["stop", "go"], next_by_answer={"stop": None}, next="b"),
        question("b", "text"),
    )
    interview = judge_interview(read_script(content), {"a": "stop"})
    assert interview.completeness is Completeness.COMPLETE
    assert interview.path == ("a",)
