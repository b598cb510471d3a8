"""Files that number units: a tower is one building, in whatever order its doors come."""

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.factories import make_campaign, make_organization, make_person
from tests.turf.map_files import SOUTH, WEST, town_streets, write_csv
from turf.importing.report import LayerReport
from turf.models import Building, Campaign, Door, Person
from turf.services.load_ground import load_ground

pytestmark = pytest.mark.django_db
HEADER = ["address_id", "number", "street", "unit", "postcode", "lon", "lat"]
FAR = 0.01


@pytest.fixture
def campaign() -> Campaign:
    return make_campaign(make_organization())


def address(key: str, number: str, unit: str = "", **other: Any) -> list[Any]:
    """One row on Elm Street."""
    given = {"street": "Elm Street", "postcode": "", "lon": WEST, "lat": SOUTH, **other}
    return [key, number, given["street"], unit, given["postcode"], given["lon"], given["lat"]]


TOWER = [address("1", "10", "1A"), address("2", "10", "1B"), address("4", "12")]


def load(campaign: Campaign, rows: Sequence[Sequence[Any]], **fields: str) -> LayerReport:
    with tempfile.TemporaryDirectory() as folder:
        file = write_csv(Path(folder) / "a.csv", HEADER, rows)
        report = load_ground(campaign=campaign, addresses=file, fields=fields)
    return report.layers["addresses"]


def load_people(campaign: Campaign, rows: Sequence[Sequence[str]]) -> LayerReport:
    with tempfile.TemporaryDirectory() as folder:
        file = write_csv(Path(folder) / "p.csv", ["person_id", "address_id", "unit"], rows)
        return load_ground(campaign=campaign, people=file).layers["people"]


def doors(campaign: Campaign) -> set[tuple[str, str, str]]:
    """Building's key, unit and own key of every door."""
    rows = Door.objects.of_jurisdiction(campaign.jurisdiction)
    return set(rows.values_list("building__key", "unit", "key"))


def ground(campaign: Campaign) -> list[Any]:
    """Every building with its doors and their people; a second key of one address left out."""
    return sorted(
        (
            building.address,
            building.postcode,
            round(building.location.x, 7),
            round(building.location.y, 7),
            sorted(building.doors.values_list("unit", "key", "household__people__key")),
        )
        for building in Building.objects.filter(jurisdiction=campaign.jurisdiction)
    )


@st.composite
def towns(draw: st.DrawFn) -> list[list[Any]]:
    """Rows of ids: towers of two towns, some far from others of their address, one with a base."""
    rows = []
    for number, postcode, place in draw(
        st.sets(
            st.tuples(st.sampled_from(["10", "12-A"]), st.sampled_from(["", "08102", "08103"]),
                      st.sampled_from([0, 1])),
            min_size=1, max_size=4,
        ).filter(_are_told_apart)
    ):  # fmt: skip
        units = draw(st.sets(st.sampled_from(["1A", "Apt 2", "#3", "4"]), min_size=0))
        for unit in sorted(units | ({""} if draw(st.booleans()) or not units else set())):
            rows.append(
                address(
                    f"{draw(st.integers(10, 99))}-{len(rows)}",
                    number,
                    unit,
                    postcode=postcode,
                    street=draw(st.sampled_from(["Elm Street", "ELM ST"])),
                    lon=WEST + place * FAR,
                    lat=SOUTH + draw(st.integers(0, 9)) * 1e-5,
                )
            )
    return rows


def _are_told_apart(towers: set[tuple[str, str, int]]) -> bool:
    """Whether no tower lacks a postcode that another one of its address has."""
    blank = {number for number, postcode, _ in towers if not postcode}
    return not any(postcode and number in blank for number, postcode, _ in towers)


@settings(max_examples=40, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(rows=towns(), chance=st.randoms(use_true_random=False), cuts=st.integers(1, 4))
def test_neither_the_order_of_rows_nor_their_files_matters(
    rows: list[list[Any]], chance: Any, cuts: int
) -> None:
    people = [[f"p{row[0]}", row[0], ""] for row in rows]
    at_once, bit_by_bit = (make_campaign(make_organization()) for _ in range(2))
    load(at_once, rows)
    load_people(at_once, people)
    shuffled = chance.sample(rows, len(rows))
    for part in range(cuts):
        load(bit_by_bit, shuffled[part::cuts])
    load_people(bit_by_bit, chance.sample(people, len(people)))
    assert ground(bit_by_bit) == ground(at_once)
    ids = set(Door.objects.values_list("id", flat=True))
    assert load(bit_by_bit, rows).unchanged == len(rows)
    assert load_people(bit_by_bit, people).unchanged == len(rows)
    assert ground(bit_by_bit) == ground(at_once)
    assert set(Door.objects.values_list("id", flat=True)) == ids


def test_units_with_ids_are_doors_of_one_building(campaign: Campaign) -> None:
    report = load(campaign, TOWER)
    assert (report.loaded, report.made) == (3, {"buildings": 2, "doors": 3})
    assert doors(campaign) == {
        ("10 ELM ST|", "1A", "1"),
        ("10 ELM ST|", "1B", "2"),
        ("4", "", ""),
    }


def test_the_first_id_says_where_the_building_stands(campaign: Campaign) -> None:
    load(campaign, [address("2", "10", "1B", lon=WEST + 2e-4)])
    load(campaign, [address("1", "10", "1A"), address("3", "10", "1C", lon=WEST + 4e-4)])
    assert Building.objects.get().location.x == WEST
    load(campaign, [address("2", "10", "1B", lon=WEST + 2e-4)])
    assert Building.objects.get().location.x == WEST


def test_units_far_from_each_other_are_two_buildings(campaign: Campaign) -> None:
    rows = [*TOWER[:2], *(address(key, "10", key, lon=WEST + FAR) for key in "89")]
    load(campaign, rows)
    assert doors(campaign) == {
        ("10 ELM ST|", "1A", "1"),
        ("10 ELM ST|", "1B", "2"),
        ("10 ELM ST|#8", "8", "8"),
        ("10 ELM ST|#8", "9", "9"),
    }
    assert load(campaign, rows[::-1]).unchanged == 4


def test_a_door_without_a_position_stays_in_its_building(campaign: Campaign) -> None:
    far = [address(key, "10", key, lon=WEST + FAR) for key in "89"]
    nowhere = address("3", "10", "1C", lon="", lat="")
    load(campaign, [*TOWER[:2], nowhere, *far])
    before = doors(campaign)
    assert ("10 ELM ST|", "1C", "3") in before
    assert load(campaign, [*far, nowhere]).unchanged == 3
    assert doors(campaign) == before


def test_queries_do_not_grow_with_the_units(
    campaign: Campaign, count_queries: Callable[[Callable[[], Any]], int]
) -> None:
    few, many = ([address(str(n), "10", f"A{n}") for n in range(size)] for size in (2, 200))
    other = make_campaign(make_organization())
    for _ in range(2):
        one = count_queries(lambda: load(campaign, few))
        assert count_queries(lambda: load(other, many)) == one


def test_ids_of_buildings_with_units_go_on_as_they_are(campaign: Campaign) -> None:
    rows = [address("7", "10", unit) for unit in ("1A", "1B")]
    load(campaign, rows[:1])
    load(campaign, rows[1:])
    assert doors(campaign) == {("7", "1A", ""), ("7", "1B", "")}
    assert load(campaign, rows).unchanged == 2


@pytest.mark.parametrize("is_base_first", [True, False])
def test_the_buildings_own_row_gives_it_its_id(campaign: Campaign, is_base_first: bool) -> None:
    files = [TOWER[:2], [address("9", "10", lon=WEST + 1e-4)]]
    for rows in reversed(files) if is_base_first else files:
        load(campaign, rows)
    assert doors(campaign) == {("9", "1A", "1"), ("9", "1B", "2")}
    assert Building.objects.get().location.x == WEST + 1e-4


def test_a_later_file_updates_the_doors_of_its_ids(campaign: Campaign) -> None:
    load(campaign, TOWER)
    people = [make_person(door) for door in Door.objects.filter(key__in="12").order_by("key")]
    report = load(campaign, [address("1", "10", "A1"), address("2", "12", "B")])
    assert (report.updated, report.made) == (2, {"buildings": 0, "doors": 0})
    homes = [Person.objects.get(pk=person.pk).household.door for person in people]
    assert [(door.building.key, door.unit) for door in homes] == [("10 ELM ST|", "A1"), ("4", "B")]


def test_two_doors_may_change_their_ids(campaign: Campaign) -> None:
    load(campaign, TOWER)
    load(campaign, [address("1", "10", "1B"), address("2", "10", "1A")])
    assert doors(campaign) >= {("10 ELM ST|", "1B", "1"), ("10 ELM ST|", "1A", "2")}
    load(campaign, [address("1", "10", "1A"), address("2", "10", "1C")])
    assert doors(campaign) >= {("10 ELM ST|", "1A", "1"), ("10 ELM ST|", "1C", "2")}
    assert Door.objects.filter(key__in="12").count() == 2


def test_a_building_that_all_its_doors_left_is_gone(campaign: Campaign) -> None:
    load(campaign, TOWER)
    ids = set(Door.objects.filter(key__in="12").values_list("id", flat=True))
    load(campaign, [address(key, "14", unit) for key, unit in (("1", "1A"), ("2", "1B"))])
    assert set(Building.objects.values_list("number", flat=True)) == {"12", "14"}
    assert set(Door.objects.filter(building__number="14").values_list("id", flat=True)) == ids


def test_a_file_without_units_keeps_those_that_are_known(campaign: Campaign) -> None:
    load(campaign, TOWER)
    before = doors(campaign)
    assert load(campaign, [address("1", "10"), address("2", "10")]).unchanged == 2
    assert doors(campaign) == before


def test_one_door_with_two_ids_has_the_smaller(campaign: Campaign) -> None:
    rows = [address("2", "10", "1A"), address("1", "10", "1A")]
    for order in (rows, rows[::-1]):
        report = load(campaign, order)
        assert (report.merged, doors(campaign)) == (1, {("10 ELM ST|", "1A", "1")})


def test_rows_without_an_id_join_the_tower(campaign: Campaign) -> None:
    load(campaign, TOWER)
    load(campaign, [address("", "10", "1A"), address("", "10", "1C")])
    assert doors(campaign) >= {("10 ELM ST|", "1A", "1"), ("10 ELM ST|", "1C", "")}


def test_units_without_positions_stand_on_their_street_until_one_is_known(
    campaign: Campaign, tmp_path: Path
) -> None:
    load_ground(campaign=campaign, streets=town_streets(tmp_path / "s.geojson"))
    nowhere = {"street": "Main St", "lon": "", "lat": ""}
    load(campaign, [address("1", "10", "1A", **nowhere), address("2", "10", "1B", **nowhere)])
    assert Building.objects.get().placed_by == "street_range"
    load(campaign, [address("3", "10", "1C", street="Main St", lat=SOUTH + 0.0051)])
    building = Building.objects.get()
    assert (building.placed_by, building.location.y) == ("file", SOUTH + 0.0051)
    assert building.doors.count() == 3


def test_organizations_may_use_the_same_ids(campaign: Campaign) -> None:
    load(campaign, TOWER)
    other = make_campaign(make_organization())
    load(other, [address("1", "99", "Z")])
    assert load(campaign, TOWER).unchanged == 3
    assert doors(other) == {("99 ELM ST|", "Z", "1")}


def test_people_live_behind_the_door_of_their_address_id(campaign: Campaign) -> None:
    load(campaign, [*TOWER, address("5", "14", "1"), address("6", "14")])
    rows = [["a", "1", ""], ["b", "2", "9"], ["c", "4", ""], ["d", "6", ""], ["e", "0", ""]]
    report = load_people(campaign, rows)
    assert (report.loaded, report.rejected) == (4, 1)
    assert report.made["doors"] == 0
    homes = Person.objects.values_list("key", "household__door__key", "household__door__unit")
    assert set(homes) == {("a", "1", "1A"), ("b", "2", "1B"), ("c", "", ""), ("d", "5", "1")}


def test_who_lived_behind_the_only_door_stays_when_a_second_comes(campaign: Campaign) -> None:
    load(campaign, [address("5", "14"), address("6", "14", "1")])
    people = [["a", "5", ""], ["b", "5", "2"]]
    load_people(campaign, people)
    assert load_people(campaign, people).unchanged == 2
    assert Person.objects.get(key="a").household.door.unit == "1"
    assert set(Door.objects.values_list("unit", flat=True)) == {"1", "2"}
