"""A door found on the street is one of the list, marked as found, or waits with a code."""

from uuid import UUID

import pytest
from django.test import Client

from canvass.models import Change, FoundDoor
from canvass.services.changes.number_changes import number_changes
from canvass.services.found_doors.add_found_door import FoundDoorRewritten, add_found_door
from canvass.services.found_doors.find_place import Place
from canvass.services.lending.freeze_round import freeze_round
from tests import factories as make
from tests.canvass.services.knock_documents import NOON, Walk, not_home
from turf.models import Building, Door, Household, WalkList

pytestmark = pytest.mark.django_db
UID = UUID("0199a8c0-0000-7000-8000-00000000000a")


@pytest.fixture
def walk():
    return Walk(doors=2)


def add(walk, place, unit="", uid=UID):
    return add_found_door(
        walk_list=walk.walk_list, uid=uid, place=place, unit=unit, received_at=NOON
    )


def in_building(walk, door=0):
    return Place(building=walk.doors[door].building_id)


def at_home(walk):
    """A place inside the precinct of the list."""
    return walk.precinct.boundary.point_on_surface.coords


def test_a_new_unit_is_a_door_of_the_list_and_can_be_knocked(walk):
    found = add(walk, in_building(walk), unit="Apt 3")

    door = found.door
    assert (found.state, door.is_found, door.unit) == ("added", True, "3")
    stops = walk.walk_list.listed_doors.order_by("position").values_list("door", flat=True)
    assert list(stops) == [walk.doors[0].pk, walk.doors[1].pk, door.pk]
    outcomes = walk.push(not_home(walk.walk_list, door), walk.not_home(0))
    assert [one.outcome for one in outcomes] == ["applied", "applied"]


def test_a_found_door_sent_twice_is_added_once(walk):
    first, again = (add(walk, in_building(walk), unit="3") for _ in range(2))
    other_id = add(walk, in_building(walk), unit="3", uid=UUID(int=UID.int + 1))
    assert first == again
    assert other_id.door == first.door
    assert WalkList.objects.get(pk=walk.walk_list.pk).door_count == 3
    assert Door.objects.filter(is_found=True).count() == 1
    with pytest.raises(FoundDoorRewritten):
        add(walk, in_building(walk), unit="4")


def test_a_new_house_stands_where_the_phone_says(walk):
    found = add(walk, Place(number="99 1/2", street="Elm Street", lonlat=at_home(walk)))
    building = found.door.building
    assert (building.placed_by, building.address) == ("canvasser", "99 1/2 Elm Street")
    assert building.precinct == walk.precinct
    again = add(walk, Place(number="99 1/2", street="ELM ST"), uid=UUID(int=UID.int + 1))
    assert again.door == found.door


@pytest.mark.parametrize(
    ("place", "code"),
    [
        (Place(number="99", street="Elm St"), "no_position"),
        (Place(number="99", street="Elm St", lonlat=(0.0, 0.0)), "too_far"),
        (Place(number="99", street="Elm St", lonlat=(-75.1605, 39.95)), "outside_ground"),
        (Place(number="", street="Elm St"), "no_address"),
        (Place(number="99", street=" "), "no_address"),
        (Place(building=10**9), "building_not_listed"),
    ],
)
def test_what_cannot_be_matched_waits_with_a_code_and_can_be_mended(walk, place, code):
    found = add(walk, place)
    assert (found.state, found.code, found.door) == ("waiting", code, None)
    assert add(walk, place) == found
    assert not Building.objects.filter(placed_by="canvasser").exists()
    mended = add(walk, in_building(walk), unit="3")
    assert (mended.pk, mended.state, mended.code) == (found.pk, "added", "")


def test_who_asked_not_to_be_visited_is_not_found_again(walk):
    door = make.make_door(walk.doors[0].building, unit="7")
    Household.objects.create(organization=walk.organization, door=door, do_not_knock_at=NOON)
    assert add(walk, in_building(walk), unit="7").code == "keep_away"


def test_a_door_of_another_open_list_is_left_to_it(walk):
    other = make.make_door(walk.doors[0].building, unit="8")
    make.make_walk_list(make.make_turf(walk.turf.cut, [other]))
    assert add(walk, in_building(walk), unit="8").code == "on_another_list"


def test_the_partner_is_told_of_the_longer_list(walk):
    partner = make.make_member(walk.organization, "canvasser")
    make.AssignmentHolder.objects.create(
        organization=walk.organization, assignment=walk.assignment, membership=partner
    )
    number_changes(organization=walk.organization.pk)
    lists = Change.objects.filter(membership=partner, collection="walk_lists")
    before = lists.get().revision

    add(walk, in_building(walk), unit="3")

    assert (lists.get().revision, lists.get().seq) == (before + 1, None)


def test_a_found_door_is_in_the_next_round(walk):
    door = add(walk, in_building(walk), unit="3").door
    walk.push(not_home(walk.walk_list, door), walk.not_home(0))
    [later] = freeze_round(cut=walk.turf.cut, number=2)
    listed = later.listed_doors.order_by("position").values_list("door", flat=True)
    assert list(listed) == [walk.doors[0].pk, door.pk]


def test_a_phone_adds_a_door_to_a_list_it_holds_and_to_no_other(walk):
    token = make.make_token(walk.member, walk.device)
    phone = Client(headers={"Authorization": f"Token {token}"})
    body = {"id": str(UID), "walk_list": str(walk.walk_list.pk), "unit": "3"}
    body["building"] = walk.doors[0].building_id

    def send(**changed):
        return phone.post("/api/v1/found-doors/", body | changed, content_type="application/json")

    answer = send()
    assert answer.status_code == 200, answer.content
    told = answer.json()
    assert told == {
        "id": str(UID),
        "walk_list": str(walk.walk_list.pk),
        "state": "added",
        "code": "",
        "door": FoundDoor.objects.get().door_id,
    }
    assert send().json() == told
    assert send(unit="4").status_code == 409
    assert send(walk_list=str(Walk(doors=1).walk_list.pk)).status_code == 404
    assert send(lon=1e999).status_code == 400
