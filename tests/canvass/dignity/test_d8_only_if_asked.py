"""D8: how far from the door somebody stood is kept only where the campaign asks."""

import pytest

from canvass.models import Intake, Knock, QuarantinedItem
from tests.canvass.api.sync.phone import PullingPhone
from tests.canvass.dignity.test_d8_no_places import push
from tests.canvass.services.knock_documents import Walk, withdrawal
from turf.models import Campaign

pytestmark = pytest.mark.django_db

FAR = {"off_m": 7.125, "accuracy_m": 8.375}


@pytest.fixture
def walk():
    return Walk()


@pytest.fixture
def phone(walk):
    return PullingPhone(walk.member, walk.device)


def distances():
    return list(Knock.objects.order_by("pk").values_list("off_m", "accuracy_m"))


def test_it_is_dropped_where_nobody_asks_and_from_the_body_too(walk, phone):
    assert push(phone, walk.not_home(0) | FAR).json() == []
    assert distances() == [(None, None)]
    assert b"7.125" not in bytes(Intake.objects.get().body)
    assert Knock.objects.get().extra == {}


def test_it_is_kept_where_the_campaign_asks(walk, phone):
    Campaign.objects.update(asks_distance=True)
    push(phone, walk.not_home(0) | FAR)
    assert distances() == [(7.125, 8.375)]


@pytest.mark.parametrize("first", [True, False])
def test_sent_again_it_is_the_same_knock_whatever_was_asked_meanwhile(walk, phone, first):
    sent = walk.not_home(0) | FAR
    for asks in (first, first, not first, first):
        Campaign.objects.update(asks_distance=asks)
        assert push(phone, sent).json() == []
    phone.pull("knocks")
    told = phone.held["knocks"][sent["id"]]
    Campaign.objects.update(asks_distance=first)
    assert push(phone, told).json() == []
    assert (Knock.objects.count(), QuarantinedItem.objects.count()) == (1, 0)


def test_what_waits_keeps_none_of_it_and_is_applied_all_the_same(walk, phone):
    parent = walk.not_home(0)
    push(phone, withdrawal(parent) | FAR, walk.not_home(1) | FAR | {"door": 10**9})
    for item in QuarantinedItem.objects.all():
        assert (item.document["off_m"], item.document["accuracy_m"]) == (None, None)
    assert push(phone, parent).json() == []
    assert set(QuarantinedItem.objects.values_list("state", flat=True)) == {
        "applied",
        "quarantined",
    }
    assert distances() == [(None, None)] * 2


def test_the_phone_is_told_what_is_asked(walk, phone):
    walk.assignment.expires_at = walk.assignment.expires_at.replace(year=2030)
    walk.assignment.save()
    [before] = phone.pull()
    Campaign.objects.update(asks_distance=True)
    [after] = phone.pull()
    assert (before["asks_distance"], after["asks_distance"]) == (False, True)
