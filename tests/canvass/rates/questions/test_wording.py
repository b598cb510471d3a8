"""A question asks and never accuses; to others it tells no figure of a person."""

import re

import pytest

from canvass.rates.questions.certainty import how_often_wrong
from canvass.rates.questions.day import Day, notice
from canvass.rates.questions.kinds import QuestionKind
from canvass.rates.questions.wording import ask_lead, ask_own

FIGURES = {
    "knocks": 6,
    "within_s": 60,
    "gaps": 12,
    "median_s": 11.5,
    "attempts": 30,
    "contacts": 27,
    "expected": 15.2,
    "conversations": 9,
}
ACCUSING = re.compile(
    r"fraud|fak|cheat|lie[ds]?\b|lying|suspic|flag|violat|mislead|dishonest|false|accus|guilt"
    r"|honest|caught|wrongdo|must|explain yourself|discipl",
    re.IGNORECASE,
)


@pytest.mark.parametrize("kind", QuestionKind)
def test_it_asks_and_does_not_accuse(kind):
    for said in (ask_own(kind, FIGURES), ask_lead(kind)):
        assert said.endswith("?")
        assert not ACCUSING.search(said)
    assert not ACCUSING.search(how_often_wrong())


@pytest.mark.parametrize("kind", QuestionKind)
def test_others_are_told_no_figure(kind):
    assert re.search(r"\d", ask_own(kind, FIGURES))
    assert not re.search(r"\d", ask_lead(kind))


def test_an_empty_day_raises_nothing():
    assert notice(Day()) == []


def test_each_kind_is_asked_once_at_most():
    day = Day(
        knocked_s=range(40), batches=[None] * 40, answers=["yes"] * 9, others_answers={"no": 90}
    )
    noticed = notice(day)
    assert [one.kind for one in noticed] == ["burst", "short_gaps", "same_answers"]
    for one in noticed:
        assert ask_own(one.kind, one.figures)
