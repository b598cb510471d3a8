"""Two real cities load whole."""

from pathlib import Path

import pytest

from tests.factories import make_campaign, make_organization
from turf.importing.report import LoadReport
from turf.models import Building, Campaign, Precinct, Street
from turf.services.load_ground import load_ground

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture
def campaign() -> Campaign:
    return make_campaign(make_organization())


@pytest.fixture
def cambridge(shared_data: Path) -> Path:
    return shared_data / "data" / "cambridge_ma"


@pytest.fixture
def philadelphia(shared_data: Path) -> Path:
    return shared_data / "data" / "philadelphia"


def load_cambridge(campaign: Campaign, folder: Path) -> LoadReport:
    return load_ground(
        campaign=campaign,
        precincts=folder / "ELECTIONS_WardsPrecincts.geojson",
        streets=folder / "TRANS_Centerlines.geojson",
        addresses=folder / "address_points.geojson",
        fields={"street.road_class": "MajorRoad"},
    )


def test_cambridge_is_loaded_whole_and_stays_so(campaign: Campaign, cambridge: Path) -> None:
    report = load_cambridge(campaign, cambridge)
    assert {name: layer.loaded for name, layer in report.layers.items()} == {
        "precincts": 33,
        "streets": 2643,
        "addresses": 21128,
    }
    assert report.rejected == 0
    assert Street.objects.count() == 2643, "the street in two parts that meet is one"
    assert Building.objects.exclude(precinct=None).count() == 21_087
    assert report.layers["addresses"].outside == report.totals["doors_in_no_precinct"] == 41
    assert Street.objects.filter(road_class="major").count() == 917
    assert Street.objects.exclude(left_from=None).exists()
    again = load_cambridge(campaign, cambridge)
    assert all(layer.unchanged == layer.rows for layer in again.layers.values())


@pytest.mark.parametrize(
    ("redraw", "codes"),
    [
        ("ELECTIONS_WardsPrecincts2010.geojson", 34),
        ("ELECTIONS_WardsSubPrecincts.geojson", 42),
    ],
)
def test_cambridge_redrawn_is_loaded_over_itself(
    campaign: Campaign, cambridge: Path, redraw: str, codes: int
) -> None:
    load_cambridge(campaign, cambridge)
    report = load_ground(campaign=campaign, precincts=cambridge / redraw).layers["precincts"]
    assert report.rejected == 0
    assert report.loaded + report.updated + report.unchanged == codes
    assert report.rows == codes + report.merged
    assert Precinct.objects.count() == 33 + report.loaded
    assert Building.objects.filter(precinct=None).count() < 60


def test_addresses_without_coordinates_land_where_the_city_puts_them(
    campaign: Campaign, cambridge: Path
) -> None:
    load_ground(campaign=campaign, streets=cambridge / "TRANS_Centerlines.geojson")
    plain = load_ground(
        campaign=campaign, addresses=cambridge / "Master_Address_Database.csv"
    ).layers["addresses"]
    assert plain.rows == 57_021
    assert plain.loaded > 19_900
    assert plain.unplaced == plain.rejected < 1_400
    by_range = dict(Building.objects.values_list("key", "location"))
    load_ground(campaign=campaign, addresses=cambridge / "address_points.geojson")
    both = Building.objects.filter(key__in=by_range).values_list("key", "location")
    degrees = sorted(by_range[key].distance(point) for key, point in both)
    assert degrees[len(degrees) // 2] < 0.0002, "about 15 m"
    assert degrees[len(degrees) * 95 // 100] < 0.0006, "about 50 m"


def test_dwellings_find_the_buildings_of_another_file(campaign: Campaign, cambridge: Path) -> None:
    load_cambridge(campaign, cambridge)
    report = load_ground(campaign=campaign, addresses=cambridge / "residential_units_fy2014.csv")
    units = report.layers["addresses"]
    assert units.rows == 21_619
    assert units.rejected < 600
    assert units.made["doors"] > 14_000
    assert units.made["buildings"] < 1_500
    assert report.totals["doors"] > 32_000


def test_philadelphia_is_loaded_whole(campaign: Campaign, philadelphia: Path) -> None:
    report = load_ground(
        campaign=campaign,
        precincts=philadelphia / "Political_Divisions_2026.geojson",
        streets=philadelphia / "street_segments_named_ranges.geojson",
    )
    assert report.layers["precincts"].loaded == Precinct.objects.count() == 1_703
    assert report.layers["streets"].loaded == Street.objects.count() == 40_856
    assert report.rejected == 0
    older = load_ground(
        campaign=campaign, precincts=philadelphia / "Political_Divisions_older.geojson"
    ).layers["precincts"]
    assert older.rejected == 0
    assert older.loaded + older.updated + older.unchanged == 1_686
