"""Found doors that nobody could match are shown to who leads, who finds their place."""

from uuid import UUID

import pytest

from canvass.models import FoundDoor
from canvass.services.found_doors.add_found_door import add_found_door
from canvass.services.found_doors.find_place import Place
from tests import factories as make
from tests.canvass.services.knock_documents import NOON
from tests.world import make_world
from turf.models import Household

pytestmark = pytest.mark.django_db
URL = "/api/v1/found-doors/waiting/"
UID = UUID("0199a8c0-0000-7000-8000-00000000000a")


@pytest.fixture
def world():
    return make_world()


def find(world, number="99", uid=UID):
    """A house of which the phone told no position: it waits."""
    place = Place(number=number, street="Elm Street")
    return add_found_door(walk_list=world.walk_list, uid=uid, place=place, received_at=NOON)


def new_door(world):
    return make.make_door(world.walk_list.listed_doors.first().door.building, unit="9")


def decide(client, found, word, **body):
    answer = client.post(f"{URL}{found.pk}/{word}/", body, content_type="application/json")
    return answer.status_code, answer.json()


@pytest.mark.parametrize("way", ["by_session", "by_token"])
def test_who_leads_sees_what_waits_as_the_phone_told_it(world, way):
    found = find(world)
    find(make_world())
    [told] = getattr(world, way)("lead").get(URL).json()["results"]
    assert told == {
        "id": str(found.pk),
        "walk_list": str(world.walk_list.pk),
        "state": "waiting",
        "code": "no_position",
        "building": None,
        "number": "99",
        "street": "Elm Street",
        "unit": "",
        "door": None,
        "received_at": told["received_at"],
    }
    assert FoundDoor.objects.for_organization(world.organization).waiting().count() == 1


def test_once_resolved_it_stands_on_the_list_and_waits_no_more(world):
    found, door, lead = find(world), new_door(world), world.by_session("lead")
    for _ in range(2):
        status, told = decide(lead, found, "resolve", door=door.pk)
        assert (status, told["state"], told["door"]) == (200, "added", door.pk)
    assert world.walk_list.listed_doors.order_by("-position").first().door == door
    assert world.walk_list.listed_doors.count() == 4
    assert lead.get(URL).json()["results"] == []
    assert find(world).door == door
    for word, body in (("resolve", {"door": new_door_elsewhere(world).pk}), ("dismiss", {})):
        status, told = decide(lead, found, word, **body)
        assert (status, told["code"]) == (409, "found_door_settled")


def new_door_elsewhere(world):
    return world.colleague_list.listed_doors.first().door


def test_what_must_not_be_knocked_and_what_is_elsewhere_is_no_place_for_it(world):
    found, door, lead = find(world), new_door(world), world.by_session("lead")
    Household.objects.create(organization=door.organization, door=door, do_not_knock_at=NOON)
    status, told = decide(lead, found, "resolve", door=door.pk)
    assert (status, told["code"]) == (400, "keep_away")
    status, told = decide(lead, found, "resolve", door=new_door_elsewhere(world).pk)
    assert (status, told["code"]) == (400, "on_another_list")
    assert decide(lead, found, "resolve", door=new_door(make_world()).pk)[0] == 404
    assert FoundDoor.objects.get().state == "waiting"


def test_dismissed_it_waits_no_more_until_the_phone_mends_it(world):
    found, lead = find(world), world.by_session("lead")
    for _ in range(2):
        assert decide(lead, found, "dismiss")[1]["state"] == "dismissed"
    assert find(world).state == "dismissed"
    assert lead.get(URL).json()["results"] == []
    assert find(world, number="101").state == "waiting"
