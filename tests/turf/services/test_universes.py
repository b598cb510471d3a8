"""A universe says how it was chosen: by a readable filter, or in words."""

import json
from pathlib import Path

import pytest
from django.core.management import call_command

from tests import factories as make
from tests.turf.map_files import write_csv
from turf.models import Campaign, Universe
from turf.services.filter_universe import UnknownFilter, filter_universe
from turf.services.upload_universe import Named, NothingSaid, upload_universe

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign() -> Campaign:
    """Two precincts of two doors, each with one who speaks English and one who speaks Spanish."""
    made = make.make_campaign(make.make_organization())
    for code in ("1-1", "1-2"):
        precinct = make.make_precinct(made.jurisdiction, code=code)
        for door in make.make_doors(precinct, 2):
            make.make_person(door)
            make.make_person(door, language="es")
    return made


def test_people_who_fit_are_to_be_reached(campaign: Campaign) -> None:
    criteria = {"language": ["es"], "precinct": ["1-1"]}
    for _ in range(2):
        universe = filter_universe(campaign=campaign, name="spanish", criteria=criteria)
    assert universe.filter_fields == ["language", "precinct"]
    assert universe.criteria == criteria
    members = universe.members.values_list("person__language", "is_target")
    assert list(members) == [("es", True), ("es", True)]


def test_a_filter_on_places_takes_doors(campaign: Campaign) -> None:
    universe = filter_universe(campaign=campaign, name="one", criteria={"precinct": ["1-2"]})
    assert universe.members.filter(person__isnull=True).count() == universe.members.count() == 2


@pytest.mark.parametrize("criteria", [{}, {"party": ["D"]}, {"language": []}, {"score": ["9"]}])
def test_what_nobody_may_filter_by_is_refused(campaign: Campaign, criteria: dict) -> None:
    with pytest.raises(UnknownFilter, match="precinct, postcode, language"):
        filter_universe(campaign=campaign, name="x", criteria=criteria)
    assert not Universe.objects.exists()


def test_members_are_uploaded_by_the_ids_of_their_file(campaign: Campaign) -> None:
    door = campaign.jurisdiction.buildings.order_by("pk")[0].doors.get()
    person = door.household.people.order_by("pk")[0]
    members = [
        Named(person=person.key),
        Named(door=str(door.pk), is_target=False),
        Named(person="nobody"),
    ]
    with pytest.raises(NothingSaid):
        upload_universe(campaign=campaign, name="dues", members=members, description=" ")
    universe, missing = upload_universe(
        campaign=campaign, name="dues", members=members, description="Who paid dues"
    )
    assert missing == [Named(person="nobody")]
    assert set(universe.members.values_list("door", "person", "is_target")) == {
        (door.pk, person.pk, True),
        (door.pk, None, False),
    }


def test_the_command_takes_a_csv(campaign: Campaign, tmp_path: Path, capsys) -> None:
    key = campaign.jurisdiction.people.order_by("pk")[0].key
    file = write_csv(tmp_path / "members.csv", ["person", "is_target"], [[key, "no"], ["x", ""]])
    with pytest.raises(SystemExit) as ended:
        call_command(
            "save_universe",
            campaign=campaign.slug,
            name="dues",
            members=file,
            description="Who paid dues",
            json=True,
        )
    assert ended.value.code == 3
    told = json.loads(capsys.readouterr().out)
    assert told == {"universe": "dues", "members": 1, "missing": 1}


def test_a_universe_is_saved_over_the_api_and_never_lists_anybody(
    campaign: Campaign, client
) -> None:
    client.force_login(make.make_member(campaign.organization, "director").user)
    wanted = {"campaign": campaign.slug, "name": "spanish", "criteria": {"language": ["es"]}}
    answer = client.post("/api/v1/universes/", wanted, content_type="application/json")
    assert answer.status_code == 201, answer.content
    told = answer.json()
    assert (told["member_count"], told["target_count"], told["missing"]) == (4, 4, 0)
    assert told["filter_fields"] == ["language"]
    assert b"Alma" not in client.get(f"/api/v1/universes/{told['id']}/").content
    refused = wanted | {"criteria": {"party": ["D"]}}
    answer = client.post("/api/v1/universes/", refused, content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (400, "unknown_filter")
