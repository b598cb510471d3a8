"""Campaigns, precincts and turfs: what they answer."""

import pytest

from tests import factories as make
from tests.world import make_world

pytestmark = pytest.mark.django_db

BOX_OF_FIRST = "-75.159,39.951,-75.155,39.955"


@pytest.fixture
def world():
    return make_world()


@pytest.fixture
def lead(world):
    return world.by_session("lead")


def get(client, path, status=200, **query):
    response = client.get(f"/api/v1/{path}", query)
    assert response.status_code == status, response.content
    return response.json()


def ids(page):
    return [row["id"] for row in page["results"]]


def test_a_campaign_tells_its_ground_and_its_election(world, lead):
    campaign = world.campaign
    expected = {
        "slug": campaign.slug,
        "name": campaign.name,
        "jurisdiction": {
            "slug": campaign.jurisdiction.slug,
            "name": campaign.jurisdiction.name,
            "local_name": "precinct",
        },
        "election_day": "2026-11-03",
        "time_zone": "America/New_York",
    }

    assert get(lead, f"campaigns/{campaign.slug}/") == expected
    assert get(lead, "campaigns/")["results"] == [expected]


def test_a_precinct_tells_its_boundary_in_the_detail_alone(world, lead):
    precinct = world.precinct
    row = {
        "id": precinct.pk,
        "code": precinct.code,
        "name": "",
        "ward": "1",
        "jurisdiction": world.campaign.jurisdiction.slug,
        "time_zone": "",
    }

    assert get(lead, "precincts/")["results"][0] == row
    detail = get(lead, f"precincts/{precinct.pk}/")
    boundary = detail.pop("boundary")
    assert detail == row
    assert boundary["type"] == "MultiPolygon"
    assert boundary["coordinates"][0][0][0] == [-75.16, 39.95]


@pytest.mark.parametrize("by", ["header", "format"])
def test_precincts_are_drawn_as_geojson(world, lead, by):
    if by == "header":
        response = lead.get("/api/v1/precincts/", headers={"Accept": "application/geo+json"})
    else:
        response = lead.get("/api/v1/precincts/", {"format": "geojson"})

    assert response["Content-Type"] == "application/geo+json"
    collection = response.json()
    assert collection["type"] == "FeatureCollection"
    assert collection["next"] is None
    first = collection["features"][0]
    assert first["type"] == "Feature"
    assert first["id"] == world.precinct.pk
    assert first["geometry"]["type"] == "MultiPolygon"
    assert first["properties"]["code"] == world.precinct.code
    assert not {"id", "boundary"} & first["properties"].keys()


def test_precincts_are_narrowed_by_each_filter(world, lead):
    second = make.make_precinct(world.campaign.jurisdiction, ward="2", boundary=make.square(5))

    assert second.pk in ids(get(lead, "precincts/"))
    assert ids(get(lead, "precincts/", ward="2")) == [second.pk]
    assert ids(get(lead, "precincts/", code=second.code)) == [second.pk]
    assert ids(get(lead, "precincts/", code="none")) == []
    assert len(ids(get(lead, "precincts/", campaign=world.campaign.slug))) == 3
    assert ids(get(lead, "precincts/", campaign="none")) == []
    assert ids(get(lead, "precincts/", in_bbox=BOX_OF_FIRST)) == [world.precinct.pk]
    assert ids(get(lead, "precincts/", in_bbox="0,0,1,1")) == []


def test_a_box_inside_a_precinct_and_one_around_it_both_find_it(world, lead):
    inside, around = "-75.156,39.953,-75.154,39.955", "-76,39,-75.1599,40"

    assert ids(get(lead, "precincts/", in_bbox=inside)) == [world.precinct.pk]
    assert ids(get(lead, "precincts/", in_bbox=around)) == [world.precinct.pk]


@pytest.mark.parametrize(
    "box", ["x", "nan,0,1,1", "1,0,0,1", '{"driver":"GTiff"}', "/vsicurl/http://127.0.0.1:9/", "\0"]
)
@pytest.mark.parametrize("path", ["precincts/", "turfs/"])
def test_a_hostile_box_is_refused_by_name(world, lead, path, box):
    problem = get(lead, path, status=400, in_bbox=box)

    assert problem["code"] == "invalid"
    assert set(problem["fields"]) == {"in_bbox"}


def test_a_turf_tells_its_figures_and_its_outline_only_in_detail(world, lead):
    turf = world.turf
    row = {
        "id": turf.pk,
        "campaign": world.campaign.slug,
        "cut": turf.cut_id,
        "name": turf.name,
        "precinct": world.precinct.code,
        "door_count": 3,
        "walk_m": 900.0,
        "minutes": 120.0,
        "worst_hop_m": 80.0,
        "crossings": 2,
        "compactness": 0.5,
        "is_locked": False,
    }

    assert get(lead, "turfs/")["results"][0] == row
    detail = get(lead, f"turfs/{turf.pk}/")
    assert detail.pop("outline")["type"] == "MultiPolygon"
    stops = detail.pop("stops")
    assert detail == row
    assert [stop["position"] for stop in stops] == [1, 2, 3]
    door = turf.stops.get(position=1).door
    assert stops[0] == {
        "position": 1,
        "door": door.pk,
        "building": door.building_id,
        "address": door.building.address,
        "unit": "",
        "floor": None,
        "street": "",
        "side": "left",
        "lon": door.building.location.x,
        "lat": door.building.location.y,
    }


def test_a_turf_holds_no_person(world, lead):
    response = lead.get(f"/api/v1/turfs/{world.turf.pk}/")

    assert response.status_code == 200
    assert b"Resident" not in response.content
    assert b"Alma" not in response.content


def test_an_analyst_sees_turfs_and_no_address(world):
    analyst = world.by_session("analyst")

    assert b"Main Street" not in analyst.get("/api/v1/turfs/").content
    assert analyst.get(f"/api/v1/turfs/{world.turf.pk}/").status_code == 403


def test_turfs_are_narrowed_by_each_filter(world, lead):
    cut = make.make_cut(world.campaign)
    other_precinct = make.make_precinct(world.campaign.jurisdiction, boundary=make.square(6))
    doors = [*make.make_doors(other_precinct, 1), *make.make_doors(world.precinct, 1)]
    packed = make.make_turf(cut, doors, precinct=None, outline=make.square(6))

    assert ids(get(lead, "turfs/", cut=cut.pk)) == [packed.pk]
    assert ids(get(lead, "turfs/", precinct=other_precinct.code)) == [packed.pk]
    assert ids(get(lead, "turfs/", precinct=world.precinct.code)) == [world.turf.pk, packed.pk]
    assert len(ids(get(lead, "turfs/", campaign=world.campaign.slug))) == 3
    assert ids(get(lead, "turfs/", in_bbox=BOX_OF_FIRST)) == [world.turf.pk]


@pytest.mark.parametrize("cut", ["x", "0", "-1", "1.5", str(2**63), "1e9", "NaN"])
def test_a_cut_that_is_no_id_is_refused(lead, cut):
    assert set(get(lead, "turfs/", status=400, cut=cut)["fields"]) == {"cut"}


def test_turfs_drawn_have_outlines(world, lead):
    first = get(lead, "turfs/", format="geojson")["features"][0]

    assert first["id"] == world.turf.pk
    assert first["geometry"]["type"] == "MultiPolygon"
    assert "outline" not in first["properties"]


def test_an_id_too_big_for_the_database_is_not_there(lead):
    assert get(lead, f"precincts/{10**30}/", status=404)["code"] == "not_found"


def test_a_form_nobody_speaks_is_refused_in_json(lead):
    unknown = lead.get("/api/v1/precincts/", headers={"Accept": "text/turtle"})

    assert unknown.status_code == 406
    assert unknown.json()["code"] == "not_acceptable"


def test_tenants_data_stays_out_of_caches(lead):
    assert lead.get("/api/v1/precincts/")["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_ground_is_not_written_here(world, lead, method):
    response = getattr(lead, method)(f"/api/v1/precincts/{world.precinct.pk}/")

    assert response.status_code == 405
    assert response.json()["code"] == "method_not_allowed"
