"""The cost of each answer in queries does not grow with the rows in it."""

import pytest

from tests import factories as make
from tests.world import make_list, make_world

pytestmark = pytest.mark.django_db

LISTS = ["campaigns", "precincts", "precincts/?format=geojson", "turfs", "turfs/?format=geojson"]
LISTS += ["cuts", "walk-lists", "assignments"]


def grow(world):
    """Add three of everything a list can show."""
    cut = world.turf.cut
    for column in range(3, 6):
        make.make_cut(make.make_campaign(world.organization))
        _, _, walk_list = make_list(world.campaign, cut, column)
        version = make.make_script_version(world.campaign)
        make.make_assignment(walk_list, world.members["canvasser"], script_version=version)


@pytest.mark.parametrize("way", ["token", "session"])
@pytest.mark.parametrize("role", ["lead", "canvasser"])
@pytest.mark.parametrize("path", LISTS)
def test_a_list_costs_the_same_however_long(count_queries, path, role, way):
    world = make_world()
    client = world.by_token(role) if way == "token" else world.by_session(role)
    url = f"/api/v1/{path}" + ("" if "?" in path else "/")

    few = count_queries(lambda: client.get(url))
    grow(world)

    assert count_queries(lambda: client.get(url)) == few


@pytest.mark.parametrize("detail", ["turfs", "walk-lists", "walk-lists geojson"])
def test_a_detail_costs_the_same_however_many_stops(count_queries, detail):
    world = make_world()
    lead = world.by_session("lead")
    doors = make.make_doors(world.precinct, 12)
    for door in doors:
        make.make_person(door)
    long_turf = make.make_turf(world.turf.cut, doors)
    shape, _, form = detail.partition(" ")
    short, long = (
        (world.turf, long_turf)
        if shape == "turfs"
        else (world.walk_list, make.make_walk_list(long_turf))
    )
    query = {"format": form} if form else {}

    few, many = (
        count_queries(lambda row=row: lead.get(f"/api/v1/{shape}/{row.pk}/", query))
        for row in (short, long)
    )

    assert many == few


def test_a_script_costs_the_same_however_many_questions(count_queries):
    world = make_world()
    phone = world.by_token("canvasser")
    url = f"/api/v1/assignments/{world.assignment.pk}/"

    few = count_queries(lambda: phone.get(url))
    for position in range(3, 9):
        make.Question.objects.create(
            organization=world.organization,
            version=world.version,
            key=f"q{position}",
            position=position,
            kind="text",
        )

    assert count_queries(lambda: phone.get(url)) == few
