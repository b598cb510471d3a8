"""A phone that was asked to wipe itself delivers first; then nobody comes in with its token."""

import pytest

from canvass.models import AuditEntry, Knock
from tests import factories as make
from tests.canvass.api.sync.test_push import Phone
from tests.canvass.services.knock_documents import Walk

pytestmark = pytest.mark.django_db


@pytest.fixture
def walk():
    return Walk()


@pytest.fixture
def phone(walk):
    return Phone(walk)


def wipe(phone, made):
    answer = phone.client.post("/api/v1/sync/wipe", {"made": made}, content_type="application/json")
    return answer.status_code, answer.json()["code"] if answer.content else None


def to_wipe(device):
    device.state = "wipe"
    device.save()


def test_a_wiped_phone_is_let_go_only_when_nothing_is_missing(walk, phone):
    to_wipe(walk.device)
    knocks = [walk.not_home(door, device_seq=door + 1) for door in range(3)]

    assert wipe(phone, 3) == (409, "knocks_missing")
    assert phone.push(knocks[0], knocks[2]).status_code == 200
    assert wipe(phone, 3) == (409, "knocks_missing")
    assert phone.push(knocks[1]).status_code == 200
    assert wipe(phone, 3) == (204, None)

    assert Knock.objects.count() == 3
    assert phone.push(knocks[0]).status_code == 401
    assert wipe(phone, 3)[0] == 401
    assert phone.client.get("/api/v1/sync/receipt").status_code == 401


def test_what_waits_for_a_person_is_not_missing(walk, phone):
    to_wipe(walk.device)

    phone.push(walk.not_home(device_seq=1) | {"door": 10**9})

    assert wipe(phone, 1) == (204, None)


def is_wiped(device):
    device.refresh_from_db()
    return device.wiped_at is not None


@pytest.mark.parametrize("state", ["active", "revoked"])
def test_nobody_wipes_by_mistake(walk, phone, state):
    walk.device.state = state
    walk.device.save()

    assert wipe(phone, 0) == (409, "not_to_wipe")
    assert phone.push().status_code == 200


def test_another_person_on_the_same_phone_still_delivers(walk, phone):
    to_wipe(walk.device)
    other = Walk(organization=walk.organization)
    other.device = walk.device
    theirs = Phone(other)

    assert wipe(phone, 0) == (204, None)
    assert theirs.push(other.not_home()).status_code == 200
    assert not is_wiped(walk.device)
    assert wipe(theirs, 0) == (204, None)
    assert is_wiped(walk.device)
    assert AuditEntry.objects.get(kind="device_wiped").actor == other.member.pk


@pytest.mark.parametrize("made", [-1, 2**53, "x", None, [1]])
def test_a_number_that_makes_no_sense_wipes_nothing(walk, phone, made):
    to_wipe(walk.device)

    assert wipe(phone, made) == (400, "invalid")
    assert phone.push().status_code == 200


def test_only_devices_wipe(walk, client):
    client.force_login(make.make_member(walk.organization).user)

    assert client.post("/api/v1/sync/wipe", {"made": 0}).status_code == 401
