"""Shifts are planned, run, ended and cancelled; pairs are of two; screens tell what is there."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from canvass.models import Assignment, Notice, Shift, ShiftMember
from canvass.models.shift import CancelCause
from canvass.services.shifts.cancel_shift import cancel_shift
from canvass.services.shifts.check_in import check_in
from canvass.services.shifts.check_out import check_out
from canvass.services.shifts.end_shift import end_shift
from canvass.services.shifts.pair_members import pair_members
from canvass.services.shifts.shift_problems import (
    NotCheckedIn,
    NotInShift,
    PairOfOne,
    ShiftNotNow,
    ShiftOver,
)
from canvass.services.shifts.start_shift import start_shift
from tests import factories as make
from tests.canvass.dignity.shifts import make_shift, place
from tests.world import make_list, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_world()


def post(client, path, **body):
    return client.post(f"/api/v1/{path}", json.dumps(body), content_type="application/json")


def shift_body(world, **fields):
    now = timezone.now()
    return {
        "id": str(uuid4()),
        "campaign": world.campaign.slug,
        "area": "West side",
        "starts_at": now.isoformat(),
        "ends_at": (now + timedelta(hours=4)).isoformat(),
        "briefing_minutes": 15,
    } | fields


def test_a_shift_planned_twice_is_one(world):
    lead, body = world.by_session("lead"), shift_body(world)
    first, again = (post(lead, "shifts/", **body) for _ in range(2))
    assert (first.status_code, first.json()) == (again.status_code, again.json())
    assert first.status_code == 201
    assert Shift.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"ends_at": "2026-01-01T00:00:00Z"}, "shift_ends_first"),
        ({"ends_at": "2099-01-01T00:00:00Z"}, "shift_ends_first"),
        ({"starts_at": "9999-12-31T23:59:00Z"}, "invalid"),
        ({"area": ""}, "invalid"),
        ({"campaign": "another"}, "not_found"),
    ],
)
def test_a_shift_that_cannot_be_has_a_code(world, fields, code):
    answer = post(world.by_session("lead"), "shifts/", **shift_body(world, **fields))
    assert answer.json()["code"] == code
    assert not Shift.objects.exists()


def test_a_pair_of_one_is_refused_by_the_service_and_the_database(world):
    one, other = world.members["canvasser"], world.members["lead"]
    shift = make_shift(world.campaign, one, other)
    with pytest.raises(PairOfOne):
        pair_members(shift=shift, first=one, second=one)
    answer = post(
        world.by_session("lead"), f"shifts/{shift.pk}/pair/", member=one.pk, partner=one.pk
    )
    assert (answer.status_code, answer.json()["code"]) == (400, "pair_of_one")
    with pytest.raises(NotInShift):
        pair_members(shift=shift, first=one, second=world.members["analyst"])


def test_whoever_is_paired_anew_leaves_nobody_half_paired(world):
    people = [world.members[role] for role in ("canvasser", "lead", "director", "admin")]
    shift = make_shift(world.campaign, *people)
    a, b, c, d = people
    pair_members(shift=shift, first=a, second=b)
    pair_members(shift=shift, first=c, second=d)
    pair_members(shift=shift, first=b, second=c)
    partner_of = {
        one.membership: one.partner and one.partner.membership
        for one in ShiftMember.objects.select_related("membership", "partner__membership")
    }
    assert partner_of == {a: None, b: c, c: b, d: None}


def test_a_shift_runs_from_the_first_who_comes_and_ends_once(world):
    member, shift, now = world.members["canvasser"], make_shift(world.campaign), timezone.now()
    place(shift, member)
    with pytest.raises(NotCheckedIn):
        check_out(shift=shift, membership=member, at=now, now=now)
    first = check_in(shift=shift, membership=member, at=now, now=now)
    again = check_in(shift=shift, membership=member, at=now + timedelta(hours=1), now=now)
    assert first.checked_in_at == again.checked_in_at == now
    shift.refresh_from_db()
    assert (shift.state, shift.started_at) == ("running", now)
    start_shift(shift=shift, at=now)
    end_shift(shift=shift, at=now)
    end_shift(shift=shift, at=now + timedelta(hours=9))
    shift.refresh_from_db()
    assert (shift.state, shift.ended_at) == ("ended", now)
    with pytest.raises(ShiftOver):
        start_shift(shift=shift, at=now)
    assert check_out(shift=shift, membership=member, at=now, now=now).checked_out_at == now


def test_nobody_comes_too_early_or_in_the_future(world):
    member, now = world.members["canvasser"], timezone.now()
    shift = make_shift(world.campaign, member, starts_at=now + timedelta(hours=4))
    for at in (now, now + timedelta(hours=4)):
        with pytest.raises(ShiftNotNow):
            check_in(shift=shift, membership=member, at=at, now=now)


def test_a_lead_checks_others_in_and_a_canvasser_only_themselves(world):
    people = world.members["canvasser"], world.members["analyst"]
    shift = make_shift(world.campaign, *people)
    url = f"shifts/{shift.pk}/check-in/"
    assert post(world.by_token("canvasser"), url, member=people[1].pk).status_code == 403
    assert post(world.by_session("lead"), url, member=people[1].pk).status_code == 200
    assert post(world.by_token("canvasser"), url).status_code == 200


def test_a_cancelled_shift_brings_its_lists_back_and_tells_its_people(world):
    member, now = world.members["canvasser"], timezone.now()
    shift = make_shift(world.campaign, member)
    colleague = world.colleague_assignment
    answer = post(world.by_session("lead"), f"shifts/{shift.pk}/cancel/", cause="weather")
    assert (answer.status_code, answer.json()["state"]) == (200, "cancelled")
    world.assignment.refresh_from_db()
    colleague.refresh_from_db()
    assert (world.assignment.state, colleague.state) == ("taken_back", "accepted")
    told = Notice.objects.filter(membership=member)
    assert set(told.values_list("kind", flat=True)) == {"taken_back", "message"}
    cancel_shift(shift=shift, cause=CancelCause.SAFETY, at=now)
    assert Notice.objects.filter(kind="message").count() == 1
    for verb in ("start", "end"):
        refused = post(world.by_session("lead"), f"shifts/{shift.pk}/{verb}/")
        assert (refused.status_code, refused.json()["code"]) == (400, "shift_over")


def test_no_name_on_the_ballot_keeps_a_shift_from_being_cancelled(world):
    make.make_candidate(world.campaign, name="Ana Back")
    shift = make_shift(world.campaign, world.members["canvasser"])
    cancel_shift(shift=shift, cause=CancelCause.WEATHER, at=timezone.now())
    assert "go back by themselves" in Notice.objects.get(kind="message").text


def test_cancelling_tomorrow_takes_nothing_from_who_is_at_work_today(world):
    member, now = world.members["canvasser"], timezone.now()
    today = make_shift(world.campaign, member)
    check_in(shift=today, membership=member, at=now, now=now)
    tomorrow = make_shift(world.campaign, member, starts_at=now + timedelta(hours=10))
    cancel_shift(shift=tomorrow, cause=CancelCause.WEATHER, at=now)
    world.assignment.refresh_from_db()
    assert world.assignment.state == "accepted"


def test_the_morning_tells_who_has_which_list_and_phone_and_what_is_unsent(world):
    member, device = world.members["canvasser"], world.devices["canvasser"]
    make.make_token(member, device)
    device.unsent_reported = 3
    device.save()
    shift = make_shift(world.campaign, member, world.members["analyst"])
    told = world.by_session("lead").get(f"/api/v1/shifts/{shift.pk}/morning/").json()
    by_id = {one["member"]: one for one in told["members"]}
    row = by_id[member.pk]
    assert [one["number"] for one in row["lists"]] == [world.walk_list.number]
    assert [(one["id"], one["unsent"]) for one in row["phones"]] == [(str(device.pk), 3)]
    assert by_id[world.members["analyst"].pk]["lists"] == []
    names = [one["name"].casefold() for one in told["members"]]
    assert names == sorted(names)


def test_the_evening_tells_what_is_left(world):
    member, device, now = world.members["canvasser"], world.devices["canvasser"], timezone.now()
    make.make_token(member, device)
    shift = make_shift(world.campaign, member)
    check_in(shift=shift, membership=member, at=now, now=now)
    make.make_waiting_item(world.organization, device=device, membership=member)
    world.walk_list.listed_doors.filter(position=1).update(worked_at=now)
    url = f"/api/v1/shifts/{shift.pk}/evening/"
    told = world.by_session("lead").get(url).json()
    assert [one["id"] for one in told["phones_out"]] == [str(device.pk)]
    assert [one["id"] for one in told["unsent"]] == [str(device.pk)]
    assert [one["member"] for one in told["not_checked_out"]] == [member.pk]
    assert told["waiting"] == 1
    assert [(one["number"], one["doors_left"]) for one in told["unfinished"]] == [
        (world.walk_list.number, 2)
    ]
    check_out(shift=shift, membership=member, at=now, now=now)
    Assignment.objects.update(state="returned", ended_at=now)
    world.walk_list.listed_doors.update(worked_at=now)
    device.unsent_reported = 0
    device.save()
    told = world.by_session("lead").get(url).json()
    left = ("phones_out", "unsent", "not_checked_out", "unfinished")
    assert all(told[name] == [] for name in left)


def test_what_went_out_on_paper_is_left_to_be_entered(world):
    member, lead, now = world.members["canvasser"], world.by_session("lead"), timezone.now()
    shift = make_shift(world.campaign, member)
    _, _, walk_list = make_list(world.campaign, world.turf.cut, 5)
    body = {"campaign": world.campaign.slug, "number": walk_list.number, "holders": [member.pk]}
    assert post(lead, "assignments/", **body).json()["is_on_paper"] is False
    assert post(lead, "assignments/", **body, is_on_paper=True).json()["is_on_paper"] is True
    assert post(lead, "assignments/", **body).json()["is_on_paper"] is True
    url = f"/api/v1/shifts/{shift.pk}/evening/"

    def left():
        return [(one["number"], one["doors_left"]) for one in lead.get(url).json()["paper"]]

    assert left() == [(walk_list.number, 3)]
    walk_list.listed_doors.filter(position=1).update(worked_at=now)
    assert left() == [(walk_list.number, 2)]
    walk_list.listed_doors.update(worked_at=now)
    assert left() == []


@pytest.mark.parametrize("screen", ["morning", "evening"])
def test_a_screen_costs_the_same_however_many_there_are(world, screen, count_queries):
    shift = make_shift(world.campaign, world.members["canvasser"])
    lead, url = world.by_session("lead"), f"/api/v1/shifts/{shift.pk}/{screen}/"
    make.make_token(world.members["canvasser"])
    few = count_queries(lambda: lead.get(url))
    for column in range(3, 6):
        one = make.make_member(world.organization, "canvasser")
        place(shift, one)
        make.make_token(one)
        make.make_assignment(make_list(world.campaign, world.turf.cut, column)[2], one)
    assert count_queries(lambda: lead.get(url)) == few
