"""A question asks and never accuses; to others it tells no figure of a person."""

import re

import pytest

from canvass.rates.data_questions.certainty import how_often_wrong
from canvass.rates.data_questions.day import Day, notice
from canvass.rates.data_questions.noticed import Pattern
from canvass.rates.data_questions.wording import ask_lead, ask_own

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


@pytest.mark.parametrize("pattern", Pattern)
def test_it_asks_and_does_not_accuse(pattern):
    for said in (ask_own(pattern, FIGURES), ask_lead(pattern)):
        assert said.endswith("?")
        assert not ACCUSING.search(said)
    assert not ACCUSING.search(how_often_wrong())


@pytest.mark.parametrize("pattern", Pattern)
def test_others_are_told_no_figure(pattern):
    assert re.search(r"\d", ask_own(pattern, FIGURES))
    assert not re.search(r"\d", ask_lead(pattern))


def test_an_empty_day_raises_nothing():
    assert notice(Day()) == []


def test_each_pattern_is_asked_about_once_at_most():
    day = Day(
        knocked_s=range(40), batches=[None] * 40, answers=["yes"] * 9, others_answers={"no": 90}
    )
    noticed = notice(day)
    assert [one.pattern for one in noticed] == ["burst", "short_gaps", "same_answers"]
    for one in noticed:
        assert ask_own(one.pattern, one.figures)
