"""D7: a question about entries is its person's first, carries no score, and ranks nobody."""

import json
from datetime import timedelta

import pytest

from canvass.models import DataQuestion
from canvass.querysets import QUESTION_KEPT, QUESTION_OWN
from canvass.rates.data_questions.certainty import how_often_wrong
from canvass.rates.data_questions.noticed import Pattern
from tests import factories as make
from tests.questions import description
from tests.world import make_world

URL = "/api/v1/data-questions/"
OWN = f"{URL}own/"
FIGURES = {
    Pattern.BURST: {"knocks": 6173, "within_s": 60},
    Pattern.SHORT_GAPS: {"gaps": 6173, "median_s": 6173},
    Pattern.CONTACTS: {"attempts": 6173, "contacts": 6173, "expected": 6173},
    Pattern.SAME_ANSWERS: {"conversations": 6173},
}
"""Each with a number that can be found again, wherever it leaks to."""


@pytest.fixture
def asked(world, clock):
    """Ask the canvasser one question of each kind."""
    return [
        make.make_data_question(world.campaign, world.canvasser, pattern=pattern, figures=figures)
        for pattern, figures in FIGURES.items()
    ]


def answer(client, pk, words="One porch with five bells"):
    body = json.dumps({"answer": words})
    return client.put(f"{OWN}{pk}/answer/", body, content_type="application/json")


def shown(client):
    response = client.get(URL)
    assert response.status_code == 200
    return response.json()["results"]


def test_the_person_sees_it_first_and_whole(world, asked):
    told = world.by_token("canvasser").get(OWN).json()
    assert [one["id"] for one in told] == [one.pk for one in asked]
    for one, question in zip(told, asked, strict=True):
        assert one["figures"] == question.figures
        assert "6173" in one["question"]
        assert one["caution"] == how_often_wrong()
        assert (one["answer"], one["answered_at"]) == ("", None)
    for role in ("admin", "director", "lead"):
        assert shown(world.by_session(role)) == []
        assert world.by_session(role).get(OWN).json() == []


def test_who_leads_sees_it_once_it_is_answered_with_the_answer_beside_it(world, asked):
    answered = answer(world.by_token("canvasser"), asked[0].pk)
    assert (answered.status_code, answered.json()["answer"]) == (200, "One porch with five bells")
    for role in ("admin", "director", "lead"):
        [told] = shown(world.by_session(role))
        assert (told["id"], told["member"]) == (asked[0].pk, world.canvasser.pk)
        assert told["answer"] == "One porch with five bells"
        assert told["caution"] == how_often_wrong()


def test_who_says_nothing_has_a_week_and_nothing_is_made_of_it(world, asked, clock):
    clock.pass_by(seconds=QUESTION_OWN.total_seconds() - 1)
    assert shown(world.by_session("director")) == []
    clock.pass_by(seconds=1)
    told = shown(world.by_session("director"))
    assert [one["answer"] for one in told] == [""] * 4
    assert [one["id"] for one in told] == [one.pk for one in asked]


def test_nobody_else_is_told_a_figure_or_a_count_of_one_person(world, asked, clock):
    for one in asked:
        answer(world.by_token("canvasser"), one.pk)
    for role in ("admin", "director", "lead"):
        response = world.by_session(role).get(URL)
        assert "6173" not in response.content.decode()
        for one in response.json()["results"]:
            assert not {"figures", "opens_at", "answered_at"} & one.keys()
    asks = description()[URL]["get"].get("parameters", [])
    assert {one["name"] for one in asks if one["in"] == "query"} == {"cursor", "limit"}


def test_it_is_gone_for_everybody_after_its_time(world, asked, clock):
    answer(world.by_token("canvasser"), asked[0].pk)
    clock.pass_by(days=QUESTION_KEPT.days)
    assert world.by_token("canvasser").get(OWN).json() == []
    assert shown(world.by_session("director")) == []
    gone = answer(world.by_token("canvasser"), asked[0].pk)
    assert (gone.status_code, gone.json()["code"]) == (404, "not_found")


def test_each_sees_those_of_people_they_look_after(world, clock):
    later = {"raised_at": clock.now - QUESTION_OWN}
    of = {
        role: make.make_data_question(world.campaign, member, **later).pk
        for role, member in world.members.items()
    }
    seen = {
        role: {one["id"] for one in shown(world.by_session(role))}
        for role in ("admin", "director", "lead")
    }
    assert seen["lead"] == {of["canvasser"]}
    assert seen["director"] == {of["canvasser"], of["lead"]}
    assert seen["admin"] == set(of.values()) - {of["admin"]}


def test_of_who_has_left_nobody_sees_any(world, clock):
    make.make_data_question(world.campaign, world.canvasser, raised_at=clock.now - QUESTION_OWN)
    world.canvasser.is_active = False
    world.canvasser.save()
    assert shown(world.by_session("director")) == []


def test_a_bad_answer_is_refused_and_kept_nowhere(world, asked):
    phone = world.by_token("canvasser")
    for words in ("", "  ", None, "x" * 2001, "a\0b", ["x"]):
        refused = answer(phone, asked[0].pk, words)
        assert (refused.status_code, refused.json()["code"]) == (400, "invalid")
        assert list(refused.json()["fields"]) == ["answer"]
    assert answer(phone, 10**30).status_code == 404
    assert not DataQuestion.objects.exclude(answer="").exists()


def test_an_answer_may_be_said_anew(world, asked, clock):
    phone = world.by_token("canvasser")
    answer(phone, asked[0].pk, "First")
    clock.pass_by(hours=1)
    answer(phone, asked[0].pk, "Second")
    [told] = shown(world.by_session("lead"))
    assert told["answer"] == "Second"


def test_listing_costs_the_same_however_many(world, asked, clock, count_queries):
    clock.pass_by(days=QUESTION_OWN.days)
    client = world.by_session("director")
    few = count_queries(lambda: shown(client))
    for _ in range(20):
        colleague = make.make_member(world.organization, "canvasser")
        made = clock.now - timedelta(days=8)
        make.make_data_question(make.make_campaign(world.organization), colleague, raised_at=made)
    assert count_queries(lambda: shown(client)) == few
    assert len(shown(client)) == 24


def test_another_organizations_are_not_there(world, asked, clock):
    other = make_world()
    clock.pass_by(days=QUESTION_OWN.days)
    assert shown(other.by_session("admin")) == []
    assert answer(other.by_token("canvasser"), asked[0].pk).status_code == 404
