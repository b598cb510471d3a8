"""Pushing knocks over HTTP: kept first, stored once, answered in full."""

import gzip
import json
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from canvass.api.sync import headers, push
from canvass.api.sync.body import MOST_BYTES, Damaged, TooLarge, unpack
from canvass.models import Intake, Knock, QuarantinedItem
from canvass.sync.read_documents import MOST_DOCUMENTS
from tests import factories as make
from tests.canvass.services.knock_documents import Walk

URL = "/api/v1/sync/knocks/push"


class Phone:
    """A phone that pushes what was done on a walk."""

    def __init__(self, walk):
        self.walk = walk
        token = make.make_token(walk.member, walk.device)
        self.client = Client(
            headers={"Authorization": f"Token {token}"}, raise_request_exception=False
        )

    def push(self, *documents, **headers):
        items = [{"newDocumentState": document} for document in documents]
        return self.send(json.dumps(items).encode(), **headers)

    def send(self, body, **headers):
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.post(URL, body, content_type="application/json", headers=named)


@pytest.fixture
def walk(db):
    walk = Walk()
    walk.assignment.expires_at = timezone.now() + timedelta(days=365 * 10)
    walk.assignment.save()
    return walk


@pytest.fixture
def phone(walk):
    return Phone(walk)


def test_a_push_of_good_knocks_is_answered_with_nothing(walk, phone):
    response = phone.push(walk.not_home(0), walk.spoke(1))

    assert response.status_code == 200
    assert response.json() == []
    assert Knock.objects.count() == 2


def test_a_push_sent_twice_stores_once_and_keeps_both_bodies(walk, phone):
    document = walk.not_home()

    first, second = phone.push(document), phone.push(document)

    assert first.json() == second.json() == []
    assert Knock.objects.count() == 1
    assert [row.outcomes["duplicate"] for row in Intake.objects.order_by("pk")] == [0, 1]


def test_what_the_server_had_before_is_not_looked_at(walk, phone):
    body = [{"assumedMasterState": {"x": 1}, "newDocumentState": walk.not_home()}]

    assert phone.send(json.dumps(body).encode()).json() == []
    assert Knock.objects.count() == 1


def test_a_bad_document_comes_back_with_its_reason_and_never_as_deleted(walk, phone):
    bad = walk.not_home(1, note="kept", _deleted=True) | {"door": 999_999_999}

    response = phone.push(walk.not_home(0), bad, walk.not_home(2))

    assert response.status_code == 200
    [back] = response.json()
    error = back.pop("sync_error")
    assert back == {**bad, "_deleted": False, "sync_state": "quarantined"}
    assert set(error) == {"code", "message", "fixable"}
    assert error["code"] == "door_not_listed"
    assert error["fixable"] is True
    assert Knock.objects.count() == 2
    assert QuarantinedItem.objects.count() == 1


@pytest.mark.parametrize("item", [1, None, "x", [], {}, {"newDocumentState": 5}, {"id": "x"}])
def test_an_item_of_no_form_waits_and_blocks_nobody(walk, phone, item):
    body = json.dumps([item, {"newDocumentState": walk.not_home()}]).encode()

    response = phone.send(body)

    assert response.status_code == 200
    assert [back["sync_state"] for back in response.json()] == ["quarantined"]
    assert Knock.objects.count() == 1


@pytest.mark.parametrize(
    ("written", "given_back"),
    [
        (r'"\ud800"', "\ud800"),
        (r'"\u0000"', "\0"),
        ('"é🚪"', "é🚪"),
        ("NaN", None),
        ("-Infinity", None),
        ("1e999", None),
        ("12345678901234567890123", 12345678901234567890123),
        ("9" * 5000, None),
        ("[" * 300 + "]" * 300, json.loads("[" * 300 + "]" * 300)),
    ],
)
def test_an_odd_value_waits_and_comes_back_as_a_phone_can_read_it(walk, phone, written, given_back):
    body = '[{"newDocumentState": {"id": "x", "odd": ODD}}]'.replace("ODD", written)

    response = phone.send(body.encode())

    assert response.status_code == 200
    [back] = json.loads(response.content, parse_constant=pytest.fail)
    assert back["odd"] == given_back


def test_the_answer_says_the_time_and_how_the_device_stands(phone):
    response = phone.push()

    told = datetime.fromisoformat(response["X-Server-Time"])
    assert abs(timezone.now() - told) < timedelta(minutes=1)
    assert response["X-Device-State"] == "active"


def test_the_body_is_kept_as_it_came_with_what_the_phone_said(walk, phone):
    body = json.dumps([{"newDocumentState": walk.not_home()}], indent=3).encode()

    phone.send(body, X_Sent_At="2026-10-03T12:00:00-04:00", X_Client_Schema="7")

    intake = Intake.objects.get()
    assert bytes(intake.body) == body
    assert intake.sent_at == datetime(2026, 10, 3, 16, tzinfo=UTC)
    assert intake.client_schema == 7
    assert intake.device == walk.device


@pytest.mark.parametrize("clock", ["", "noon", "2026-10-03", "2026-10-03T12:00:00", "9999-12-31T0"])
@pytest.mark.parametrize("schema", ["", "x", "-1", "9" * 30])
def test_a_clock_or_schema_that_makes_no_sense_refuses_nothing(walk, phone, clock, schema):
    response = phone.push(walk.not_home(), X_Sent_At=clock, X_Client_Schema=schema)

    assert response.status_code == 200
    assert Intake.objects.get().sent_at is None


@pytest.mark.parametrize("zone", ["-23:59", "+23:59", "+14:00"])
def test_no_time_zone_is_too_odd_for_any_database(walk, phone, zone):
    odd = f"2026-10-03T12:00:00{zone}"

    response = phone.push(
        walk.not_home(knocked_at=odd, come_back_at=odd), X_Sent_At=f"2026-10-03T13:00:00{zone}"
    )

    assert response.json() == []
    assert Knock.objects.get().knocked_at == datetime.fromisoformat(odd)
    assert Knock.objects.get().come_back_at == datetime.fromisoformat(odd)


def test_a_gzipped_body_is_unpacked(walk, phone):
    body = json.dumps([{"newDocumentState": walk.not_home()}]).encode()

    response = phone.send(gzip.compress(body), Content_Encoding="gzip")

    assert response.json() == []
    assert bytes(Intake.objects.get().body) == body
    assert Knock.objects.count() == 1


@pytest.mark.parametrize(
    "body", [b"", b"[", b"<html>Welcome to the hotel</html>", b"{}", b"[" * 100_000, b"\xff\xfe"]
)
def test_a_body_that_cannot_be_read_is_kept_and_not_acknowledged(phone, body):
    response = phone.send(body)

    assert response.status_code == 400
    assert response.json()["code"] in {"damaged_body", "parse_error"}
    assert bytes(Intake.objects.get().body) == body


@pytest.mark.parametrize("cut", [5, -1, -9])
def test_a_gzip_cut_short_is_kept_and_not_acknowledged(walk, phone, cut):
    packed = gzip.compress(json.dumps([{"newDocumentState": walk.not_home()}]).encode())[:cut]

    response = phone.send(packed, Content_Encoding="gzip")

    assert response.status_code == 400
    assert bytes(Intake.objects.get().body) == packed
    assert Knock.objects.count() == 0


def test_a_body_shorter_than_announced_is_kept_and_not_acknowledged(phone):
    cut_off = {"wsgi.input": BytesIO(b"[]"), "CONTENT_LENGTH": "2000"}

    response = phone.client.post(URL, b"", content_type="application/json", **cut_off)

    assert response.status_code == 400
    assert bytes(Intake.objects.get().body) == b"[]"


def test_a_body_too_large_is_told_to_halve(phone):
    response = phone.send(b"[" + b" " * MOST_BYTES + b"]")

    assert response.status_code == 413
    assert response.json()["code"] == "too_large"
    assert "X-Device-State" in response
    assert Intake.objects.count() == 0


def test_too_many_items_are_told_to_halve(walk, phone):
    items = [walk.not_home(number % 4) for number in range(3)]
    too_many = json.dumps(items + [0] * (MOST_DOCUMENTS - 2)).encode()

    assert phone.send(too_many).status_code == 413
    assert Knock.objects.count() == 0
    assert phone.push(*items).status_code == 200
    assert Knock.objects.count() == 3


@pytest.mark.parametrize("size", [MOST_BYTES * 3, 200_000])
def test_a_bomb_is_not_unpacked(phone, size):
    response = phone.send(gzip.compress(b" " * size), Content_Encoding="gzip")

    assert response.status_code == 413
    assert Intake.objects.count() == 0


def test_another_packing_is_refused_by_name(phone):
    response = phone.send(b"[]", Content_Encoding="br")

    assert response.status_code == 415
    assert response.json()["code"] == "unknown_encoding"


@given(st.binary(max_size=300))
def test_anything_packed_comes_out_as_it_went_in(body):
    noise = bytes(range(256))  # keeps the ratio within the limit

    assert unpack(gzip.compress(body + noise)) == body + noise


@given(st.binary(max_size=100))
def test_anything_that_is_no_gzip_is_damaged_or_too_large(body):
    with pytest.raises((Damaged, TooLarge)):
        unpack(body)


@pytest.mark.parametrize("state", ["revoked", "wipe"])
def test_a_revoked_device_still_delivers_and_hears_that_it_is(walk, phone, state):
    walk.device.state = state
    walk.device.save()

    response = phone.push(walk.not_home())

    assert response.status_code == 200
    assert response["X-Device-State"] == state
    assert Knock.objects.count() == 1
    assert phone.client.get("/api/v1/walk-lists/").status_code == 401


def test_who_left_still_delivers_and_hears_that_it_is_over(walk, phone):
    walk.member.is_active = False
    walk.member.save()

    response = phone.push(walk.not_home())

    assert response.status_code == 200
    assert response["X-Device-State"] == "revoked"
    assert Knock.objects.count() == 1


def test_whose_sign_in_was_closed_still_delivers_and_does_nothing_else(walk, phone):
    walk.member.user.is_active = False
    walk.member.user.save()

    response = phone.push(walk.not_home())

    assert response.status_code == 200
    assert response["X-Device-State"] == "revoked"
    assert Knock.objects.count() == 1
    assert phone.client.get("/api/v1/walk-lists/").status_code == 401


def test_only_devices_push(walk, client):
    client.force_login(walk.member.user)

    assert client.post(URL, b"[]", content_type="application/json").status_code == 401


def test_a_list_of_another_organization_is_as_unknown_as_none(walk, phone):
    theirs = Walk()
    nowhere = theirs.not_home() | {"walk_list": str(walk.device.pk)}

    unknown = phone.push(theirs.not_home()).json()[0]["sync_error"]
    unreal = phone.push(nowhere).json()[0]["sync_error"]

    assert unknown == unreal
    assert Knock.objects.count() == 0


def test_the_body_stays_when_recording_fails(walk, phone, monkeypatch):
    def broken(**_):
        raise RuntimeError

    monkeypatch.setattr(push, "push_changes", broken)

    response = phone.push(walk.not_home())

    assert response.status_code == 500
    assert Intake.objects.get().outcomes is None


def test_a_database_that_does_not_answer_is_never_a_yes(walk, phone, monkeypatch):
    def locked(**_):
        raise OperationalError("database is locked")

    monkeypatch.setattr(push, "store_intake", locked)

    response = phone.push(walk.not_home())

    assert response.status_code == 503
    assert int(response["Retry-After"]) > 0


def test_a_database_that_is_gone_before_the_token_was_read_is_no_500(walk, phone, monkeypatch):
    def gone(*_):
        raise OperationalError

    monkeypatch.setattr(headers.DeliveringDevices, "authenticate", gone)
    response = phone.push(walk.not_home())

    assert response.status_code == 503
    assert "Retry-After" in response


@pytest.mark.django_db(transaction=True)
def test_the_body_is_committed_before_it_is_looked_at(monkeypatch):
    phone = Phone(Walk())
    seen = []

    def look(**_):
        seen.append((connection.in_atomic_block, Intake.objects.count()))
        return []

    monkeypatch.setattr(push, "push_changes", look)
    phone.push()

    assert seen == [(False, 1)]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has a disk of its own")
@pytest.mark.django_db(transaction=True)
def test_a_full_disk_is_no_yes_and_is_made_good_when_there_is_room():
    walk = Walk()
    phone = Phone(walk)
    items = [walk.not_home(door % 4, note="x" * 2000) for door in range(50)]
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")  # what earlier tests left free is room too
        pages, most = (
            cursor.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("page_count", "max_page_count")
        )
        cursor.execute(f"PRAGMA max_page_count = {pages + 5}")
        full = phone.push(*items)
        cursor.execute(f"PRAGMA max_page_count = {most}")

    assert full.status_code == 503
    assert int(full["Retry-After"]) > 0
    assert (Intake.objects.count(), Knock.objects.count()) == (0, 0)
    assert phone.push(*items).json() == []
    assert Knock.objects.count() == 50
