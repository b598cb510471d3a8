"""Pulling over HTTP: what a phone may hold, in pages, and nothing else ever."""

import gzip
import json
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.db import OperationalError
from django.utils import timezone

from canvass.api.sync import pull
from canvass.models import Assignment, SyncLog
from tests.canvass.api.sync.phone import COLLECTIONS, PullingPhone
from tests.canvass.services.knock_documents import Walk
from tests.world import make_world

pytestmark = pytest.mark.django_db
KEYS = ["epoch", "seq", "scope", "backfill"]


@pytest.fixture
def world():
    return make_world()


@pytest.fixture
def phone(world):
    return PullingPhone(world.members["canvasser"], world.devices["canvasser"])


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_an_answer_has_always_the_same_keys(phone, collection):
    page = phone.ask(collection).json()

    assert sorted(page) == ["checkpoint", "documents"]
    assert list(page["checkpoint"]) == KEYS


def test_a_phone_gets_the_list_it_was_lent(world, phone):
    [document] = phone.pull()

    assert document["id"] == str(world.walk_list.pk)
    assert document["_deleted"] is False
    assert document["loan"]["id"] == str(world.assignment.pk)
    assert [stop["position"] for stop in document["stops"]] == [1, 2, 3]


def test_every_answer_says_epoch_time_and_how_the_device_stands(world, phone):
    answers = [phone.ask("walk_lists"), phone.ask("nonsense"), phone.ask("knocks", limit=9e9)]
    epoch = str(SyncLog.objects.get(organization=world.organization).epoch)

    assert [response.status_code for response in answers] == [200, 404, 400]
    for response in answers:
        assert response["X-Sync-Epoch"] == epoch
        assert response["X-Device-State"] == "active"
        told = datetime.fromisoformat(response["X-Server-Time"])
        assert abs(timezone.now() - told) < timedelta(minutes=1)


def test_a_collection_that_is_none_is_not_found(phone):
    for name in ("nonsense", "Walk_lists", "walk_lists%00"):
        response = phone.ask(name)
        assert response.status_code == 404
        assert response.json()["code"] == "not_found"


@pytest.mark.parametrize("limit", ["-1", "501", "x", "1.5", "9" * 5000, "\0"])
def test_a_limit_out_of_bounds_is_refused_in_clear_words(phone, limit):
    response = phone.ask("walk_lists", limit=limit)

    assert response.status_code == 400
    assert response.json()["fields"]["limit"] == ["Ask for 1 to 500 documents, in digits."]


@pytest.mark.parametrize("limit", [1, 500])
def test_a_limit_within_bounds_is_taken(phone, limit):
    assert phone.ask("walk_lists", limit=limit).status_code == 200


@pytest.mark.parametrize(
    "checkpoint",
    ["", "null", "{", "[]", "7", '{"seq": 1}', "\0", "\ud800", "[" * 9999, "é" * 300, "0" * 5000],
)
def test_a_checkpoint_that_cannot_be_read_reads_all_anew(world, phone, checkpoint):
    query = {"checkpoint": checkpoint.encode("utf-8", "surrogatepass")}
    response = phone.client.get("/api/v1/sync/walk_lists/pull", query)

    assert response.status_code == 200
    assert [one["id"] for one in response.json()["documents"]] == [str(world.walk_list.pk)]


@pytest.mark.parametrize(
    "change",
    [{"epoch": str(uuid4())}, {"scope": "0"}, {"seq": 10**12}, {"seq": 10**100}, {"seq": -1}],
)
def test_a_foreign_checkpoint_reads_all_anew(world, phone, change):
    phone.pull()
    foreign = phone.checkpoints["walk_lists"] | change

    page = phone.ask("walk_lists", foreign).json()

    assert [one["id"] for one in page["documents"]] == [str(world.walk_list.pk)]
    assert page["checkpoint"] == phone.checkpoints["walk_lists"]


def test_with_no_news_the_checkpoint_comes_back_as_it_was(phone):
    phone.pull()
    phone.pull()  # now the loan is known to be on the phone
    last = phone.checkpoints["walk_lists"]

    page = phone.ask("walk_lists", last).json()

    assert page == {"documents": [], "checkpoint": last}


def test_a_phone_that_read_everything_holds_what_the_server_says(world):
    walk = Walk()
    phone = PullingPhone(walk.member, walk.device)
    walk.assignment.expires_at = timezone.now() + timedelta(days=1)
    walk.assignment.save()
    walk.push(walk.not_home(0), walk.spoke(1), walk.not_home(2) | {"door": 999_999_999})
    household = walk.people[3].household
    household.do_not_knock_at = timezone.now()
    household.save()

    for collection, count in zip(COLLECTIONS, (1, 2, 1, 3), strict=True):
        phone.pull(collection)
        assert len(phone.held[collection]) == count
        assert phone.response["X-Sync-State-Hash"] == phone.state_hash(collection)


def test_before_the_end_no_hash_is_told():
    walk = Walk()
    walk.push(*(walk.not_home(door) for door in range(4)))
    phone = PullingPhone(walk.member)

    pages = [phone.ask("knocks", limit=limit) for limit in (1, 3, 4, 5)]

    assert ["X-Sync-State-Hash" in page for page in pages] == [False, False, True, True]
    ends = [page.json()["checkpoint"]["backfill"] is None for page in pages]
    assert ends == [False, False, True, True]


def test_a_phone_that_holds_something_else_reads_all_anew_and_is_counted(world, phone, caplog):
    phone.pull()
    phone.pull()
    last = phone.checkpoints["walk_lists"]

    page = phone.ask("walk_lists", last, **{"X-Sync-State-Hash": "f" * 64}).json()

    assert [one["id"] for one in page["documents"]] == [str(world.walk_list.pk)]
    phone.device.refresh_from_db()
    assert phone.device.hash_mismatches == 1
    [line] = [record.getMessage() for record in caplog.records if record.name == "stoop.sync"]
    assert str(phone.device.pk) in line
    assert world.walk_list.name not in line


def test_idle_is_one_request_a_collection_and_no_documents(phone, count_queries):
    for _ in range(2):
        for collection in COLLECTIONS:
            phone.pull(collection)
    phone.requests = 0

    came = [phone.pull(collection) for collection in COLLECTIONS]
    costs = {count_queries(lambda name=name: phone.pull(name)) for name in COLLECTIONS}

    assert came == [[]] * len(COLLECTIONS)
    assert phone.requests == 2 * len(COLLECTIONS)
    assert len(costs) == 1


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_a_page_costs_the_same_however_many_documents(collection, count_queries):
    short, long = (Walk(doors=doors) for doors in (1, 4))
    costs = []
    for walk in (short, long):
        Assignment.objects.update(expires_at=timezone.now() + timedelta(days=1), state="downloaded")
        walk.push(*(walk.spoke(door) for door in range(len(walk.doors))))
        for person in walk.people:
            person.household.do_not_knock_at = timezone.now()
            person.household.save()
        phone = PullingPhone(walk.member)
        phone.ask(collection)
        costs.append(count_queries(lambda phone=phone: phone.ask(collection)))

    assert costs[0] == costs[1]


@pytest.mark.parametrize("how", ["revoked", "wipe", "left"])
def test_who_may_only_deliver_is_shown_every_document_as_gone(how):
    walk = Walk()
    walk.assignment.expires_at = timezone.now() + timedelta(days=1)
    walk.assignment.save()
    walk.push(walk.not_home(0))
    phone = PullingPhone(walk.member, walk.device)
    held = {collection: phone.pull(collection) for collection in COLLECTIONS}
    if how == "left":
        walk.member.is_active = False
        walk.member.save()
    else:
        walk.device.state = how
        walk.device.save()

    for collection in COLLECTIONS:
        gone = phone.pull(collection)
        assert {one["id"] for one in gone} == {one["id"] for one in held[collection]}
        assert all(sorted(one) == ["_deleted", "id", "revision"] for one in gone)
        assert phone.held[collection] == {}
        assert phone.response["X-Device-State"] == ("wipe" if how == "wipe" else "revoked")
        assert phone.response["X-Sync-State-Hash"] == phone.state_hash(collection)
        assert phone.pull(collection) == []


def test_who_comes_back_gets_all_of_it_again(world, phone):
    phone.pull()
    phone.device.state = "revoked"
    phone.device.save()
    phone.pull()
    phone.device.state = "active"
    phone.device.save()

    phone.pull()

    assert list(phone.held["walk_lists"]) == [str(world.walk_list.pk)]


def test_a_list_travels_packed_for_who_can_unpack_it(phone):
    packed = phone.ask("walk_lists", **{"Accept-Encoding": "gzip"})
    plain = phone.ask("walk_lists")

    assert packed["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain
    assert json.loads(gzip.decompress(packed.content)) == plain.json()
    assert len(packed.content) < len(plain.content)
    assert packed["Cache-Control"] == "private, no-store"


def test_only_devices_pull(world, client):
    client.force_login(world.members["canvasser"].user)

    assert client.get("/api/v1/sync/walk_lists/pull").status_code == 401


def test_a_database_that_does_not_answer_says_when_to_come_back(phone, monkeypatch):
    def gone(**_):
        raise OperationalError

    monkeypatch.setattr(pull, "pull_changes", gone)
    response = phone.ask("walk_lists")

    assert response.status_code == 503
    assert int(response["Retry-After"]) > 0
    assert response["X-Device-State"] == "active"


def test_a_list_taken_up_is_noted_as_downloaded_once_the_phone_has_it(world, phone):
    def state():
        return Assignment.objects.get(pk=world.assignment.pk).state

    phone.ask("walk_lists")
    assert state() == "accepted"  # the answer may have been lost
    phone.pull()
    phone.pull()
    assert state() == "downloaded"
    phone.pull()
    assert phone.pull() == []


def test_a_list_that_ran_out_is_gone_and_so_are_its_doors(world, phone):
    world.walk_list.listed_doors.update(worked_at=timezone.now())
    phone.pull()
    phone.pull("door_states")
    assert len(phone.held["door_states"]) == 3
    past = timezone.now() - timedelta(hours=1)
    Assignment.objects.update(offered_at=past - timedelta(hours=1), expires_at=past)

    gone = phone.pull("door_states")

    assert [one["_deleted"] for one in gone] == [True] * 3
    assert [one["_deleted"] for one in phone.pull()] == [True]
    assert phone.held["walk_lists"] == phone.held["door_states"] == {}
    world.assignment.refresh_from_db()
    assert (world.assignment.state, world.assignment.ended_at) == ("expired", past)
