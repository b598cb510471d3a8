"""Somebody who asks for it is forgotten, everywhere and for every later file; figures stay."""

import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from canvass.models import AuditEntry, Knock, Notice
from canvass.reports.contact_rates import Breakdown, contact_rates
from canvass.services.people.erase_person import erase_person
from tests.canvass.services.knock_documents import Walk
from tests.turf.map_files import write_csv
from tests.world import make_world
from turf.models import ImportSource, ListedPerson, Person, Suppression
from turf.services.load_ground import load_ground

pytestmark = pytest.mark.django_db


def test_who_is_erased_is_gone_and_what_was_counted_stays():
    walk = Walk(doors=3)
    walk.push(walk.spoke(0), walk.not_home(1))
    knock = Knock.objects.exclude(results=None).get(results__person__isnull=False)
    person = knock.results.get().person
    before = contact_rates(campaign=walk.campaign, by=Breakdown.TURF).total.counts.knocks

    assert erase_person(person=person, erased_by=None, erased_at=timezone.now()) == 1

    assert not Person.objects.filter(pk=person.pk).exists()
    assert not ListedPerson.objects.filter(person=person.pk).exists()
    assert knock.results.get().person is None
    assert contact_rates(campaign=walk.campaign, by=Breakdown.TURF).total.counts.knocks == before
    call_command("report", "--campaign", walk.campaign.slug, "--recount")
    entry = AuditEntry.objects.get(kind="person_erased")
    assert (entry.subject_id, entry.facts) == (str(person.pk), {"records": 1})
    assert person.family_name not in str(list(AuditEntry.objects.values()))


def load(world, folder, *rows, **more):
    header = ["id", "first_name", "last_name", "address"]
    file = write_csv(folder / "people.csv", header, rows)
    return load_ground(campaign=world.campaign, people=file, **more).layers["people"]


def test_a_later_file_leaves_them_out_and_an_admin_at_a_desk_erases_alone(tmp_path):
    world = make_world()
    address = world.walk_list.listed_doors.first().address
    assert load(world, tmp_path, ["V1", "Alma", "Reyes", address]).loaded == 1
    alma = Person.objects.get(key="V1")
    url = f"/api/v1/people/{alma.pk}/erase/"
    for client in (world.by_token("admin"), world.by_session("director")):
        assert client.post(url).status_code == 403
    other = make_world()
    assert other.by_session("admin").post(url).status_code == 404

    admin = world.by_session("admin")
    assert admin.post(url).json() == {"records": 1}
    assert admin.post(url).status_code == 404

    again = load(
        world, tmp_path, ["V1", "Alma", "Reyes", address], ["V9", "Alma", "Reyes", address]
    )
    assert (again.loaded, again.withheld) == (0, 2)
    assert Suppression.objects.for_organization(other.organization).count() == 0
    assert not Notice.objects.filter(person=alma.pk).exists()


def test_the_command_line_erases_by_the_files_id(tmp_path, capsys):
    world = make_world()
    person = Person.objects.for_organization(world.organization).first()
    erase = ("erase_person", "--campaign", world.campaign.slug, "--person", person.key, "--json")
    call_command(*erase)
    assert json.loads(capsys.readouterr().out)["records"] >= 1
    with pytest.raises(CommandError, match="nobody of this id"):
        call_command(*erase)


def test_people_of_whom_nobody_says_until_when_are_kept_for_a_year(tmp_path):
    world = make_world()
    address = world.walk_list.listed_doors.first().address
    world.campaign.election_day = date(2900, 11, 3)
    world.campaign.save()
    told = load(world, tmp_path, ["V1", "Alma", "Reyes", address])
    source = ImportSource.objects.get(layer="people")
    assert (source.expires_on, source.is_expiry_assumed) == (date(2901, 11, 3), True)
    assert any("--source" in warning for warning in told.warnings)
    assert any("2901-11-03 is assumed" in warning for warning in told.warnings)
