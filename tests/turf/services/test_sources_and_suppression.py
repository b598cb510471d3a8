"""Where people come from is recorded; who is confidential is never taken in again."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.utils import timezone

from tests.factories import make_campaign, make_organization
from tests.turf.map_files import SOUTH, WEST, write_csv
from turf.models import (
    Campaign,
    Household,
    ImportSource,
    Organization,
    Person,
    Suppression,
    Universe,
    UniverseMember,
)
from turf.services.keep_source import NotAffirmed, Provenance, SourceExpired
from turf.services.load_ground import load_ground
from turf.services.purge_expired import purge_expired

pytestmark = pytest.mark.django_db
HEADER = ["id", "first_name", "last_name", "confidential", "address", "registration_date"]
ALMA = ["V1", "Alma", "Reyes", "", "12 Main Street", ""]
OLA = ["V2", "Ola", "Berg", "", "14 Main St", "2026-01-05"]
HIDDEN = ["V1", "Alma", "Reyes", "yes", "12 Main Street", ""]
FOREVER = date(2999, 1, 1)


def make_ground(organization: Organization, folder: Path) -> Campaign:
    made = make_campaign(organization)
    rows = [["a", "12", "Main St"], ["b", "14", "Main St"]]
    header = ["address_id", "number", "street", "lon", "lat"]
    file = write_csv(folder / "doors.csv", header, [[*row, WEST, SOUTH] for row in rows])
    load_ground(campaign=made, addresses=file)
    return made


@pytest.fixture
def campaign(tmp_path: Path) -> Campaign:
    return make_ground(make_organization(), tmp_path)


def load(campaign: Campaign, folder: Path, *rows: list[str], name="people.csv", **provenance):
    file = write_csv(folder / name, HEADER, rows)
    said = Provenance(**provenance)
    report = load_ground(campaign=campaign, people=file, provenance=said).layers["people"]
    ends = (report.loaded, report.updated, report.unchanged, report.merged, report.rejected)
    assert report.rows == sum(ends) + report.withheld
    return report


def names() -> list[str]:
    return sorted(Person.objects.values_list("given_name", flat=True))


def test_once_confidential_always_left_out(campaign: Campaign, tmp_path: Path) -> None:
    load(campaign, tmp_path, ALMA, OLA)
    load(campaign, tmp_path, HIDDEN)
    assert names() == ["Ola"]
    again = load(campaign, tmp_path, ALMA, OLA)
    assert (again.withheld, again.unchanged) == (1, 1)
    assert names() == ["Ola"]


def test_in_another_file_and_campaign_they_are_recognized_by_name_and_house(
    campaign: Campaign, tmp_path: Path
) -> None:
    other = make_ground(campaign.organization, tmp_path)
    member = ["M77", "ALMA", "reyes", "", "12 main st", ""]
    neighbour = ["M78", "Alma", "Reyes", "", "14 Main St", ""]
    load(other, tmp_path, member)
    load(campaign, tmp_path, HIDDEN)
    assert names() == []
    report = load(other, tmp_path, member, neighbour)
    assert (report.withheld, report.loaded) == (1, 1)


def test_another_organization_is_not_told(campaign: Campaign, tmp_path: Path) -> None:
    load(campaign, tmp_path, HIDDEN)
    stranger = make_ground(make_organization(), tmp_path)
    assert load(stranger, tmp_path, ALMA).loaded == 1


def test_what_is_kept_of_them_can_be_read_by_nobody(campaign: Campaign, tmp_path: Path) -> None:
    load(campaign, tmp_path, HIDDEN)
    stranger = make_ground(make_organization(), tmp_path)
    load(stranger, tmp_path, HIDDEN)
    kept = [row["digest"] for row in Suppression.objects.values()]
    assert len(kept) == len(set(kept)) == 4
    assert all(len(digest) == 64 and int(digest, 16) >= 0 for digest in kept)


def test_who_is_suppressed_is_not_in_the_rejects_either(campaign: Campaign, tmp_path: Path) -> None:
    load(campaign, tmp_path, HIDDEN)
    report = load(campaign, tmp_path, ["V1", "Alma", "Reyes", "", "1 Nowhere Lane", ""], OLA)
    assert (report.rejected, report.withheld, report.loaded) == (0, 1, 1)
    assert "Nowhere" not in str(report)


def test_each_file_is_recorded_with_what_is_said_of_it(campaign: Campaign, tmp_path: Path) -> None:
    said = {
        "source": "State voter file",
        "state": "PA",
        "purposes": ("voter education",),
        "affirmed_by": "R. Okafor",
        "expires_on": FOREVER,
    }
    for _ in range(2):
        load(campaign, tmp_path, OLA, **said)
    row = ImportSource.objects.get(layer="people")
    told = (row.source, row.state, row.purposes, row.affirmed_by, row.expires_on, row.file_name)
    assert told == (
        "State voter file",
        "PA",
        ["voter education"],
        "R. Okafor",
        FOREVER,
        "people.csv",
    )
    assert ImportSource.objects.filter(layer="addresses").count() == 1
    assert Person.objects.get().registered_on == date(2026, 1, 5)
    assert Person.objects.get().source == row


def test_purposes_need_somebody_who_affirms_them(campaign: Campaign, tmp_path: Path) -> None:
    with pytest.raises(NotAffirmed):
        Provenance(purposes=("voter education",))
    with pytest.raises(SourceExpired):
        load(campaign, tmp_path, OLA, expires_on=date(2020, 1, 1))
    assert not Person.objects.exists()


def test_after_the_expiry_nobody_is_known_and_tallies_stay(
    campaign: Campaign, tmp_path: Path
) -> None:
    soon = timezone.now().date()
    load(campaign, tmp_path, ALMA, OLA, name="short.csv", expires_on=soon)
    load(campaign, tmp_path, OLA, name="long.csv", expires_on=FOREVER)
    alma = Person.objects.get(key="V1")
    universe = Universe.objects.create(
        organization=campaign.organization, campaign=campaign, name="all"
    )
    UniverseMember.objects.create(
        organization=campaign.organization,
        universe=universe,
        door=alma.household.door,
        person=alma,
    )

    later = datetime(2990, 1, 1, tzinfo=UTC)
    owner = campaign.organization
    assert purge_expired(organization=owner, at=timezone.now()) == 0
    assert purge_expired(organization=owner, at=later) == 1
    assert purge_expired(organization=owner, at=later) == 0

    alma.refresh_from_db()
    assert (alma.given_name, alma.family_name, alma.household) == ("", "", None)
    assert alma.key != "V1"
    assert names() == ["", "Ola"]
    assert not universe.members.exists()
    assert ImportSource.objects.get(file_name="short.csv").purged_at == later


def test_a_later_registration_brings_back_who_was_found_gone(
    campaign: Campaign, tmp_path: Path
) -> None:
    load(campaign, tmp_path, OLA)
    person = Person.objects.get()
    person.found, person.standing, person.found_on = "moved", "moved", date(2026, 10, 3)
    person.found_door = Household.objects.get().door
    person.save()
    load(campaign, tmp_path, OLA)
    assert Person.objects.get().standing == "moved"
    load(campaign, tmp_path, [*OLA[:-1], "10/20/2026"])
    assert Person.objects.get().standing == "resident"
