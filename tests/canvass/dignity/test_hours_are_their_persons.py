"""Nobody changes what somebody worked, or as what, without them hearing of it."""

import json
from datetime import timedelta

import pytest
from django.test import Client

from canvass.models import HoursEdit, ShiftMember
from canvass.services.shifts.acknowledge_hours import acknowledge_hours
from tests.canvass.dignity.shifts import make_shift
from tests.canvass.dignity.test_d5_shift_letter import link_of_letter


@pytest.fixture
def shift(world):
    """Plan a shift of a paid canvasser and of the lead."""
    return make_shift(world.campaign, world.members["canvasser"], world.members["lead"])


def post(client, shift, verb, **body):
    url = f"/api/v1/shifts/{shift.pk}/{verb}/"
    return client.post(url, json.dumps(body), content_type="application/json")


def hours_of(world, role="canvasser"):
    return ShiftMember.objects.get(membership=world.members[role])


def placed(world, shift, role="canvasser", **fields):
    who = {"member": world.members[role].pk, "capacity": "paid", "travel_minutes": 0}
    return post(world.by_session("lead"), shift, "place", **who | fields)


def test_before_somebody_comes_a_place_is_only_planned(world, shift):
    assert placed(world, shift, travel_minutes=30).json()["travel_minutes"] == 30
    assert placed(world, shift, capacity="volunteer").json()["capacity"] == "volunteer"
    assert not HoursEdit.objects.exists()


def test_of_who_has_hours_a_change_is_an_edit_that_they_acknowledge(world, shift):
    phone = world.by_token("canvasser")
    post(phone, shift, "check-in")
    for _ in range(2):
        answer = placed(world, shift, capacity="volunteer", travel_minutes=10)
        assert (answer.status_code, answer.json()["capacity"]) == (200, "volunteer")
    [edit] = phone.get("/api/v1/hours/edits/").json()
    assert [edit[when]["capacity"] for when in ("before", "after")] == ["paid", "volunteer"]
    assert [edit[when]["travel_minutes"] for when in ("before", "after")] == [0, 10]
    assert edit["acknowledged_at"] is None


@pytest.mark.parametrize("verb", ["place", "hours"])
def test_nobody_gives_themselves_minutes_or_another_capacity(world, shift, verb):
    lead = world.by_session("lead")
    post(lead, shift, "check-in")
    assert placed(world, shift, "lead").status_code == 200
    member = world.members["lead"].pk
    for change in ({"travel_minutes": 600}, {"capacity": "volunteer"}):
        body = {"member": member, "capacity": "paid", "travel_minutes": 0} | change
        refused = post(lead, shift, verb, **body)
        assert (refused.status_code, refused.json()["code"]) == (400, "own_hours")
    assert (hours_of(world, "lead").travel_minutes, hours_of(world, "lead").capacity) == (0, "paid")


@pytest.mark.parametrize("verb", ["place", "hours"])
def test_a_letter_that_states_another_capacity_is_not_valid(world, shift, verb, clock):
    before, badge = link_of_letter(world, shift), hours_of(world).badge_hash
    if verb == "hours":
        post(world.by_token("canvasser"), shift, "check-in")
    assert b"Not valid" not in Client().get(before).content
    body = {"member": world.members["canvasser"].pk, "capacity": "volunteer"}
    post(world.by_session("director"), shift, verb, **body)
    after = link_of_letter(world, shift)
    assert b"Not valid" in Client().get(before).content
    assert b"Not valid" not in Client().get(after).content
    assert hours_of(world).badge_hash == badge


def noted_out(world, shift, clock, minutes_ago):
    at = (clock.now - timedelta(minutes=minutes_ago)).isoformat()
    return post(
        world.by_session("lead"), shift, "check-out", member=world.members["canvasser"].pk, at=at
    )


def test_a_time_that_another_notes_is_an_edit_and_ones_own_word_counts(world, shift, clock):
    phone = world.by_token("canvasser")
    post(phone, shift, "check-in")
    clock.pass_by(hours=4)
    assert noted_out(world, shift, clock, 60).status_code == 200
    assert hours_of(world).checked_out_at == clock.now - timedelta(hours=1)
    [edit] = phone.get("/api/v1/hours/edits/").json()
    assert edit["before"]["checked_out_at"] is None

    own = clock.now - timedelta(minutes=10)
    for at in (own, clock.now):
        assert post(phone, shift, "check-out", at=at.isoformat()).status_code == 200
    assert hours_of(world).checked_out_at == own
    [kept] = phone.get("/api/v1/hours/edits/").json()
    assert kept["own_checked_out_at"] == "2026-10-03T17:55:07Z"
    assert kept["after"] == edit["after"]
    phone.post(f"/api/v1/hours/edits/{edit['id']}/acknowledge/")
    assert hours_of(world).checked_out_at == own


def test_what_was_acknowledged_stands(world, shift, clock):
    phone = world.by_token("canvasser")
    post(phone, shift, "check-in")
    clock.pass_by(hours=4)
    noted_out(world, shift, clock, 60)
    acknowledge_hours(edit=HoursEdit.objects.get(), at=clock.now)
    post(phone, shift, "check-out")
    assert hours_of(world).checked_out_at == clock.now - timedelta(hours=1)


def test_what_is_noted_as_it_happens_is_no_edit(world, shift, clock):
    post(world.by_token("canvasser"), shift, "check-in")
    clock.pass_by(hours=4)
    noted_out(world, shift, clock, 0)
    assert hours_of(world).checked_out_at == clock.now
    assert not HoursEdit.objects.exists()


@pytest.mark.parametrize(("minutes", "status"), [(10, 200), (11, 400)])
@pytest.mark.parametrize("what", ["check-in", "check-out", "check-out before"])
def test_who_noted_it_wrongly_takes_it_back_within_ten_minutes(
    world, shift, clock, what, minutes, status
):
    lead, member = world.by_session("lead"), {"member": world.members["canvasser"].pk}
    before = hours_of(world)
    if what != "check-in":
        post(world.by_token("canvasser"), shift, "check-in")
        before = hours_of(world)
        clock.pass_by(hours=1)
    if what == "check-out before":
        noted_out(world, shift, clock, 30)
    else:
        post(lead, shift, what, **member)
    clock.pass_by(minutes=minutes)
    other = post(world.by_session("director"), shift, "undo-note", **member)
    assert (other.status_code, other.json()["code"]) == (400, "nothing_to_undo")
    undone = post(lead, shift, "undo-note", **member)
    assert undone.status_code == status
    after = hours_of(world)
    was = (before.checked_in_at, before.checked_out_at, before.briefing_minutes)
    is_now = (after.checked_in_at, after.checked_out_at, after.briefing_minutes)
    assert (is_now == was) is (status == 200)
    assert HoursEdit.objects.exists() is (what == "check-out before" and status == 400)
    assert post(lead, shift, "undo-note", **member).json()["code"] == "nothing_to_undo"


def test_ones_own_word_taken_back_leaves_what_another_noted(world, shift, clock):
    phone = world.by_token("canvasser")
    post(phone, shift, "check-in")
    clock.pass_by(hours=2)
    noted_out(world, shift, clock, 30)
    post(phone, shift, "check-out")
    assert post(phone, shift, "undo-note").status_code == 200
    assert hours_of(world).checked_out_at == clock.now - timedelta(minutes=30)
    assert HoursEdit.objects.get().own_checked_out_at is None
    colleague = post(phone, shift, "undo-note", member=world.members["lead"].pk)
    assert colleague.status_code == 403


def test_what_was_edited_since_is_not_taken_back(world, shift, clock):
    lead, member = world.by_session("lead"), {"member": world.members["canvasser"].pk}
    post(lead, shift, "check-in", **member)
    placed(world, shift, travel_minutes=5)
    assert post(lead, shift, "undo-note", **member).json()["code"] == "nothing_to_undo"
