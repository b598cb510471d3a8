"""What changes about a list that is out reaches its phone: literature, and people taken off it."""

import pytest

from canvass.documents.literature import MAILBOX
from canvass.services.scripts.withdraw_text import withdraw_text
from tests import factories as make
from tests.canvass.api.sync.phone import PullingPhone
from tests.canvass.services.knock_documents import NOON
from tests.world import make_world
from turf.models import Person, WalkList
from turf.services.suppress_people import Identity, suppress_people

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_world()


@pytest.fixture
def phone(world):
    return PullingPhone(world.canvasser, world.canvasser_device)


def held(world, phone):
    phone.pull()
    phone.pull("notices")
    return phone.held["walk_lists"][str(world.walk_list.pk)]


def kinds(phone):
    return [one["kind"] for one in phone.held["notices"].values()]


def test_a_drop_brings_its_literature_and_the_rule_of_mailboxes(world, phone):
    assert held(world, phone)["mailbox_rule"] is None
    material = make.make_material(world.campaign)
    WalkList.objects.filter(pk=world.walk_list.pk).update(kind="lit_drop")
    world.assignment.literature = material
    world.assignment.save()
    told = held(world, phone)
    assert told["literature"] == {
        "id": material.pk,
        "title": material.title,
        "texts": {"en": "Polls are open from 7 to 8.", "es": "Las urnas abren de 7 a 8."},
    }
    assert told["mailbox_rule"] == MAILBOX
    assert sorted(MAILBOX) == ["en", "es"]


def test_withdrawn_literature_leaves_the_phone_with_a_notice_and_comes_back(world, phone):
    material = make.make_material(world.campaign)
    world.assignment.literature = material
    world.assignment.save()
    assert held(world, phone)["literature"]
    withdraw_text(text=material, withdrawn_by=world.members["compliance"], withdrawn_at=NOON)
    assert held(world, phone)["literature"] is None
    assert kinds(phone) == ["literature_withdrawn"]
    material.gate_records.all().delete()
    make.open_gate(material)
    material.published_at, material.withdrawn_at = NOON, None
    material.save()
    assert held(world, phone)["literature"]["id"] == material.pk
    assert kinds(phone) == []


def test_who_turns_out_to_be_confidential_is_taken_off_the_list_that_is_out(world, phone):
    before = held(world, phone)
    named = before["stops"][0]["targets"][0]
    person = Person.objects.get(pk=named["id"])
    who = Identity(key=person.key, given_name="", family_name="", building=0)
    assert suppress_people(jurisdiction=world.campaign.jurisdiction, people=[who]) == 1
    after = held(world, phone)
    assert after["revision"] > before["revision"]
    assert named["family_name"] not in str(phone.held)
    assert [len(stop["targets"]) for stop in after["stops"]] == [1, 2, 2]
