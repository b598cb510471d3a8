"""Walk lists and loans: what they answer, and to whom."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from tests import factories as make
from tests.world import make_world
from turf.models import ListedPerson

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_world()


@pytest.fixture
def phone(world):
    return world.by_token("canvasser")


def get(client, path, status=200, **query):
    response = client.get(f"/api/v1/{path}", query)
    assert response.status_code == status, response.content
    return response.json()


def ids(page):
    return [row["id"] for row in page["results"]]


def test_a_walk_list_comes_whole(world, phone):
    walk_list = world.walk_list
    walk_list.streets = [{"type": "LineString", "coordinates": [[-75.16, 39.95], [-75.15, 39.95]]}]
    walk_list.save()

    detail = get(phone, f"walk-lists/{walk_list.pk}/")

    stops = detail.pop("stops")
    assert detail.pop("outline")["type"] == "MultiPolygon"
    assert detail == {
        "id": str(walk_list.pk),
        "campaign": world.campaign.slug,
        "number": walk_list.number,
        "name": walk_list.name,
        "kind": "door_knock",
        "state": "ready",
        "door_count": 3,
        "walk_m": 900.0,
        "minutes": 120.0,
        "frozen_at": "2026-10-03T12:00:00Z",
        "source_code": walk_list.source_code,
        "continues": None,
        "held_at": None,
        "streets": walk_list.streets,
    }
    assert [stop["position"] for stop in stops] == [1, 2, 3]


def test_a_stop_names_targets_and_only_counts_others(world, phone):
    listed = world.walk_list.listed_doors.get(position=2)
    listed.worked_at = datetime(2026, 10, 3, 15, tzinfo=UTC)
    listed.save()
    target, other = ListedPerson.objects.filter(listed_door=listed).order_by("pk")
    other.is_target = False
    other.save()

    response = phone.get(f"/api/v1/walk-lists/{world.walk_list.pk}/")

    assert response.json()["stops"][1] == {
        "position": 2,
        "door": listed.door_id,
        "building": listed.building,
        "address": listed.address,
        "unit": "",
        "floor": None,
        "street": "Main Street",
        "side": "left",
        "lon": listed.lon,
        "lat": listed.lat,
        "worked_at": "2026-10-03T15:00:00Z",
        "language": "",
        "targets": [
            {
                "id": target.person_id,
                "given_name": "Alma",
                "family_name": target.person.family_name,
                "language": "en",
            }
        ],
        "others": 1,
    }
    assert other.person.family_name.encode() not in response.content


def test_a_walk_list_is_drawn_as_points_in_walking_order(world, phone):
    response = phone.get(f"/api/v1/walk-lists/{world.walk_list.pk}/", {"format": "geojson"})

    assert response["Content-Type"] == "application/geo+json"
    features = response.json()["features"]
    listed = world.walk_list.listed_doors.get(position=1)
    assert [one["properties"]["position"] for one in features] == [1, 2, 3]
    assert features[0]["id"] == listed.door_id
    assert features[0]["geometry"] == {"type": "Point", "coordinates": [listed.lon, listed.lat]}
    assert len(features[0]["properties"]["targets"]) == 2


def test_a_list_of_lists_holds_no_person_and_no_stop(world):
    response = world.by_session("lead").get("/api/v1/walk-lists/")

    assert response.status_code == 200
    assert b"Alma" not in response.content
    assert b"stops" not in response.content


def test_a_canvasser_sees_the_list_lent_to_them_and_no_other(world, phone):
    assert ids(get(phone, "walk-lists/")) == [str(world.walk_list.pk)]
    get(phone, f"walk-lists/{world.colleague_list.pk}/", status=404)


@pytest.mark.parametrize("state", ["returned", "taken_back", "closed"])
def test_a_list_given_back_is_gone(world, phone, state):
    world.assignment.state = state
    world.assignment.save()

    assert ids(get(phone, "walk-lists/")) == []
    get(phone, f"walk-lists/{world.walk_list.pk}/", status=404)


def test_a_list_whose_loan_expired_is_gone(world, phone):
    world.assignment.offered_at = timezone.now() - timedelta(hours=2)
    world.assignment.expires_at = timezone.now() - timedelta(seconds=1)
    world.assignment.save()

    assert ids(get(phone, "walk-lists/")) == []
    get(phone, f"walk-lists/{world.walk_list.pk}/", status=404)


def test_both_of_a_pair_see_their_list_once(world, phone):
    partner = make.make_member(world.organization, "canvasser")
    make.AssignmentHolder.objects.create(
        organization=world.organization, assignment=world.assignment, membership=partner
    )

    assert ids(get(phone, "walk-lists/")) == [str(world.walk_list.pk)]
    assert ids(get(phone, "assignments/")) == [str(world.assignment.pk)]


def test_walk_lists_are_narrowed_by_each_filter(world):
    lead, first = world.by_session("lead"), world.walk_list
    first.state = "out"
    first.save()

    assert len(ids(get(lead, "walk-lists/", campaign=world.campaign.slug))) == 2
    assert ids(get(lead, "walk-lists/", campaign="none")) == []
    assert ids(get(lead, "walk-lists/", state="out")) == [str(first.pk)]
    assert ids(get(lead, "walk-lists/", number=first.number)) == [str(first.pk)]
    assert ids(get(lead, "walk-lists/", precinct=world.precinct.code)) == [str(first.pk)]


@pytest.mark.parametrize(
    ("field", "value"),
    [("state", "lost"), ("number", "x"), ("number", 2**31), ("number", 0), ("precinct", "\0")],
)
def test_a_filter_that_does_not_fit_is_refused(world, field, value):
    problem = get(world.by_session("lead"), "walk-lists/", status=400, **{field: value})

    assert set(problem["fields"]) == {field}


def test_a_loan_says_how_long_it_still_lasts(world, phone, monkeypatch):
    loan = world.assignment
    monkeypatch.setattr(timezone, "now", lambda: loan.expires_at - timedelta(minutes=2))

    assert get(phone, "assignments/")["results"] == [
        {
            "id": str(loan.pk),
            "walk_list": str(loan.walk_list_id),
            "walk_list_number": world.walk_list.number,
            "walk_list_name": world.walk_list.name,
            "state": "accepted",
            "offered_at": loan.offered_at.isoformat().replace("+00:00", "Z"),
            "expires_at": loan.expires_at.isoformat().replace("+00:00", "Z"),
            "seconds_left": 120,
            "script_version": world.version.pk,
            "literature": None,
            "is_on_paper": False,
        }
    ]


def test_a_loan_that_is_over_has_no_time_left(world, phone, monkeypatch):
    late = world.assignment.expires_at + timedelta(days=1)
    monkeypatch.setattr(timezone, "now", lambda: late)

    assert get(phone, f"assignments/{world.assignment.pk}/")["seconds_left"] == 0


def test_a_loan_brings_the_whole_script(world, phone):
    script = get(phone, f"assignments/{world.assignment.pk}/")["script"]

    assert script["id"] == world.version.pk
    assert script["languages"] == ["en", "es"]
    assert script["first"] == "plan"
    assert [question["key"] for question in script["questions"]] == ["plan", "when"]
    assert script["questions"][0] == {
        "key": "plan",
        "position": 1,
        "kind": "single",
        "wording": {"en": "Do you have a plan to vote?", "es": "¿Tiene un plan para votar?"},
        "choices": [
            {"value": "yes", "label": {"en": "Yes", "es": "Sí"}},
            {"value": "no", "label": {"en": "No", "es": "No"}},
        ],
        "next_by_answer": {"yes": "when"},
        "next_key": "",
        "is_required": True,
    }


def test_a_loan_without_a_script_says_so(world):
    bare = make.make_assignment(make.make_walk_list(world.turf), world.members["canvasser"])

    detail = get(world.by_token("canvasser"), f"assignments/{bare.pk}/")

    assert detail["script"] is None
    assert detail["script_version"] is None


def test_who_lends_lists_sees_all_loans_at_the_desk_and_their_own_on_a_phone(world):
    desk, phone = world.by_session("lead"), world.by_token("lead")

    both = {str(world.assignment.pk), str(world.colleague_assignment.pk)}
    assert set(ids(get(desk, "assignments/"))) == both
    assert ids(get(phone, "assignments/")) == []


def test_loans_are_narrowed_by_state_and_list(world):
    lead = world.by_session("lead")
    world.assignment.state = "returned"
    world.assignment.save()

    assert ids(get(lead, "assignments/", state="returned")) == [str(world.assignment.pk)]
    of_colleague = get(lead, "assignments/", walk_list=world.colleague_list.pk)
    assert ids(of_colleague) == [str(world.colleague_assignment.pk)]
    assert set(get(lead, "assignments/", status=400, walk_list="x")["fields"]) == {"walk_list"}
