"""A receipt counts each knock once, and says up to where none is missing."""

import pytest

from canvass.models import Device, Intake, QuarantinedItem
from canvass.services.intake.read_receipt import read_receipt
from tests import factories
from tests.canvass.services.knock_documents import Walk, withdrawal

pytestmark = pytest.mark.django_db


def receipt(walk, **other):
    told = read_receipt(**{"device": walk.device, "membership": walk.member} | other)
    counts = (told.applied, told.held, told.quarantined, told.dismissed)
    assert told.received == sum(counts)
    return (*counts, told.contiguous_seq)


def test_nothing_sent_is_nothing_stored():
    assert receipt(Walk()) == (0, 0, 0, 0, 0)


def test_each_knock_counts_once_by_what_became_of_it():
    walk = Walk()
    good, bad = walk.not_home(device_seq=1), (walk.not_home(device_seq=2) | {"door": 10**9})
    undo = withdrawal(walk.not_home(), device_seq=3)
    walk.push(good, bad, undo, good, walk.not_home(device_seq=5), {"no": "id"})
    walk.push({**good, "note": "rewritten"}, {**bad, "note": "again"})

    assert receipt(walk) == (2, 1, 2, 0, 3)
    QuarantinedItem.objects.filter(uid=bad["id"]).update(state="dismissed")
    assert receipt(walk) == (2, 1, 1, 1, 3)
    walk.push(walk.not_home(device_seq=4))
    assert receipt(walk) == (3, 1, 1, 1, 5)


def test_it_is_of_one_person_on_one_phone():
    walk = Walk()
    phone = factories.make_device(walk.organization)
    walk.push(walk.not_home(device_seq=1))

    assert receipt(walk, device=phone) == (0, 0, 0, 0, 0)
    other = factories.make_member(walk.organization)
    assert receipt(walk, membership=other) == (0, 0, 0, 0, 0)


def test_it_costs_the_same_however_many_there_are(count_queries):
    walk = Walk()
    walk.push(walk.not_home(device_seq=1))
    few = count_queries(lambda: receipt(walk))
    walk.push(*[walk.not_home(device_seq=number) for number in range(2, 300)], {"no": "id"})

    assert count_queries(lambda: receipt(walk)) == few <= 3
    assert receipt(walk) == (299, 0, 1, 0, 299)


def test_a_revoked_phone_and_who_left_get_theirs(client):
    walk = Walk()
    token = factories.make_token(walk.member, walk.device)
    Device.objects.update(state="revoked")
    walk.member.is_active = False
    walk.member.save()

    answer = client.get("/api/v1/sync/receipt", headers={"Authorization": f"Token {token}"})

    assert answer.status_code == 200
    assert answer.json() == {
        "device": str(walk.device.pk),
        "received": 0,
        "applied": 0,
        "held": 0,
        "quarantined": 0,
        "dismissed": 0,
        "contiguous_seq": 0,
    }
    assert answer["X-Device-State"] == "revoked"
    assert not Intake.objects.exists()
