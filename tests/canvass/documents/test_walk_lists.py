"""Walk lists as documents: whole, small, and only where a loan of them stands."""

import gzip
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone
from rest_framework.utils import encoders

from canvass.api.serializers import ScriptVersionOut, WholeWalkListOut
from canvass.documents.walk_lists import documents_of
from tests import factories as make
from tests.canvass.services.knock_documents import NOON, Walk
from tests.world import make_list, make_world
from turf.models import ListedPerson, WalkList

pytestmark = pytest.mark.django_db
MOST_BYTES = 30_000


@pytest.fixture
def world():
    return make_world()


def read(member, *lists, at=None):
    rows = [str(walk_list.pk) for walk_list in lists]
    return documents_of(membership=member, rows=rows, at=at or timezone.now())


def as_json(document):
    return encoders.json.loads(encoders.json.dumps(document, cls=encoders.JSONEncoder))


def test_a_list_reads_as_it_does_elsewhere_in_the_api(world):
    other = ListedPerson.objects.filter(listed_door__walk_list=world.walk_list).first()
    other.is_target = False
    other.save()

    told = as_json(read(world.members["canvasser"], world.walk_list)[str(world.walk_list.pk)])

    whole = as_json(WholeWalkListOut(WalkList.objects.get(pk=world.walk_list.pk)).data)
    shared = ["number", "name", "kind", "campaign", "source_code", "minutes", "walk_m"]
    shared += ["outline", "streets"]
    assert {name: told[name] for name in shared} == {name: whole[name] for name in shared}
    for name in ("past", "hazards", "access"):
        assert [stop.pop(name) for stop in told["stops"]] == [[], [], []]
    assert told["stops"] == whole["stops"]
    assert told["script"] == as_json(ScriptVersionOut(world.version).data)
    assert told["fallback_script"] is None
    shared += ["loan", "stops", "script", "fallback_script"]
    assert sorted(told) == sorted([*shared, "asks_distance", "literature", "mailbox_rule"])


def test_the_loan_says_until_when(world):
    loan = world.assignment

    told = read(world.members["canvasser"], world.walk_list)[str(world.walk_list.pk)]["loan"]

    assert told == {
        "id": loan.pk,
        "state": "accepted",
        "offered_at": loan.offered_at,
        "expires_at": loan.expires_at,
    }


@pytest.mark.parametrize("state", ["returned", "taken_back", "expired", "closed"])
def test_a_list_whose_loan_ended_is_not_told(world, state):
    world.assignment.state = state
    world.assignment.save()

    assert read(world.members["canvasser"], world.walk_list) == {}


def test_a_list_is_told_until_its_loan_runs_out_and_no_longer(world):
    member, until = world.members["canvasser"], world.assignment.expires_at

    assert read(member, world.walk_list, at=until - timedelta(seconds=1))
    assert read(member, world.walk_list, at=until) == {}


@pytest.mark.parametrize("role", ["admin", "director", "lead", "canvasser"])
def test_nobody_is_told_of_a_list_lent_to_others(world, role):
    foreign = make_world()

    told = read(world.members[role], world.colleague_list, foreign.walk_list)

    assert told == {}


def test_a_list_without_a_script_has_none(world):
    world.assignment.script_version = None
    world.assignment.save()

    assert (
        read(world.members["canvasser"], world.walk_list)[str(world.walk_list.pk)]["script"] is None
    )


def past_of(walk, later):
    told = read(walk.member, later, at=NOON)[str(later.pk)]
    return [stop["past"] for stop in told["stops"]]


@pytest.fixture
def walk():
    return Walk(doors=3)


@pytest.fixture
def next_round(walk):
    later = make.make_walk_list(walk.turf)
    times = {"offered_at": NOON + timedelta(hours=1), "expires_at": NOON + timedelta(hours=9)}
    make.make_assignment(later, walk.member, **times)
    return later


def test_the_past_tells_the_three_latest_knocks_that_count(walk, next_round):
    *_, undone = documents = [
        walk.not_home(0, knocked_at=(NOON - timedelta(days=days)).isoformat())
        for days in (9, 6, 5, 4, 3)
    ]
    walk.assignment.offered_at = NOON - timedelta(days=20)
    walk.assignment.save()
    walk.push(*documents, walk.spoke(1, "refused"))
    walk.push(walk.not_home(0, supersedes=undone["id"], results=[{"disposition": "withdrawn"}]))

    third, second, none = past_of(walk, next_round)

    days = [(NOON - timedelta(days=days)).date() for days in (4, 5, 6)]
    assert third == [{"day": day, "disposition": "not_home"} for day in days]
    assert second == [{"day": date(2026, 10, 3), "disposition": "refused"}]
    assert none == []


@pytest.mark.parametrize(
    "change",
    [{"kind": "practice"}, {"state": "rolled_back"}],
)
def test_the_past_leaves_out_lists_that_do_not_count(walk, next_round, change):
    walk.push(walk.not_home(0))
    WalkList.objects.filter(pk=walk.walk_list.pk).update(**change)

    assert past_of(walk, next_round) == [[], [], []]


def test_the_past_is_what_was_known_when_the_list_was_handed_out(walk, next_round):
    walk.push(walk.not_home(0), received_at=NOON + timedelta(hours=2))
    elsewhere = Walk(organization=walk.organization)
    elsewhere.doors = walk.doors

    assert past_of(walk, next_round) == [[], [], []]


def test_the_past_of_a_list_is_not_its_own(walk):
    walk.push(walk.not_home(0))

    told = read(walk.member, walk.walk_list, at=NOON)[str(walk.walk_list.pk)]

    assert [stop["past"] for stop in told["stops"]] == [[], [], []]
    assert told["stops"][0]["worked_at"] is not None


def test_the_cost_does_not_grow(world, count_queries):
    member = world.members["canvasser"]
    few = count_queries(lambda: read(member, world.walk_list))
    lists = [world.walk_list]
    for column in range(3, 6):
        lists.append(make_list(world.campaign, world.turf.cut, column)[2])
        version = make.make_script_version(world.campaign)
        make.make_assignment(lists[-1], member, script_version=version)

    assert len(read(member, *lists)) == 4
    assert count_queries(lambda: read(member, *lists)) == few == 9


def a_long_list():
    """Sixty doors of three people, in crooked streets, walked in three rounds before."""
    walk = Walk(doors=60)
    for number, door in enumerate(walk.doors):
        make.make_person(door, given_name=f"Given{number * 7 % 60}", language="es")
        make.make_person(door, family_name=f"Family{number * 13 % 60}")
    for days in (60, 40, 20):
        then = NOON - timedelta(days=days)
        knocked = {"knocked_at": (then - timedelta(minutes=5)).isoformat()}
        before = make.make_walk_list(walk.turf)
        times = {"offered_at": then - timedelta(hours=2), "expires_at": then + timedelta(hours=9)}
        make.make_assignment(before, walk.member, state="closed", **times)
        held, walk.walk_list = walk.walk_list, before
        walk.push(
            *(walk.not_home(door, **knocked) for door in range(60)),
            sent_at=then,
            received_at=then,
        )
        walk.walk_list = held
    later = make.make_walk_list(walk.turf)
    later.streets = [
        {
            "type": "LineString",
            "coordinates": [
                [-75.16 + (line * 37 + point * 11) % 997 / 1e5, 39.95 + line * point % 991 / 1e5]
                for point in range(12)
            ],
        }
        for line in range(60)
    ]
    later.save()
    version = make.make_script_version(walk.campaign)
    make.make_assignment(
        later,
        walk.member,
        script_version=version,
        offered_at=NOON,
        expires_at=NOON + timedelta(hours=9),
    )
    make.make_fallback(walk.campaign)
    return walk, later


def test_a_list_of_sixty_doors_is_small():
    walk, later = a_long_list()

    [told] = read(walk.member, later, at=datetime(2026, 10, 3, 18, tzinfo=UTC)).values()

    assert told["script"]
    assert told["fallback_script"]
    assert [len(stop["past"]) for stop in told["stops"]] == [3] * 60
    assert [len(stop["targets"]) for stop in told["stops"]] == [3] * 60
    assert len(gzip.compress(encoders.json.dumps(as_json(told)).encode())) <= MOST_BYTES
