"""Phones are revoked at once, wiped when they have delivered, and shared without harm."""

from datetime import UTC, datetime, timedelta

import pytest

from canvass.models import AuditEntry, Device
from canvass.services.devices.enrol_device import enrol_device
from canvass.services.devices.report_device import report_device
from canvass.services.devices.revoke_device import revoke_device
from canvass.services.devices.revoke_token import revoke_token
from canvass.services.devices.wipe_device import wipe_device
from tests import factories as make
from turf.errors import NotFound
from turf.models import Role

NOW = datetime(2026, 10, 3, 13, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead():
    return make.make_member(make.make_organization(), Role.LEAD)


@pytest.fixture
def canvasser(lead):
    return make.make_member(lead.organization, Role.CANVASSER)


@pytest.fixture
def phone(canvasser):
    return enrol_device(membership=canvasser, name="phone")[0]


def kinds():
    return list(AuditEntry.objects.order_by("seq").values_list("kind", flat=True))


def test_a_phone_revoked_twice_was_revoked_the_first_time(phone, lead):
    for at in (NOW, LATER):
        revoked = revoke_device(device=phone, revoked_by=lead, revoked_at=at)
    assert (revoked.state, revoked.revoked_at) == ("revoked", NOW)
    assert kinds() == ["device_enrolled", "device_revoked"]


def test_a_revoked_phone_can_be_wiped_and_one_to_be_wiped_stays_so(phone, lead):
    revoke_device(device=phone, revoked_by=lead, revoked_at=NOW)
    wipe_device(device=phone, asked_by=lead, asked_at=LATER)
    wiped = revoke_device(device=phone, revoked_by=lead, revoked_at=LATER)
    assert (wiped.state, wiped.revoked_at) == ("wipe", NOW)


def report(phone, member, **said):
    usual = {"unsent": 0, "app_version": "1.2", "is_wiped": False, "reported_at": LATER}
    return report_device(device=phone, reported_by=member, **usual | said)


def test_a_phone_says_what_it_has_not_sent(phone, canvasser):
    report(phone, canvasser, unsent=7)
    told = Device.objects.get(pk=phone.pk)
    assert (told.unsent_reported, told.app_version, told.last_sync_at) == (7, "1.2", LATER)


@pytest.mark.parametrize(
    ("is_asked", "unsent", "is_wiped"), [(True, 0, True), (True, 3, False), (False, 0, False)]
)
def test_a_phone_is_wiped_once_it_was_asked_to_and_has_nothing_left(
    phone, canvasser, lead, is_asked, unsent, is_wiped
):
    if is_asked:
        wipe_device(device=phone, asked_by=lead, asked_at=NOW)
    report(phone, canvasser, unsent=unsent, is_wiped=True)
    phone.refresh_from_db()
    assert (phone.wiped_at is not None) == is_wiped
    assert phone.tokens.exists() != is_wiped


def test_of_a_shared_phone_one_persons_way_in_is_revoked_and_the_others_stay(
    phone, canvasser, lead
):
    other = make.make_member(lead.organization, Role.CANVASSER)
    enrol_device(membership=other, name="", device=phone)
    for _ in range(2):
        revoke_token(device=phone, member=canvasser.pk, revoked_by=lead, revoked_at=NOW)
    revoked = dict(phone.tokens.values_list("membership", "revoked_at"))
    assert revoked == {canvasser.pk: NOW, other.pk: None}
    assert kinds().count("token_revoked") == 1
    with pytest.raises(NotFound):
        revoke_token(device=phone, member=lead.pk, revoked_by=lead, revoked_at=NOW)


def test_a_lead_looks_after_phones_on_which_only_canvassers_are(phone, lead, canvasser):
    admin = make.make_member(lead.organization, Role.ADMIN)
    mine = enrol_device(membership=lead, name="own")[0]
    shared = enrol_device(membership=canvasser, name="shared")[0]
    enrol_device(membership=admin, name="", device=shared)
    make.make_device(make.make_organization())
    assert set(Device.objects.looked_after_by(lead, NOW)) == {phone, mine}
    assert set(Device.objects.looked_after_by(admin, NOW)) == {phone, mine, shared}
