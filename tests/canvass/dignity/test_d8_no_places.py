"""D8: coordinates and pictures that a phone sends are nowhere afterwards; the knocks are."""

import json
from datetime import timedelta

import pytest

from canvass.models import Intake, Knock, QuarantinedItem
from canvass.services.intake.replay_intake import replay_intake
from canvass.services.review.rerun_item import rerun_item
from tests import factories as make
from tests.canvass.api.sync.phone import PullingPhone
from tests.canvass.dignity.canaries import dump
from tests.canvass.services.knock_documents import NOON, Walk

pytestmark = pytest.mark.django_db

WHERE = {
    "lat": 39.95258312,
    "coords": {"longitude": -75.16522277},
    "photo": "data:image/png;base64,iVBORw0KGgoCANARY",
}
CANARIES = (b"39.952583", b"75.165222", b"iVBORw0KGgo", b"CANARY")


@pytest.fixture
def walk():
    return Walk()


@pytest.fixture
def phone(walk):
    return PullingPhone(walk.member, walk.device)


def push(phone, *documents):
    rows = [{"assumedMasterState": one | WHERE, "newDocumentState": one} for one in documents]
    return phone.client.post(
        "/api/v1/sync/knocks/push",
        json.dumps(rows),
        content_type="application/json",
        headers={"X-Sent-At": NOON.isoformat()},
    )


def found():
    dumped = dump()
    return [canary for canary in CANARIES if canary in dumped]


def test_a_knock_with_a_place_and_a_picture_is_stored_without_them_and_says_so(walk, phone):
    sent = walk.not_home(0) | WHERE | {"colour": "green"}
    answer = push(phone, sent, walk.not_home(1))
    assert (answer.status_code, answer.json()) == (200, [])
    assert found() == []
    first, second = Knock.objects.order_by("device_seq")
    assert (first.extra["colour"], second.extra) == ("green", {})
    phone.pull("knocks")
    told = phone.held["knocks"][sent["id"]]
    assert (told["sync_state"], told["sync_error"]["code"]) == ("applied", "not_kept")
    assert "sync_warning" not in told
    assert phone.held["knocks"][str(second.uid)]["sync_error"] is None


def test_sent_again_or_read_again_it_is_the_same_knock(walk, phone):
    sent = walk.not_home(0) | WHERE
    unreadable = walk.not_home(1) | WHERE | {"knocked_at": "yesterday"}
    for _ in range(2):
        assert len(push(phone, sent, unreadable).json()) == 1
    body = Intake.objects.first()
    assert len(body.sha256) == 64
    replay = replay_intake(came_before=NOON + timedelta(days=9999), everything=True)
    assert (replay.bodies, replay.failed, replay.unreadable) == (2, [], 0)
    assert (Knock.objects.count(), QuarantinedItem.objects.count()) == (1, 1)
    assert found() == []


def test_what_waits_keeps_none_of_it_and_can_still_be_applied(walk, phone):
    sent = walk.not_home(0) | WHERE | {"door": 10**9}
    [waits] = push(phone, sent).json()
    assert waits["sync_error"]["code"] == "door_not_listed"
    assert found() == []
    item = QuarantinedItem.objects.get()
    QuarantinedItem.objects.update(document=item.document | {"door": walk.doors[0].pk})
    director = make.make_member(walk.organization, "director")
    told = push(phone, walk.not_home(0, id=sent["id"]) | WHERE).json()
    assert told == []
    item.refresh_from_db()
    assert item.state == "applied"
    late = walk.not_home(1) | WHERE | {"walk_list": str(make.make_walk_list(walk.turf).pk)}
    push(phone, late)
    waiting = QuarantinedItem.objects.get(state="quarantined")
    make.make_assignment(
        make.WalkList.objects.get(pk=late["walk_list"]),
        walk.member,
        offered_at=NOON - timedelta(hours=4),
        expires_at=NOON + timedelta(hours=4),
    )
    tried = rerun_item(item=waiting, reason="lent", resolved_by=director, resolved_at=NOON)
    assert (tried.state, found()) == ("applied", [])
