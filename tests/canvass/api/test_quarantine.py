"""The review over HTTP: who may look, what is told, and what a decision answers."""

from datetime import timedelta

import pytest
from django.utils import timezone

from canvass.models import AuditEntry, Knock, QuarantinedItem
from canvass.services.intake.store_intake import store_intake
from canvass.services.knocks.record_knocks import record_knocks
from tests import factories as make
from tests.canvass.api.sync.phone import PullingPhone
from tests.canvass.services.knock_documents import not_home
from tests.world import make_world

pytestmark = pytest.mark.django_db

URL = "/api/v1/quarantine/"
STRANGE_DOOR = 10**9


def send(world, *, received_at=None, **fields):
    """Let the canvasser's phone push a knock at a door that is not listed."""
    now = received_at or timezone.now()
    door = world.walk_list.listed_doors.first().door
    document = not_home(world.walk_list, door, knocked_at=now.isoformat())
    intake = store_intake(
        device=world.devices["canvasser"],
        membership=world.members["canvasser"],
        body=b"[]",
        sent_at=now,
        received_at=now,
    )
    record_knocks(intake=intake, knocks=[document | {"door": STRANGE_DOOR} | fields])
    return QuarantinedItem.objects.latest("id")


@pytest.fixture
def world():
    return make_world()


def listed(client, **query):
    answer = client.get(URL, query)
    assert answer.status_code == 200, answer.content
    return [row["id"] for row in answer.json()["results"]]


def decide(client, item, what, **body):
    return client.post(f"{URL}{item.pk}/{what}/", body, content_type="application/json")


def mending(world, item):
    door = world.walk_list.listed_doors.first().door_id
    return {"document": item.document | {"door": door}, "reason": "the house next door"}


def test_the_list_tells_no_document_and_the_detail_all(world):
    item = send(world, note="says the dog bites")
    director = world.by_session("director")
    whole = director.get(URL)
    assert b"dog" not in whole.content
    [row] = whole.json()["results"]
    assert row == {
        "id": item.pk,
        "uid": str(item.uid),
        "device": str(item.device_id),
        "device_seq": item.device_seq,
        "member": world.members["canvasser"].pk,
        "state": "quarantined",
        "code": "door_not_listed",
        "message": item.message,
        "waits_for": None,
        "received_at": row["received_at"],
        "resolved_at": None,
        "resolved_by": None,
        "reason": "",
    }
    detail = director.get(f"{URL}{item.pk}/").json()
    assert detail == row | {"document": item.document, "mended": None}
    assert detail["document"]["note"] == "says the dog bites"


def test_items_are_narrowed_and_come_oldest_first_in_pages(world):
    now = timezone.now()
    old = send(world, received_at=now - timedelta(days=6))
    other_list = send(world, walk_list=str(make.make_walk_list(world.turf).pk).upper())
    no_list = send(world, walk_list=7)
    client = world.by_session("director")
    decide(client, no_list, "dismiss", reason="nonsense")

    assert listed(client) == [old.pk, other_list.pk, no_list.pk]
    assert listed(client, limit=1) == [old.pk]
    assert listed(client, state="dismissed") == [no_list.pk]
    assert listed(client, code="door_not_listed") == [old.pk]
    assert listed(client, device=str(old.device_id)) == listed(client)
    assert listed(client, device=str(make.make_device(world.organization).pk)) == []
    assert listed(client, member=world.members["canvasser"].pk) == listed(client)
    assert listed(client, member=world.members["lead"].pk) == []
    assert listed(client, campaign=world.campaign.slug) == [old.pk, other_list.pk]
    assert listed(client, campaign=make.make_campaign(world.organization).slug) == []
    assert listed(client, older_than_days=5) == [old.pk]
    assert listed(client, older_than_days=7) == []
    for query in ({"state": "lost"}, {"older_than_days": 0}, {"member": "x"}, {"device": "x"}):
        assert client.get(URL, query).status_code == 400


def test_another_organizations_items_do_not_exist(world):
    other = make_world()
    theirs, mine = send(other), send(world)
    client = world.by_session("admin")
    assert listed(client) == [mine.pk]
    assert listed(client, campaign=other.campaign.slug) == []
    assert listed(client, member=other.members["canvasser"].pk) == []
    assert client.get(f"{URL}{theirs.pk}/").status_code == 404
    for what, body in [
        ("dismiss", {"reason": "x"}),
        ("rerun", {"reason": "x"}),
        ("mend", mending(other, theirs)),
    ]:
        assert decide(client, theirs, what, **body).status_code == 404
    theirs.refresh_from_db()
    assert theirs.state == "quarantined"


def test_a_mend_answers_with_the_item_and_a_second_one_with_409(world):
    item, client = send(world), world.by_session("director")
    answer = decide(client, item, "mend", **mending(world, item))
    assert answer.status_code == 200, answer.content
    told = answer.json()
    assert (told["state"], told["resolved_by"]) == ("applied", world.members["director"].pk)
    assert told["document"]["door"] == STRANGE_DOOR != told["mended"]["door"]
    assert Knock.objects.get().uid == item.uid
    for what, body in [
        ("mend", mending(world, item)),
        ("dismiss", {"reason": "x"}),
        ("rerun", {"reason": "x"}),
    ]:
        again = decide(client, item, what, **body)
        assert (again.status_code, again.json()["code"]) == (409, "item_settled")


def test_each_answer_with_a_voters_words_is_on_record(world):
    director = world.by_session("director")
    mended, dismissed = send(world), send(world)
    decide(director, mended, "mend", **mending(world, mended))
    decide(director, dismissed, "dismiss", reason="a test")
    decide(director, dismissed, "rerun", reason="no test")
    decide(director, dismissed, "rerun", reason="")
    seen = AuditEntry.objects.filter(kind="item_viewed").order_by("seq")
    assert list(seen.values_list("subject_id", "actor")) == [
        (str(item.pk), world.members["director"].pk) for item in (mended, dismissed, dismissed)
    ]


def test_a_mend_that_is_refused_tells_why(world):
    item, client = send(world), world.by_session("director")
    answer = decide(client, item, "mend", document=item.document, reason="as it is")
    assert (answer.status_code, answer.json()["code"]) == (400, "door_not_listed")
    assert answer.json()["message"] == item.message
    answer = decide(client, item, "mend", document={}, reason="nothing")
    assert (answer.status_code, answer.json()["code"]) == (400, "missing_field")
    item.refresh_from_db()
    assert (item.state, item.reason) == ("quarantined", "")


@pytest.mark.parametrize("what", ["mend", "rerun", "dismiss"])
@pytest.mark.parametrize("reason", [{}, {"reason": " "}, {"reason": "x" * 501}])
def test_no_decision_without_a_reason(world, what, reason):
    item, client = send(world), world.by_session("director")
    body = mending(world, item) | {"reason": None} | reason
    answer = decide(client, item, what, **{k: v for k, v in body.items() if v is not None})
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid")
    assert "reason" in answer.json()["fields"]


def test_a_dismissal_is_taken_back_by_running_it_again(world):
    item, client = send(world), world.by_session("director")
    dismissed = decide(client, item, "dismiss", reason="a test").json()
    assert (dismissed["state"], dismissed["reason"]) == ("dismissed", "a test")
    again = decide(client, item, "rerun", reason="it was none").json()
    assert (again["state"], again["reason"]) == ("quarantined", "it was none")


def test_the_phone_hears_of_every_decision(world):
    phone = PullingPhone(world.members["canvasser"], world.devices["canvasser"])
    mended, dismissed, client = send(world), send(world), world.by_session("director")

    def told(item):
        phone.pull("knocks")
        document = phone.held["knocks"][str(item.uid)]
        return document["sync_state"], document["door"]

    assert told(mended) == told(dismissed) == ("quarantined", STRANGE_DOOR)
    body = mending(world, mended)
    decide(client, mended, "mend", **body)
    assert told(mended) == ("applied", body["document"]["door"])
    decide(client, dismissed, "dismiss", reason="nobody knows this door")
    assert told(dismissed) == ("dismissed", STRANGE_DOOR)
    decide(client, dismissed, "rerun", reason="somebody does")
    assert told(dismissed) == ("quarantined", STRANGE_DOOR)


def test_whoever_is_not_to_see_voters_words_sees_nothing(world):
    item = send(world)
    for role in ("lead", "canvasser", "analyst", "compliance"):
        for client in (world.by_session(role), world.by_token(role)):
            assert client.get(URL).status_code == 403
            assert client.get(f"{URL}{item.pk}/").status_code == 403
            assert decide(client, item, "dismiss", reason="x").status_code == 403


def test_listing_costs_the_same_however_many(world, count_queries):
    send(world)
    client = world.by_session("director")
    one = count_queries(lambda: client.get(URL))
    for _ in range(5):
        send(world)
    assert count_queries(lambda: client.get(URL)) == one
