"""People are stored behind their doors; confidential ones never are."""

from pathlib import Path

import pytest
from django.utils import timezone

from tests.factories import make_campaign, make_organization
from tests.turf.map_files import SOUTH, WEST, write_csv
from turf.importing.report import LayerReport
from turf.models import Campaign, Door, Household, Person
from turf.services.load_ground import load_ground

pytestmark = pytest.mark.django_db
HEADER = ["id", "first_name", "last_name", "language", "confidential", "address", "apt"]
ALMA = ["1", "Alma", "Reyes", "Spanish", "", "12 Main Street", "Apt 2"]
OLA = ["2", "Ola", "Berg", "en", "", "14 Main St", ""]


@pytest.fixture
def campaign(tmp_path: Path) -> Campaign:
    """A campaign with two buildings on Main St, the first of two units."""
    made = make_campaign(make_organization())
    rows = [["a", "12", "Main St", "1"], ["a", "12", "Main St", "2"], ["b", "14", "Main St", ""]]
    file = write_csv(
        tmp_path / "doors.csv",
        ["address_id", "number", "street", "unit", "lon", "lat"],
        [[*row, WEST, SOUTH] for row in rows],
    )
    load_ground(campaign=made, addresses=file)
    return made


def load(campaign: Campaign, folder: Path, *rows: list[str]) -> LayerReport:
    file = write_csv(folder / "people.csv", HEADER, rows)
    report = load_ground(campaign=campaign, people=file).layers["people"]
    ends = (report.loaded, report.updated, report.unchanged, report.merged, report.rejected)
    assert report.rows == sum(ends) + report.withheld
    return report


def test_people_live_behind_the_door_of_their_address(campaign: Campaign, tmp_path: Path) -> None:
    ben = ["3", "Ben", "Reyes", "es", "", "12 MAIN ST #2", ""]
    report = load(campaign, tmp_path, ALMA, ben, OLA)
    assert report.made == {"doors": 0, "households": 2, "people": 3}
    homes = Person.objects.values_list(
        "given_name", "household__door__building__key", "household__door__unit"
    )
    assert set(homes) == {("Alma", "a", "2"), ("Ben", "a", "2"), ("Ola", "b", "")}
    assert Person.objects.get(key="1").language == "es"


def test_loading_people_twice_changes_nothing(campaign: Campaign, tmp_path: Path) -> None:
    load(campaign, tmp_path, ALMA, OLA)
    again = load(campaign, tmp_path, ALMA, OLA)
    assert (again.unchanged, sum(again.made.values())) == (2, 0)


def test_a_person_moves_and_the_do_not_knock_stays_with_the_door(
    campaign: Campaign, tmp_path: Path
) -> None:
    load(campaign, tmp_path, ALMA)
    Household.objects.update(do_not_knock_at=timezone.now())
    assert load(campaign, tmp_path, [*ALMA[:5], "14 Main St", ""]).updated == 1
    alma = Person.objects.get()
    assert alma.household.door.building.key == "b"
    assert Household.objects.get(door__unit="2").do_not_knock_at is not None


def test_an_unknown_unit_becomes_a_door(campaign: Campaign, tmp_path: Path) -> None:
    ola = [*OLA[:5], "12 Main St", ""]
    report = load(campaign, tmp_path, [*ALMA[:6], "9"], ola)
    assert report.made["doors"] == 2
    assert set(Door.objects.filter(building__key="a").values_list("unit", flat=True)) == {
        "",
        "1",
        "2",
        "9",
    }


def test_without_a_door_a_person_is_rejected(campaign: Campaign, tmp_path: Path) -> None:
    report = load(campaign, tmp_path, ALMA, ["9", "No", "Home", "", "", "99 Main St", ""])
    assert (report.loaded, report.rejected) == (1, 1)
    assert report.rejects[0].cells["last_name"] == "Home"
    assert report.rejects[0].note.column == "address"


def test_people_are_found_by_address_id(campaign: Campaign, tmp_path: Path) -> None:
    file = write_csv(
        tmp_path / "p.csv",
        ["person_id", "last_name", "address_id", "unit"],
        [["1", "Reyes", "a", "#1"], ["2", "Nobody", "zzz", ""]],
    )
    report = load_ground(campaign=campaign, people=file).layers["people"]
    assert (report.loaded, report.rejected) == (1, 1)
    assert Person.objects.get().household.door.unit == "1"


def test_confidential_people_are_never_stored_and_forgotten_where_they_were(
    campaign: Campaign, tmp_path: Path
) -> None:
    load(campaign, tmp_path, ALMA, OLA)
    report = load(campaign, tmp_path, [*ALMA[:4], "yes", *ALMA[5:]], OLA)
    assert (report.withheld, report.unchanged) == (1, 1)
    assert "1 people are confidential" in report.warnings[0]
    assert list(Person.objects.values_list("key", flat=True)) == ["2"]
    assert "Alma" not in str(report)


def test_notes_on_people_do_not_say_what_stands_in_the_cell(
    campaign: Campaign, tmp_path: Path
) -> None:
    secret = "Zanzibar Lane"
    report = load(campaign, tmp_path, ["1", "Alma", "Reyes", "", "", secret, ""])
    assert report.notes[0].value == secret
    assert secret not in str(report.as_dict())
    assert secret not in str(report.shown_notes(10))


def test_the_same_person_in_another_organization_is_another_row(
    campaign: Campaign, tmp_path: Path
) -> None:
    load(campaign, tmp_path, ALMA)
    other = make_campaign(make_organization())
    report = load(other, tmp_path, ALMA)
    assert report.rejected == 1, "the address is not theirs"
    assert Person.objects.count() == 1
