"""Lists over the API: handed out by number, taken up, given back, gone on with, rolled back."""

from datetime import timedelta

import pytest
from django.utils import timezone

from canvass.models import Shift
from tests import factories as make
from tests.canvass.dignity.shifts import make_shift
from tests.world import make_list, make_world
from turf.models import Door, Household

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_world()


def ask(client, path, status, body=None):
    answer = client.post(f"/api/v1/{path}", body or {}, content_type="application/json")
    assert answer.status_code == status, answer.content
    return answer.json()


def wanted(world, **more):
    made = make.make_walk_list(world.turf)
    return {"campaign": world.campaign.slug, "number": made.number} | more


def test_a_list_goes_out_and_comes_back(world):
    lead, phone = world.by_session("lead"), world.by_token("canvasser")
    holder = world.members["canvasser"]
    typed = lead.get("/api/v1/holders/", {"q": holder.user.username[:6]}).json()
    assert holder.pk in [one["id"] for one in typed]
    body = wanted(world, holders=[holder.pk])

    loan = ask(lead, "assignments/", 201, body)
    assert (loan["state"], loan["walk_list_number"]) == ("offered", body["number"])
    assert 19.9 * 3600 < loan["seconds_left"] <= 20 * 3600
    assert ask(lead, "assignments/", 201, body)["id"] == loan["id"]
    assert ask(phone, f"assignments/{loan['id']}/accept/", 200)["state"] == "accepted"
    other = ask(lead, "assignments/", 409, body | {"holders": [world.members["lead"].pk]})
    assert other["code"] == "already_out"
    assert ask(phone, f"assignments/{loan['id']}/return/", 200)["state"] == "returned"
    assert ask(phone, f"assignments/{loan['id']}/accept/", 409)["code"] == "offer_gone"

    rest = ask(lead, f"walk-lists/{loan['walk_list']}/rest/", 201)
    assert rest["continues"] == loan["walk_list"]
    assert ask(lead, f"walk-lists/{rest['id']}/close/", 200)["state"] == "closed"


def test_what_is_wrong_with_a_hand_out_is_said(world):
    lead, holder = world.by_session("lead"), world.members["canvasser"].pk
    past = (timezone.now() - timedelta(hours=1)).isoformat()
    fields = ask(lead, "assignments/", 400, wanted(world, holders=[holder], expires_at=past))
    assert set(fields["fields"]) == {"expires_at"}
    assert ask(lead, "assignments/", 400, wanted(world))["code"] == "not_one_or_two"
    assert ask(lead, "assignments/", 404, wanted(world, names=["nobody"]))["code"] == "not_found"
    twice = wanted(world, holders=[holder, holder])
    assert ask(lead, "assignments/", 400, twice)["code"] == "not_one_or_two"


def test_a_director_rolls_a_list_back_for_a_reason(world):
    director, lead = world.by_session("director"), world.by_session("lead")
    path, reason = f"walk-lists/{world.walk_list.pk}", {"reason": "Taps of a training"}

    assert ask(lead, f"{path}/hold/", 200, reason)["held_at"]
    assert ask(lead, f"{path}/release/", 200, reason)["held_at"] is None
    ask(director, f"{path}/roll-back/", 400, {"reason": " "})
    assert ask(director, f"{path}/roll-back/", 200, reason)["state"] == "rolled_back"
    assert ask(director, f"{path}/put-back/", 200, reason)["state"] == "ready"

    told = lead.get(f"/api/v1/{path}/decisions/").json()["results"]
    kinds = [one["kind"] for one in told]
    assert kinds == ["put_back", "rolled_back", "released", "held"]
    assert told[0]["decided_by"] == world.members["director"].pk


def test_rounds_are_frozen_over_the_api(world):
    director = world.by_session("director")
    body = {"cut": world.turf.cut.pk, "number": 2, "take": ["never_attempted"]}
    first, again = ([one["id"] for one in ask(director, "rounds/", 201, body)] for _ in range(2))
    assert first == again
    assert len(first) == 2
    ask(director, "rounds/", 400, body | {"take": ["complete"]})
    ask(director, "rounds/", 404, body | {"cut": 10**9})
    refused = ask(director, "rounds/", 409, body | {"kind": "lit_drop"})
    assert (refused["code"], "door_knock" in refused["message"]) == ("round_frozen", True)


def test_what_a_household_asked_is_written_down_and_lifted_for_a_reason(world):
    director, lead = world.by_session("director"), world.by_session("lead")
    door = Door.objects.filter(building__precinct=world.precinct).first()

    made = ask(lead, "keep-aways/", 201, {"door": door.pk})
    ask(lead, "keep-aways/", 400, {"door": door.pk, "building": door.building_id})
    assert Household.objects.get(door=door).do_not_knock_at is not None
    assert [one["id"] for one in director.get("/api/v1/keep-aways/").json()["results"]] == [
        made["id"]
    ]
    ask(director, f"keep-aways/{made['id']}/lift/", 400)
    lifted = ask(director, f"keep-aways/{made['id']}/lift/", 200, {"reason": "They called"})
    assert (lifted["stands"], lifted["reason"]) == (False, "They called")
    assert Household.objects.get(door=door).do_not_knock_at is None
    assert director.get("/api/v1/keep-aways/", {"lifted": "false"}).json()["results"] == []


def test_an_offer_that_ran_out_is_gone_and_its_list_is_free(world, monkeypatch):
    _, _, walk_list = make_list(world.campaign, world.turf.cut, 5)
    past = timezone.now() - timedelta(hours=1)
    loan = make.make_assignment(
        walk_list,
        world.canvasser,
        state="offered",
        offered_at=past - timedelta(hours=1),
        expires_at=past,
    )
    refused = ask(world.by_token("canvasser"), f"assignments/{loan.pk}/accept/", 409)
    assert refused["code"] == "offer_gone"
    walk_list.refresh_from_db()
    assert walk_list.state == "ready"

    monkeypatch.setattr("canvass.services.availability.propose_hand_outs.SITS_OUT", 0)
    world.assignment.delete()
    others = [make.make_member(world.organization, "canvasser") for _ in range(2)]
    spare = [make_list(world.campaign, world.turf.cut, column)[2] for column in (6, 7)]
    shift = make_shift(world.campaign, world.canvasser, *others)
    lists = [walk_list, *spare]
    body = {"numbers": [one.number for one in lists]}
    offers = ask(world.by_session("lead"), f"shifts/{shift.pk}/propose/", 200, body)
    assert {one["walk_list"] for one in offers} == {str(one.pk) for one in lists}


@pytest.mark.parametrize(
    ("starts_in", "state", "lasts"),
    [
        (-3, "running", 13),
        (2, "planned", 18),
        (20, "planned", 36),
        (-3, "cancelled", 20),
        (30, "planned", 20),
    ],
)
def test_a_loan_lasts_until_twelve_hours_after_the_shift(world, starts_in, state, lasts):
    starts_at = timezone.now() + timedelta(hours=starts_in)
    shift = make_shift(world.campaign, world.canvasser, starts_at=starts_at)
    Shift.objects.filter(pk=shift.pk).update(state=state)
    loan = ask(
        world.by_session("lead"), "assignments/", 201, wanted(world, holders=[world.canvasser.pk])
    )
    assert lasts * 3600 - 60 < loan["seconds_left"] <= lasts * 3600


@pytest.mark.parametrize(("election_in", "most"), [(None, 14), (3, 14), (40, 41)])
def test_no_loan_outlasts_the_election_by_more_than_a_day(world, election_in, most):
    lead, now = world.by_session("lead"), timezone.now()
    if election_in is not None:
        world.campaign.election_day = now.date() + timedelta(days=election_in)
        world.campaign.save()
    body = wanted(world, holders=[world.canvasser.pk])
    late, good = (now + timedelta(days=most + more) for more in (2, -1))
    refused = ask(lead, "assignments/", 400, body | {"expires_at": late.isoformat()})
    assert refused["code"] == "loan_too_long"
    ask(lead, "assignments/", 201, body | {"expires_at": good.isoformat()})
