"""D6: who needs to leave is heard by the lead they chose, or told at once that nobody was."""

import json
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from canvass.models import Device, DeviceToken, Leave, Notice
from canvass.services.fading.fade_trails import fade_trails
from canvass.services.shifts.check_in import check_in
from canvass.services.shifts.check_out import check_out
from canvass.services.shifts.choose_lead import choose_lead
from canvass.services.shifts.end_shift import end_shift
from canvass.services.shifts.start_shift import start_shift
from tests import factories as make
from tests.canvass.api.sync.phone import PullingPhone
from tests.canvass.dignity.conftest import NOW
from tests.canvass.dignity.shifts import make_shift, place

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
    DeviceToken.objects.filter(membership=world.members["lead"]).update(last_seen_at=at)


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


@pytest.mark.parametrize(
    "case", ["long not heard of", "never heard of", "phone revoked", "token revoked", "gone"]
)
def test_it_says_at_once_when_the_lead_could_not_be_reached(world, clock, at_work, case):
    lead, now = world.members["lead"], clock.now
    in_touch(
        world,
        {"long not heard of": now - timedelta(minutes=16), "never heard of": None}.get(case, now),
    )
    if case == "phone revoked":
        Device.objects.filter(tokens__membership=lead).update(state="revoked")
    elif case == "token revoked":
        DeviceToken.objects.filter(membership=lead).update(revoked_at=now)
    elif case == "gone":
        lead.is_active = False
        lead.save()
    answer = press(world.by_token("canvasser"), clock)
    assert (answer.status_code, answer.json()["is_reached"]) == (201, False)


def test_whoever_else_uses_the_phone_of_a_lead_does_not_make_the_lead_reached(
    world, clock, at_work
):
    in_touch(world, clock.now - timedelta(hours=3))
    PullingPhone(world.members["director"], world.devices["lead"]).pull("notices")
    assert press(world.by_token("canvasser"), clock).json()["is_reached"] is False


def test_a_phone_that_pulls_is_in_touch_and_written_down_once_a_minute(
    world, clock, at_work, count_queries
):
    phone = PullingPhone(world.members["lead"])
    phone.pull("notices")
    assert press(world.by_token("canvasser"), clock).json()["is_reached"] is True
    phone.pull("notices")
    [seen] = DeviceToken.objects.filter(device=phone.device)
    assert seen.last_seen_at == clock.now
    clock.pass_by(seconds=59)
    within = count_queries(lambda: phone.pull("notices"))
    clock.pass_by(seconds=1)
    assert count_queries(lambda: phone.pull("notices")) > within
    seen.refresh_from_db()
    assert seen.last_seen_at == clock.now


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


def test_the_names_people_chose_do_not_keep_it_back(world, clock, at_work):
    make.make_candidate(world.campaign, name="Marisol Hope")
    person = world.members["canvasser"].user
    person.chosen_name = "Hope, vote for Marisol Hope"
    person.save()
    assert press(world.by_token("canvasser"), clock).status_code == 201
    [notice] = Notice.objects.all()
    assert notice.text.startswith("Hope, vote for Marisol Hope needs to leave now")


def test_two_people_of_one_name_are_two(world, clock, at_work):
    other = world.members["analyst"]
    place(at_work, other)
    check_in(shift=at_work, membership=other, at=clock.now, now=clock.now)
    choose_lead(shift=at_work, membership=other, lead=world.members["lead"])
    for role in ("canvasser", "analyst"):
        world.members[role].user.chosen_name = "Alma"
        world.members[role].user.save()
        assert press(world.by_token(role), clock).status_code == 201
    assert Notice.objects.filter(membership=world.members["lead"]).count() == 2


def test_the_lead_is_told_when_it_was_pressed_by_the_clock_of_the_campaign(world, clock, at_work):
    pressed_at = clock.pass_by(minutes=40) - timedelta(minutes=35)
    press(world.by_token("canvasser"), clock, pressed_at=pressed_at)
    assert Notice.objects.get().text.count("(2026-10-03 10:10)") == 2


@pytest.mark.parametrize(
    "pressed_at",
    [NOW + timedelta(days=400), NOW - timedelta(days=20_000), datetime(2150, 1, 1, tzinfo=UTC)],
)
def test_a_clock_that_is_wrong_keeps_nothing_back(world, clock, at_work, pressed_at):
    answer = press(world.by_token("canvasser"), clock, pressed_at=pressed_at)
    assert answer.status_code == 201
    assert answer.json()["pressed_at"] == answer.json()["received_at"] == "2026-10-03T14:05:07Z"
    assert Notice.objects.count() == 1


def test_an_old_shift_that_nobody_ended_is_not_taken_for_todays(world, clock, at_work):
    old = make_shift(world.campaign, starts_at=clock.now - timedelta(hours=20))
    place(old, world.members["canvasser"])
    start_shift(shift=old, at=clock.now - timedelta(hours=20))
    choose_lead(shift=old, membership=world.members["canvasser"], lead=world.members["director"])
    press(world.by_token("canvasser"), clock)
    assert Leave.objects.get().shift == at_work
    assert Notice.objects.get().membership == world.members["lead"]


@pytest.mark.parametrize("pressed_after", [5, 65])
def test_a_press_that_comes_after_check_out_reaches_the_lead_of_that_place(
    world, clock, at_work, pressed_after
):
    member, came_at = world.members["canvasser"], clock.now
    clock.pass_by(hours=1)
    check_out(shift=at_work, membership=member, at=clock.now, now=clock.now)
    end_shift(shift=at_work, at=clock.now)
    clock.pass_by(hours=5)
    pressed_at = came_at + timedelta(minutes=pressed_after)
    press(world.by_token("canvasser"), clock, pressed_at=pressed_at)
    assert Notice.objects.get().membership == world.members["lead"]


def test_of_two_shifts_of_a_day_it_is_the_one_in_which_it_was_pressed(world, clock, at_work):
    member, morning = world.members["canvasser"], clock.now
    afternoon = make_shift(world.campaign, member, starts_at=clock.now + timedelta(hours=5))
    choose_lead(shift=afternoon, membership=member, lead=world.members["director"])
    clock.pass_by(hours=4)
    check_out(shift=at_work, membership=member, at=clock.now, now=clock.now)
    clock.pass_by(hours=1)
    check_in(shift=afternoon, membership=member, at=clock.now, now=clock.now)
    clock.pass_by(hours=1)
    phone = world.by_token("canvasser")
    for pressed_at in (morning + timedelta(hours=1), clock.now):
        press(phone, clock, pressed_at=pressed_at)
    told = Notice.objects.order_by("pk").values_list("membership", flat=True)
    assert list(told) == [world.members["lead"].pk, world.members["director"].pk]


def test_whom_one_can_choose_is_told_to_people_of_the_shift(world, clock):
    shift = make_shift(world.campaign, world.members["canvasser"])
    phone, url = world.by_token("canvasser"), f"/api/v1/shifts/{shift.pk}/leads/"
    all_who_lead = {world.members[role].pk for role in ("admin", "director", "lead")}
    assert {one["id"] for one in phone.get(url).json()} == all_who_lead
    lead = world.members["lead"]
    place(shift, lead)
    [there] = phone.get(url).json()
    assert there == {"id": lead.pk, "name": lead.user.get_full_name(), "is_chosen": False}
    choose_lead(shift=shift, membership=world.members["canvasser"], lead=lead)
    assert phone.get(url).json() == [there | {"is_chosen": True}]
    assert world.by_session("director").get(url).status_code == 404


def test_nobody_else_is_told_whom_a_person_chose(world, clock, at_work):
    member = world.members["canvasser"].pk
    url, lead = f"/api/v1/shifts/{at_work.pk}/", world.by_session("lead")
    seen = [lead.get(f"{url}morning/").json()["members"], lead.get(url).json()["members"]]
    body = {"member": member, "capacity": "paid", "travel_minutes": 0}
    for verb in ("place", "check-in", "check-out"):
        fields = body if verb == "place" else {"member": member}
        answer = lead.post(f"{url}{verb}/", json.dumps(fields), content_type="application/json")
        assert answer.status_code == 200
        seen.append([answer.json()])
    assert not [place for places in seen for place in places if "lead" in place]


def test_it_is_forgotten_thirty_days_later_with_what_was_told(world, clock, at_work):
    lead = PullingPhone(world.members["lead"])
    press(world.by_token("canvasser"), clock)
    lead.pull("notices")
    assert len(lead.held["notices"]) == 1
    clock.pass_by(days=29, hours=23)
    fade_trails(organization=world.organization, at=clock.now)
    assert Leave.objects.count() == Notice.objects.filter(kind="message").count() == 1
    clock.pass_by(hours=1)
    fade_trails(organization=world.organization, at=clock.now)
    assert not Leave.objects.exists()
    assert not Notice.objects.filter(kind="message").exists()
    lead.pull("notices")
    assert lead.held["notices"] == {}
