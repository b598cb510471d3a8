"""What was kept and never looked at is taken in later; what is settled for long is emptied."""

import json
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError

from canvass.models import Intake, Knock, QuarantinedItem
from canvass.services.intake import replay_intake as module
from canvass.services.intake.prune_intake import KEPT_DAYS, prune_intake
from canvass.services.intake.replay_intake import replay_intake
from canvass.services.intake.store_intake import store_intake
from tests.canvass.services.knock_documents import NOON, Walk

pytestmark = pytest.mark.django_db

LATER = NOON + timedelta(hours=1)


def kept(walk, *documents, body=None, received_at=NOON, **fields):
    """Store a body that nobody looked at."""
    items = [{"newDocumentState": document} for document in documents]
    return store_intake(
        device=walk.device,
        membership=walk.member,
        body=json.dumps(items).encode() if body is None else body,
        sent_at=received_at,
        received_at=received_at,
        **fields,
    )


def test_a_body_without_outcomes_is_taken_in_as_if_it_had_been_then():
    walk = Walk()
    intake = kept(walk, walk.not_home(), walk.not_home() | {"door": 10**9})

    done = replay_intake(came_before=LATER)

    assert (done.bodies, done.failed, done.unreadable) == (1, [], 0)
    assert done.outcomes == {"applied": 1, "quarantined": 1, "held": 0, "duplicate": 0}
    assert Knock.objects.get().received_at == NOON
    intake.refresh_from_db()
    assert intake.outcomes == dict(done.outcomes)
    assert replay_intake(came_before=LATER).bodies == 0


def test_replaying_everything_changes_nothing_and_keeps_the_first_outcomes():
    walk = Walk()
    kept(walk, walk.not_home())
    replay_intake(came_before=LATER)
    before = [*Knock.objects.values(), *Intake.objects.values("outcomes", "fault")]

    done = replay_intake(came_before=LATER, everything=True)

    assert done.outcomes["duplicate"] == 1
    assert before == [*Knock.objects.values(), *Intake.objects.values("outcomes", "fault")]


def test_one_body_that_fails_stops_no_other(monkeypatch):
    walk = Walk()
    bodies = [kept(walk, walk.not_home(number)) for number in range(3)]
    kept(walk, body=b"<html>")
    push = module.push_changes

    def failing(*, intake, documents):
        if intake.pk == bodies[1].pk:
            raise OperationalError
        return push(intake=intake, documents=documents)

    monkeypatch.setattr(module, "push_changes", failing)
    done = replay_intake(came_before=LATER)

    assert (done.bodies, done.failed, done.unreadable) == (4, [bodies[1].pk], 1)
    assert Knock.objects.count() == 2
    monkeypatch.undo()
    assert replay_intake(came_before=LATER).outcomes["applied"] == 1
    assert replay_intake(came_before=LATER).bodies == 0


def test_only_what_came_in_the_time_asked_for():
    walk = Walk()
    kept(walk, walk.not_home(), received_at=NOON - timedelta(days=2))
    kept(walk, walk.not_home())

    assert replay_intake(came_before=NOON).bodies == 1
    assert replay_intake(came_before=LATER, came_since=NOON, everything=True).bodies == 1


def test_the_command_prints_what_it_did(capsys):
    walk = Walk()
    kept(walk, walk.not_home())
    Intake.objects.update(received_at=NOON - timedelta(days=10_000))

    call_command("replay_intake", "--json", "--since", "1990-01-01T00:00:00Z")

    assert json.loads(capsys.readouterr().out)["outcomes"]["applied"] == 1
    with pytest.raises(CommandError, match="no time such as"):
        call_command("replay_intake", "--since", "noon")


def test_a_body_is_emptied_once_all_of_it_is_settled_for_long(capsys):
    walk = Walk()
    settled, waits, unread = (
        kept(walk, walk.not_home()),
        kept(walk, walk.not_home() | {"door": 10**9}),
        kept(walk, body=b"<html>"),
    )
    fingerprint = settled.sha256
    replay_intake(came_before=LATER)
    over = NOON + timedelta(days=KEPT_DAYS, seconds=1)

    assert prune_intake(at=over - timedelta(seconds=2)) == 0
    assert prune_intake(at=over) == 1
    settled.refresh_from_db()
    assert (bytes(settled.body), settled.pruned_at, settled.sha256) == (b"", over, fingerprint)
    QuarantinedItem.objects.update(state="dismissed", resolved_at=over)
    assert prune_intake(at=over + timedelta(days=KEPT_DAYS - 1)) == 0
    assert prune_intake(at=over + timedelta(days=KEPT_DAYS + 1)) == 1
    assert set(Intake.objects.filter(pruned_at=None)) == {unread}
    assert waits.body
    assert replay_intake(came_before=over, everything=True).bodies == 1
    call_command("prune_intake", "--json")
    assert json.loads(capsys.readouterr().out) == {"pruned": 0}
