"""Questions are raised from what was noted, once, and nothing follows from them."""

from contextlib import suppress
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from canvass.models import DataQuestion, SyncLog
from canvass.rates.data_questions.noticed import Pattern
from canvass.reports.contact_rates import Breakdown, contact_rates
from canvass.services.data_questions.answer_question import answer_question
from canvass.services.data_questions.question_problems import DayNotOver, DayTooLongAgo
from canvass.services.data_questions.raise_questions import raise_questions
from canvass.services.data_questions.read_days import read_days
from canvass.services.fading.fade_trails import fade_trails
from canvass.sync.uuid7 import make_uuid7
from tests import factories as make
from tests.canvass.dignity.canaries import dump
from tests.canvass.dignity.shifts import make_shift
from tests.canvass.services.knock_documents import NOON, Walk, withdrawal
from turf.errors import NotFound

pytestmark = pytest.mark.django_db

DAY = date(2026, 10, 3)
NIGHT = NOON + timedelta(hours=14)
"""Two o'clock in the morning after, in New York."""


def at(seconds):
    """Moment of a knock, seconds after ten o'clock of the Saturday."""
    return (NOON - timedelta(hours=2) + timedelta(seconds=seconds)).isoformat()


def ask(walk, day=DAY, at=NIGHT):
    raise_questions(campaign=walk.campaign, day=day, at=at)
    return list(DataQuestion.objects.order_by("pattern"))


def burst(walk, **fields):
    """Knock five doors in forty seconds."""
    return [walk.not_home(n, knocked_at=at(10 * n), **fields) for n in range(5)]


@pytest.fixture
def walk():
    return Walk(doors=30)


def test_a_burst_is_asked_about_once_however_often_it_is_looked_for(walk):
    walk.push(*burst(walk))
    [question] = ask(walk)
    assert (question.membership, question.pattern, question.day) == (walk.member, "burst", DAY)
    assert question.figures == {"knocks": 5, "within_s": 60}
    walk.push(walk.not_home(5, knocked_at=at(45)))
    [again] = ask(walk, at=NIGHT + timedelta(days=1))
    assert (again.pk, again.figures, again.raised_at) == (question.pk, question.figures, NIGHT)


def test_a_usual_day_raises_nothing(walk):
    walk.push(*(walk.not_home(n, knocked_at=at(180 * n)) for n in range(30)))
    assert ask(walk) == []


def test_a_floor_in_one_batch_is_one_knock(walk):
    walk.push(*burst(walk, batch=str(make_uuid7(1_791_000_000_000, bytes(10)))))
    assert ask(walk) == []


def test_what_does_not_say_when_somebody_stood_there_is_not_timed(walk):
    sent = [walk.not_home(n, knocked_at=at(600 * n)) for n in range(5)]
    walk.push(*sent)
    mended = [
        walk.spoke(n, supersedes=one["id"], knocked_at=at(5000 + n)) for n, one in enumerate(sent)
    ]
    assert {one.outcome.value for one in walk.push(*mended)} == {"applied"}
    assert ask(walk) == []
    other = Walk(doors=5, organization=walk.organization, campaign=walk.campaign)
    other.push(*burst(other), sent_at=NOON - timedelta(hours=1))
    assert ask(walk) == []


def test_neither_practice_nor_literature_nor_what_was_undone_is_looked_at(walk):
    for kind in ("practice", "lit_drop"):
        other = Walk(doors=5, organization=walk.organization, campaign=walk.campaign, kind=kind)
        other.push(*burst(other))
    sent = burst(walk)
    walk.push(*sent)
    walk.push(withdrawal(sent[0]))
    assert ask(walk) == []


def test_contacts_are_compared_with_others_in_the_same_turf_and_hour(walk):
    other = make.make_member(walk.organization, "canvasser")
    phone = make.make_device(walk.organization)
    walk.push(*(walk.spoke(n, knocked_at=at(110 * n)) for n in range(30)))
    make.AssignmentHolder.objects.create(
        organization=walk.organization, assignment=walk.assignment, membership=other
    )
    theirs = [walk.not_home(n, knocked_at=at(110 * n + 60)) for n in range(30)]
    sent = {one.outcome.value for one in walk.push(*theirs, device=phone, membership=other)}
    assert sent == {"applied"}
    questions = ask(walk)
    assert {(one.membership, one.pattern) for one in questions} == {
        (walk.member, "contacts"),
        (other, "contacts"),
    }
    own = next(one for one in questions if one.membership == walk.member)
    assert own.figures == {"attempts": 30, "contacts": 30, "expected": 15.0}


def test_answers_are_compared_with_those_of_others_that_day(walk):
    version = make.make_script_version(walk.campaign)

    def says(whose, door, value):
        answers = [{"question": "plan", "value": value, "language": "en"}]
        result = {"person": whose.people[door].id, "disposition": "partial", "responses": answers}
        return whose.spoke(
            door,
            results=[result],
            script_version=version.pk,
            knocked_at=at(180 * door),
        )

    other = Walk(doors=24, organization=walk.organization, campaign=walk.campaign)
    make.Assignment.objects.update(script_version=version)
    outcomes = walk.push(*(says(walk, n, "yes") for n in range(10)))
    outcomes += other.push(*(says(other, n, "yes" if n % 2 else "no") for n in range(24)))
    assert {(one.outcome.value, one.code) for one in outcomes} == {("applied", "")}
    [question] = ask(walk)
    assert (question.membership, question.figures) == (walk.member, {"conversations": 10})


def test_who_left_and_could_see_no_question_is_asked_none(walk):
    walk.push(*burst(walk))
    walk.member.is_active = False
    walk.member.save()
    assert ask(walk) == []


def test_nothing_follows_from_a_question_or_its_answer(walk):
    shift = make_shift(walk.campaign, walk.member, starts_at=NOON - timedelta(hours=3))
    shift.members.update(
        checked_in_at=NOON - timedelta(hours=3), checked_out_at=NOON + timedelta(hours=1)
    )
    walk.push(*burst(walk))

    def told():
        reports = [contact_rates(campaign=walk.campaign, by=by) for by in (None, *Breakdown)]
        return [(one.rows, one.total, one.cases, one.notes) for one in reports]

    fade_trails(organization=walk.organization, at=NIGHT)
    before = dump(DataQuestion, SyncLog), told()
    [question] = ask(walk)
    assert (dump(DataQuestion, SyncLog), told()) == before
    answer_question(question=question, words="One porch with five bells", at=NIGHT)
    assert (dump(DataQuestion, SyncLog), told()) == before
    fade_trails(organization=walk.organization, at=NIGHT + timedelta(days=14))
    assert not DataQuestion.objects.exists()
    assert (dump(DataQuestion, SyncLog), told()) == before


def test_no_row_refers_to_a_question():
    relations = [one for one in DataQuestion._meta.get_fields() if one.auto_created]
    assert [one.name for one in relations] == ["id"]


@given(late=st.integers(0, 30 * 24 * 60))
@settings(max_examples=20, deadline=None)
def test_a_question_that_is_gone_is_never_asked_again(late):
    with transaction.atomic():
        walk = Walk(doors=5)
        walk.push(*burst(walk))
        ask(walk)
        at = NIGHT + timedelta(minutes=late)
        fade_trails(organization=walk.organization, at=at)
        own = DataQuestion.objects.filter(campaign=walk.campaign)
        has_it = own.exists()
        with suppress(DayTooLongAgo):
            ask(walk, at=at)
        assert own.exists() == has_it
        assert own.standing(at).count() == own.count()
        transaction.set_rollback(True)


def test_a_question_goes_after_fourteen_days_and_not_before(walk):
    walk.push(*burst(walk))
    [question] = ask(walk)
    last = question.expires_at - timedelta(seconds=1)
    fade_trails(organization=walk.organization, at=last)
    assert DataQuestion.objects.standing(last).exists()
    assert not DataQuestion.objects.standing(question.expires_at).exists()
    with pytest.raises(NotFound):
        answer_question(question=question, words="Too late", at=question.expires_at)
    fade_trails(organization=walk.organization, at=question.expires_at)
    assert not DataQuestion.objects.exists()


def test_a_day_that_is_not_over_or_long_ago_is_refused(walk):
    with pytest.raises(DayNotOver, match="2026-10-03 is not over") as problem:
        ask(walk, at=NOON)
    assert problem.value.code == "day_not_over"
    with pytest.raises(DayTooLongAgo, match="take 2026-10-04 or later") as problem:
        ask(walk, at=NIGHT + timedelta(days=14))
    assert problem.value.code == "day_too_long_ago"


def test_an_answer_has_words_and_the_last_ones_count(walk):
    walk.push(*burst(walk))
    [question] = ask(walk)
    answer_question(question=question, words="First", at=NIGHT)
    answered = answer_question(question=question, words="Second", at=NIGHT + timedelta(hours=1))
    assert (answered.answer, answered.answered_at) == ("Second", NIGHT + timedelta(hours=1))
    with pytest.raises(IntegrityError), transaction.atomic():
        answer_question(question=question, words="", at=NIGHT)


def test_the_cost_does_not_grow_with_people(walk, count_queries):
    walk.push(*burst(walk))

    def read():
        read_days(campaign=walk.campaign, day=DAY)

    few = count_queries(read)
    for _ in range(3):
        other = Walk(doors=5, organization=walk.organization, campaign=walk.campaign)
        other.push(*burst(other))
    assert count_queries(read) == few


def test_the_command_asks_in_every_campaign_and_tells_no_number(walk, monkeypatch):
    walk.push(*burst(walk))
    other = Walk(doors=5)
    other.push(*burst(other))
    monkeypatch.setattr("django.utils.timezone.now", lambda: NIGHT)
    out = StringIO()
    call_command("raise_questions", stdout=out)
    call_command("raise_questions", "--day", "2026-10-03", "--json", stdout=out)
    assert out.getvalue().splitlines() == ["Done", '{"done": true}']
    asked = set(DataQuestion.objects.values_list("organization", "membership", "pattern"))
    assert asked == {(one.organization.pk, one.member.pk, Pattern.BURST) for one in (walk, other)}
    with pytest.raises(CommandError, match="not over"):
        call_command("raise_questions", "--day", "2026-10-04")
