"""Loading adds up, can be repeated, and does not depend on order."""

from collections.abc import Callable
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
import shapely

from tests.factories import make_campaign, make_door, make_organization, make_person
from tests.turf.map_files import (
    SIDE,
    SOUTH,
    WEST,
    square,
    town_addresses,
    town_precincts,
    town_streets,
    write_csv,
    write_geojson,
)
from turf.importing.faults import GroundFault
from turf.importing.report import LayerReport, LoadReport
from turf.models import Building, Campaign, Door, Precinct, Street
from turf.services import ensure_doors
from turf.services.load_ground import load_ground

pytestmark = pytest.mark.django_db
HEADER = ["number", "street", "unit", "lon", "lat"]


@pytest.fixture
def campaign() -> Campaign:
    return make_campaign(make_organization())


def town(folder: Path) -> dict[str, Path]:
    return {
        "precincts": town_precincts(folder / "precincts.geojson"),
        "streets": town_streets(folder / "streets.geojson"),
        "addresses": town_addresses(folder / "addresses.csv"),
    }


def load(campaign: Campaign, layer: str, file: Path, **fields: str) -> LayerReport:
    report = load_ground(campaign=campaign, **{layer: file}, fields=fields)
    return balanced(report).layers[layer]


def balanced(report: LoadReport) -> LoadReport:
    """Every row is counted exactly once."""
    for layer in report.layers.values():
        ends = (layer.loaded, layer.updated, layer.unchanged, layer.merged)
        assert layer.rows == sum(ends) + layer.rejected + layer.withheld, layer
        assert layer.unplaced <= layer.rejected
        assert len(layer.rejects) == layer.rejected
    return report


def everything() -> dict[str, Any]:
    """What the database holds, but for its ids."""
    return {
        "precincts": sorted(Precinct.objects.values_list("code", "boundary")),
        "streets": sorted(Street.objects.values_list("key", "name", "road_class", "line")),
        "doors": sorted(
            Door.objects.values_list(
                "building__key",
                "unit",
                "building__number",
                "building__street_name",
                "building__precinct__code",
                "building__location",
                "building__placed_by",
            )
        ),
    }


def test_a_town_is_loaded_and_its_doors_get_their_precincts(
    campaign: Campaign, tmp_path: Path
) -> None:
    report = balanced(load_ground(campaign=campaign, **town(tmp_path)))
    assert {name: layer.loaded for name, layer in report.layers.items()} == {
        "precincts": 2,
        "streets": 1,
        "addresses": 20,
    }
    assert report.totals["doors"] == 20
    by_precinct = Building.objects.filter(precinct__code="2").values_list("number", flat=True)
    assert set(by_precinct) == {str(number) for number in range(11, 21)}
    first = Building.objects.get(key="a0").location
    assert (first.x, first.y) == (pytest.approx(WEST + SIDE / 20), pytest.approx(SOUTH + 0.0051))
    assert {row.organization_id for row in Door.objects.all()} == {campaign.organization_id}


def test_loading_twice_changes_nothing(campaign: Campaign, tmp_path: Path) -> None:
    load_ground(campaign=campaign, **town(tmp_path))
    before, ids = everything(), set(Door.objects.values_list("id", flat=True))
    again = balanced(load_ground(campaign=campaign, **town(tmp_path)))
    assert all(layer.unchanged == layer.rows for layer in again.layers.values())
    assert everything() == before
    assert set(Door.objects.values_list("id", flat=True)) == ids


@pytest.mark.parametrize("order", list(permutations(["precincts", "streets", "addresses"])))
def test_the_order_of_layers_does_not_matter(
    campaign: Campaign, tmp_path: Path, order: tuple[str, ...]
) -> None:
    files = town(tmp_path)
    load_ground(campaign=make_campaign(make_organization()), **files)
    at_once = everything()
    Precinct.objects.all().delete()
    Building.objects.all().delete()
    Street.objects.all().delete()
    for layer in order:
        load(campaign, layer, files[layer])
    assert everything() == at_once


def test_later_files_update_and_leave_alone_what_they_do_not_say(
    campaign: Campaign, tmp_path: Path
) -> None:
    load_ground(campaign=campaign, **town(tmp_path))
    named = write_geojson(
        tmp_path / "named.geojson",
        [({"code": "1", "name": "Old Town", "ward": "7"}, square(0)), ({"code": "3"}, square(5))],
    )
    report = load(campaign, "precincts", named)
    assert (report.loaded, report.updated, report.unchanged) == (1, 1, 0)
    moved = write_geojson(tmp_path / "moved.geojson", [({"code": "1"}, square(1, 1))])
    assert load(campaign, "precincts", moved).updated == 1
    first = Precinct.objects.get(code="1")
    assert (first.name, first.ward) == ("Old Town", "7")
    assert not Building.objects.filter(precinct=first).exists()
    assert Building.objects.filter(precinct=None).count() == 10


def test_organizations_do_not_see_each_others_ground(campaign: Campaign, tmp_path: Path) -> None:
    files = town(tmp_path)
    load_ground(campaign=campaign, **files)
    other = make_campaign(make_organization())
    report = load_ground(campaign=other, **files)
    assert report.layers["addresses"].loaded == 20
    assert report.totals["doors"] == 20
    assert Door.objects.count() == 40


def test_units_are_doors_of_one_building(campaign: Campaign, tmp_path: Path) -> None:
    rows = [["4-6", "Oak Street", unit, WEST, SOUTH] for unit in ("1", "Apt 2", "#2", "3")]
    report = load(campaign, "addresses", write_csv(tmp_path / "a.csv", HEADER, rows))
    assert (report.loaded, report.merged) == (3, 1)
    assert report.made == {"buildings": 1, "doors": 3}
    assert set(Door.objects.values_list("unit", flat=True)) == {"1", "2", "3"}
    assert Building.objects.get().number == "4-6"


@pytest.mark.parametrize("is_base_first", [True, False])
def test_a_building_with_units_has_no_door_without_one(
    campaign: Campaign, tmp_path: Path, is_base_first: bool
) -> None:
    base = write_csv(tmp_path / "base.csv", HEADER, [["4", "Oak St", "", WEST, SOUTH]])
    units = write_csv(
        tmp_path / "units.csv", HEADER, [["4", "OAK STREET", n, "", ""] for n in (1, 2)]
    )
    files = [base, units] if is_base_first else [base, units, base]
    for file in files:
        load(campaign, "addresses", file)
    assert set(Door.objects.values_list("unit", flat=True)) == {"1", "2"}
    assert load(campaign, "addresses", base).unchanged == 1


def test_a_door_somebody_lives_behind_stays(campaign: Campaign, tmp_path: Path) -> None:
    base = write_csv(tmp_path / "base.csv", HEADER, [["4", "Oak St", "", WEST, SOUTH]])
    load(campaign, "addresses", base)
    make_person(Door.objects.get())
    units = write_csv(tmp_path / "units.csv", HEADER, [["4", "Oak St", "1", WEST, SOUTH]])
    load(campaign, "addresses", units)
    assert set(Door.objects.values_list("unit", flat=True)) == {"", "1"}


def test_ids_and_plain_addresses_of_two_files_meet(campaign: Campaign, tmp_path: Path) -> None:
    plain = write_csv(tmp_path / "a.csv", HEADER, [["4", "Oak St", "", WEST, SOUTH]])
    with_id = write_csv(
        tmp_path / "b.csv", ["address_id", *HEADER], [["77", "4", "OAK STREET", "", WEST, SOUTH]]
    )
    assert load(campaign, "addresses", plain).loaded == 1
    assert load(campaign, "addresses", with_id).made == {"buildings": 0, "doors": 0}
    assert load(campaign, "addresses", plain).made == {"buildings": 0, "doors": 0}
    assert Building.objects.get().key == "77"


def test_a_file_may_have_ids_on_some_rows_only(campaign: Campaign, tmp_path: Path) -> None:
    plain = [["4", "Oak St", "", WEST, SOUTH], ["6", "Oak St", "", WEST, SOUTH]]
    load(campaign, "addresses", write_csv(tmp_path / "a.csv", HEADER, plain))
    mixed = [
        ["", "4", "Oak St", "", WEST, SOUTH],
        ["77", "4", "Oak St", "", WEST, SOUTH],
        ["77", "6", "Oak St", "", WEST, SOUTH],
    ]
    header = ["address_id", *HEADER]
    report = load(campaign, "addresses", write_csv(tmp_path / "b.csv", header, mixed))
    assert report.rejected == 0
    assert set(Building.objects.values_list("key", "number")) == {
        ("77", "6"),
        ("6 OAK ST|", "6"),
    }


@pytest.mark.parametrize(
    ("city", "postcode", "buildings"),
    [("Camden", "08102-1234", 1), ("CAMDEN", "", 1), ("", "08102", 1), ("", "", 1),
     ("Camden", "08103", 2), ("Trenton", "", 2)],
)  # fmt: skip
def test_city_and_postcode_count_where_both_files_give_them(
    campaign: Campaign, tmp_path: Path, city: str, postcode: str, buildings: int
) -> None:
    header = ["number", "street", "city", "zip", "lon", "lat"]
    first = [["4", "Oak St", "Camden", "08102", WEST, SOUTH]]
    load(campaign, "addresses", write_csv(tmp_path / "a.csv", header, first))
    second = [["4", "Oak Street", city, postcode, WEST, SOUTH]]
    load(campaign, "addresses", write_csv(tmp_path / "b.csv", header, second))
    assert Building.objects.count() == buildings


def test_two_files_that_number_alike_do_not_overwrite_each_other(
    campaign: Campaign, tmp_path: Path
) -> None:
    header = ["address_id", *HEADER]
    here = write_csv(tmp_path / "a.csv", header, [["1", "4", "Oak St", "", WEST, SOUTH]])
    there = write_csv(tmp_path / "b.csv", header, [["1", "9", "Elm St", "", WEST + 0.1, SOUTH]])
    load(campaign, "addresses", here)
    report = load(campaign, "addresses", there)
    assert (report.rejected, report.unplaced) == (1, 0)
    assert Building.objects.get().street_name == "Oak St"
    assert load(campaign, "addresses", there, **{"address.id": ""}).loaded == 1


def test_streets_of_two_files_that_number_alike_are_kept_apart(
    campaign: Campaign, tmp_path: Path
) -> None:
    def street(name: str, west: float) -> Path:
        line = shapely.LineString([(west, SOUTH), (west + 0.001, SOUTH)])
        return write_geojson(tmp_path / "s.geojson", [({"id": 1, "name": name}, line)])

    load(campaign, "streets", street("Oak St", WEST))
    assert load(campaign, "streets", street("Railway", WEST + 0.1)).rejected == 1
    assert load(campaign, "streets", street("Oak Street", WEST + 0.1)).updated == 1


def test_what_a_canvasser_put_right_stays(campaign: Campaign, tmp_path: Path) -> None:
    files = town(tmp_path)
    load_ground(campaign=campaign, **files)
    moved = Building.objects.get(key="a3")
    moved.location.x += 0.001
    moved.placed_by = "canvasser"
    moved.save()
    load(campaign, "addresses", files["addresses"])
    assert Building.objects.get(key="a3").location.x == moved.location.x


def test_addresses_without_coordinates_stand_on_their_street(
    campaign: Campaign, tmp_path: Path
) -> None:
    files = town(tmp_path)
    load(campaign, "streets", files["streets"])
    load(campaign, "precincts", files["precincts"])
    rows = [["51", "Main Street"], ["52", "MAIN ST"], ["400", "Main St"], ["1", "Nowhere Ln"]]
    file = write_csv(tmp_path / "a.csv", ["number", "street"], rows)
    report = load(campaign, "addresses", file)
    assert (report.loaded, report.rejected, report.unplaced) == (2, 2, 2)
    odd, even = (Building.objects.get(number=number) for number in ("51", "52"))
    assert odd.location.y > SOUTH + 0.005 > even.location.y
    assert {odd.placed_by, even.placed_by} == {"street_range"}
    assert odd.precinct.code == "1"
    assert load(campaign, "addresses", file).unchanged == 2


def test_doors_outside_every_precinct_are_kept_and_counted(
    campaign: Campaign, tmp_path: Path
) -> None:
    files = town(tmp_path)
    assert load(campaign, "addresses", files["addresses"]).outside == 20
    report = load_ground(campaign=campaign, precincts=files["precincts"])
    assert report.totals["doors_in_no_precinct"] == 0
    away = write_csv(tmp_path / "b.csv", HEADER, [["1", "Oak St", "", WEST - 0.1, SOUTH]])
    assert load(campaign, "addresses", away).outside == 1


def test_precincts_that_overlap_are_told_and_the_first_code_has_the_doors(
    campaign: Campaign, tmp_path: Path
) -> None:
    load_ground(campaign=campaign, **town(tmp_path))
    redrawn = write_geojson(tmp_path / "new.geojson", [({"code": "0"}, square(1))])
    report = load(campaign, "precincts", redrawn)
    assert "10 buildings lie in several precincts" in report.warnings[0]
    assert Building.objects.filter(precinct__code="0").count() == 10


def test_a_dry_run_reports_the_same_and_stores_nothing(campaign: Campaign, tmp_path: Path) -> None:
    files = town(tmp_path)
    dry = load_ground(campaign=campaign, **files, is_dry_run=True)
    assert not Precinct.objects.exists()
    assert not Door.objects.exists()
    real = load_ground(campaign=campaign, **files)
    assert {name: layer.as_dict() for name, layer in dry.layers.items()} == {
        name: layer.as_dict() for name, layer in real.layers.items()
    }
    assert dry.totals == real.totals


def test_a_load_killed_in_the_middle_is_made_whole_by_the_next(
    campaign: Campaign, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = town(tmp_path)
    whole: Callable[..., None] = ensure_doors.insert_rows

    def killed(*args: Any, **kwargs: Any) -> None:
        whole(*args, **kwargs)
        raise KeyboardInterrupt

    monkeypatch.setattr(ensure_doors, "insert_rows", killed)
    with pytest.raises(KeyboardInterrupt):
        load_ground(campaign=campaign, **files)
    assert Precinct.objects.count() == 2, "layers before are there"
    assert not Building.objects.exists(), "a layer is there whole or not at all"
    monkeypatch.setattr(ensure_doors, "insert_rows", whole)
    load_ground(campaign=campaign, **files)
    assert Door.objects.count() == 20


def test_a_fault_in_the_last_file_stops_before_the_first_is_written(
    campaign: Campaign, tmp_path: Path
) -> None:
    files = town(tmp_path)
    files["addresses"].write_text("colour\nred\n")
    with pytest.raises(GroundFault, match="columns found: colour"):
        load_ground(campaign=campaign, **files)
    assert not Precinct.objects.exists()


def test_progress_tells_stages_in_order(campaign: Campaign, tmp_path: Path) -> None:
    told: list[str] = []
    load_ground(
        campaign=campaign,
        **town(tmp_path),
        progress=lambda stage, done, total: told.append(f"{stage} {done}/{total}"),
    )
    assert told[:3] == [f"{name}: opening 0/0" for name in ("precincts", "streets", "addresses")]
    assert told[-2:] == ["addresses: buildings 20/20", "addresses: doors 20/20"]


def test_queries_do_not_grow_with_the_rows(
    campaign: Campaign, tmp_path: Path, count_queries: Callable[[Callable[[], Any]], int]
) -> None:
    few, many = town_addresses(tmp_path / "a.csv", 2), town_addresses(tmp_path / "b.csv", 200)
    other = make_campaign(make_organization())
    one = count_queries(lambda: load(campaign, "addresses", few))
    assert count_queries(lambda: load(other, "addresses", many)) == one


def test_a_door_made_by_hand_is_left_alone(campaign: Campaign, tmp_path: Path) -> None:
    load_ground(campaign=campaign, **town(tmp_path))
    by_hand = make_door(Building.objects.get(key="a5"), unit="rear")
    load_ground(campaign=campaign, **town(tmp_path))
    assert Door.objects.filter(pk=by_hand.pk).exists()
