"""The map's data: the member's own ground, the same figures as the table, small and cacheable."""

import json

import pytest
from django.urls import reverse

from backend.pages.turf_rows import turf_row, turfs_of
from tests import factories as make
from tests.world import make_world
from turf.models import Role
from turf.models.walk_list import ListState

pytestmark = pytest.mark.django_db


def get(world, name, **headers):
    return world.by_session(Role.LEAD).get(
        reverse(name), {"campaign": world.campaign.pk}, headers=headers
    )


def features(world, name):
    return json.loads(get(world, name).content)["features"]


def test_the_map_tells_of_each_turf_what_the_table_tells():
    world = make_world()
    make_world()

    told = [feature["properties"] for feature in features(world, "map_turfs")]

    for properties in told:
        properties.pop("colour")
    assert told == [turf_row(turf) for turf in turfs_of(world.turf.cut)]
    assert world.turf.pk in [properties["id"] for properties in told]


def test_the_map_shows_the_jurisdictions_precincts_alone():
    world = make_world()
    make_world()

    codes = [feature["properties"]["code"] for feature in features(world, "map_precincts")]

    assert codes == sorted(p.code for p in world.campaign.jurisdiction.precincts.all())


def test_without_ground_the_map_is_empty():
    member = make.make_member(make.make_organization(), Role.LEAD)
    campaign = make.make_campaign(member.organization)
    world = make_world()
    make.make_member(campaign.organization, Role.LEAD, user=world.members[Role.LEAD].user)
    lead = world.by_session(Role.LEAD)

    for name in ("map_precincts", "map_turfs"):
        answer = lead.get(reverse(name), {"campaign": campaign.pk})
        assert json.loads(answer.content) == {"type": "FeatureCollection", "features": []}


def test_coordinates_have_six_decimals_and_a_code_stands_inside_its_precinct():
    world = make_world()
    for feature in features(world, "map_precincts"):
        assert feature["geometry"]["type"] == "MultiPolygon"
        ring = feature["geometry"]["coordinates"][0][0]
        for value in [number for point in ring for number in point]:
            assert value == round(value, 6)
        lon, lat = feature["properties"]["label"]
        assert min(x for x, _ in ring) < lon < max(x for x, _ in ring)
        assert min(y for _, y in ring) < lat < max(y for _, y in ring)


def test_borders_that_two_precincts_share_stay_shared():
    world = make_world()
    wiggly = [(-75.15 + (n * n % 31) * 1e-6, 39.95 + n * 1e-4) for n in range(101)]
    west = [(-75.16, 39.95), *wiggly, (-75.16, 39.96), (-75.16, 39.95)]
    # The ring of the east begins in the middle of the border.
    east = [*wiggly[50:], (-75.14, 39.96), (-75.14, 39.95), *wiggly[:51]]
    for precinct, shell in zip(
        world.campaign.jurisdiction.precincts.order_by("code"), (west, east), strict=True
    ):
        precinct.boundary = make.MultiPolygon(make.Polygon(shell), srid=4326)
        precinct.save()

    rings = [f["geometry"]["coordinates"][0][0] for f in features(world, "map_precincts")]
    shared = [{tuple(point) for point in ring if abs(point[0] + 75.15) < 1e-4} for ring in rings]

    assert shared[0] == shared[1]
    assert 2 <= len(shared[0]) < len(wiggly)


@pytest.mark.parametrize("name", ["map_precincts", "map_turfs"])
def test_what_did_not_change_is_not_sent_again_and_stays_in_the_browser(name):
    world = make_world()
    first = get(world, name)

    again = get(world, name, if_none_match=first["ETag"])

    assert again.status_code == 304
    assert not again.content
    assert "private" in first["Cache-Control"]
    assert "no-cache" in first["Cache-Control"]


def test_a_list_that_was_handed_out_is_sent_again():
    world = make_world()
    before = get(world, "map_turfs")
    world.walk_list.state = ListState.OUT
    world.walk_list.save()

    after = get(world, "map_turfs", if_none_match=before["ETag"])

    assert after.status_code == 200
    assert f"{world.walk_list.number}, out" in after.content.decode()


def test_the_list_of_the_latest_round_counts():
    world = make_world()
    second = make.make_walk_list(world.turf, state=ListState.FINISHED)

    told = {feature["properties"]["id"]: feature for feature in features(world, "map_turfs")}

    assert told[world.turf.pk]["properties"]["walk_list"] == f"{second.number}, finished"


def test_the_map_costs_the_same_however_much_it_shows(count_queries):
    world = make_world()
    few = [count_queries(lambda name=name: get(world, name)) for name in NAMES]
    for column in range(3, 6):
        precinct = make.make_precinct(world.campaign.jurisdiction, boundary=make.square(column))
        make.make_turf(world.turf.cut, make.make_doors(precinct, 2))

    assert [count_queries(lambda name=name: get(world, name)) for name in NAMES] == few


NAMES = ("map_precincts", "map_turfs")
