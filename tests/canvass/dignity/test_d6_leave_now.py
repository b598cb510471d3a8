"""D6: who needs to leave is heard by the lead they chose, or told at once that nobody was."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest

from canvass.models import Leave, Notice
from canvass.services.shifts.check_in import check_in
from canvass.services.shifts.choose_lead import choose_lead
from tests import factories as make
from tests.canvass.dignity.shifts import make_shift

URL = "/api/v1/leaves/"


def press(client, clock, uid=None, pressed_at=None):
    body = {"id": str(uid or uuid4()), "pressed_at": (pressed_at or clock.now).isoformat()}
    return client.post(URL, json.dumps(body), content_type="application/json")


@pytest.fixture
def at_work(world, clock):
    member, lead = world.members["canvasser"], world.members["lead"]
    shift = make_shift(world.campaign, member)
    check_in(shift=shift, membership=member, at=clock.now, now=clock.now)
    choose_lead(shift=shift, membership=member, lead=lead)
    make.make_token(lead, world.devices["lead"])
    return shift


def in_touch(world, at):
    world.devices["lead"].last_sync_at = at
    world.devices["lead"].save()


def test_it_goes_to_the_lead_the_person_chose_and_to_nobody_else(world, clock, at_work):
    in_touch(world, clock.now - timedelta(minutes=5))
    answer = press(world.by_token("canvasser"), clock)
    assert answer.status_code == 201
    assert answer.json()["is_reached"] is True
    assert answer.json()["call"] == "+1 215 555 0100"
    [notice] = Notice.objects.all()
    assert notice.membership == world.members["lead"]
    assert len(world.by_session("lead").get(URL).json()) == 1
    for role in ("admin", "director", "analyst", "compliance"):
        assert world.by_session(role).get(URL).json() == []


@pytest.mark.parametrize("case", ["long not heard of", "never heard of", "revoked", "gone"])
def test_it_says_at_once_when_the_lead_could_not_be_reached(world, clock, at_work, case):
    in_touch(world, clock.now - timedelta(minutes=16))
    if case == "never heard of":
        in_touch(world, None)
    if case in ("revoked", "gone"):
        in_touch(world, clock.now)
        world.devices["lead"].state = "revoked" if case == "revoked" else "active"
        world.devices["lead"].save()
        world.members["lead"].is_active = case == "revoked"
        world.members["lead"].save()
    answer = press(world.by_token("canvasser"), clock)
    assert (answer.status_code, answer.json()["is_reached"]) == (201, False)


def test_it_is_never_refused_for_want_of_a_shift_or_a_lead(world, clock):
    phone = world.by_token("canvasser")
    answer = press(phone, clock)
    assert (answer.status_code, answer.json()["is_reached"]) == (201, False)
    assert answer.json()["lead"] is None
    assert not Notice.objects.exists()


def test_the_person_keeps_a_copy_with_its_time_and_sent_twice_it_is_one(world, clock, at_work):
    phone, uid = world.by_token("canvasser"), uuid4()
    pressed_at = clock.now - timedelta(minutes=20)
    first = press(phone, clock, uid, pressed_at)
    clock.pass_by(minutes=30)
    again = press(phone, clock, uid, pressed_at)
    assert again.json() == first.json()
    assert phone.get(URL).json() == [first.json()]
    assert first.json()["pressed_at"] == "2026-10-03T13:45:07Z"
    assert first.json()["received_at"] == "2026-10-03T14:05:07Z"
    assert Leave.objects.count() == Notice.objects.count() == 1


def test_a_press_of_somebody_else_is_not_there(world, clock, at_work):
    uid = uuid4()
    press(world.by_token("canvasser"), clock, uid)
    assert press(world.by_token("analyst"), clock, uid).status_code == 404


def test_nobody_is_dialled_and_no_place_is_kept(world, clock, at_work):
    answer = press(world.by_token("canvasser"), clock)
    assert "911" not in answer.content.decode()
    columns = {field.name for field in Leave._meta.get_fields()}
    assert not {"lon", "lat", "location", "place"} & columns


def test_a_phone_that_is_offline_is_a_line_like_any_other(world, clock, at_work):
    world.devices["canvasser"].last_sync_at = clock.now - timedelta(days=3)
    world.devices["canvasser"].save()
    make.make_token(world.members["canvasser"], world.devices["canvasser"])
    lead = world.by_session("lead")
    for screen in ("morning", "evening"):
        told = lead.get(f"/api/v1/shifts/{at_work.pk}/{screen}/").content.decode()
        for word in ("alarm", "alert", "missing", "offline", "warning"):
            assert word not in told
    assert not Leave.objects.exists()
    assert not Notice.objects.exists()


def test_only_who_hands_out_lists_can_be_chosen(world, at_work):
    phone = world.by_token("canvasser")
    url = f"/api/v1/shifts/{at_work.pk}/lead/"
    for role, status in (("director", 200), ("analyst", 400), ("canvasser", 400)):
        body = json.dumps({"lead": world.members[role].pk})
        assert phone.put(url, body, content_type="application/json").status_code == status
