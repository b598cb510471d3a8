"""D3: an offer tells enough to decide, and names nobody; that staff took names is on record."""

import pytest

from canvass.models import Assignment, AuditEntry
from canvass.services.members.change_role import change_role
from tests import factories as make
from tests.canvass.api.sync.phone import COLLECTIONS, PullingPhone
from tests.canvass.dignity.conftest import NOW
from tests.world import make_list
from turf.models import Household, Role

NAME = "Quetzalina"
READERS = ("admin", "director", "lead")


def offer(world, role):
    """Offer a list of three doors to the member of ``role``, who has a phone; both."""
    _, _, walk_list = make_list(world.campaign, world.turf.cut, 4)
    for door in walk_list.listed_doors.all():
        resident = door.people.first().person
        resident.given_name = NAME
        resident.save()
    loan = make.make_assignment(walk_list, world.members[role], state="offered")
    return loan, PullingPhone(world.members[role], world.devices[role])


def viewed(world):
    entries = AuditEntry.objects.for_organization(world.organization).filter(kind="list_viewed")
    return list(entries.values_list("actor", "subject_id"))


def held(phone, loan):
    phone.pull()
    return phone.held["walk_lists"][str(loan.walk_list_id)]


@pytest.mark.parametrize("role", ["canvasser", *READERS])
def test_the_document_of_an_offer_has_doors_and_counts_and_no_name(world, role):
    loan, phone = offer(world, role)
    document = held(phone, loan)
    assert document["loan"]["state"] == "offered"
    assert [(stop["targets"], stop["others"]) for stop in document["stops"]] == [([], 2)] * 3
    assert (document["minutes"], document["walk_m"]) == (120.0, 900.0)
    assert NAME not in str(phone.held)
    seen = phone.client.get(f"/api/v1/walk-lists/{loan.walk_list_id}/")
    # At their desk, and on record, who made the list sees who is on it.
    assert (NAME in seen.content.decode()) == (role in ("admin", "director"))


@pytest.mark.parametrize("role", ["canvasser", *READERS])
def test_the_names_come_with_the_acceptance(world, role):
    loan, phone = offer(world, role)
    before = held(phone, loan)["revision"]
    assert phone.client.post(f"/api/v1/assignments/{loan.pk}/accept/").status_code == 200
    after = held(phone, loan)
    assert after["revision"] > before
    assert [len(stop["targets"]) for stop in after["stops"]] == [2, 2, 2]
    assert NAME in str(after)


@pytest.mark.parametrize("role", READERS)
def test_that_staff_took_names_is_on_record_and_declined_offers_gave_none(world, role):
    for _ in range(2):
        loan, phone = offer(world, role)
        held(phone, loan)
        assert phone.client.post(f"/api/v1/assignments/{loan.pk}/decline/").status_code == 204
    assert (viewed(world), NAME in str(phone.held)) == ([], False)
    loan, phone = offer(world, role)
    for _ in range(2):
        assert phone.client.post(f"/api/v1/assignments/{loan.pk}/accept/").status_code == 200
    phone.client.get(f"/api/v1/walk-lists/{loan.walk_list_id}/")
    assert viewed(world) == [(world.members[role].pk, str(loan.walk_list_id))]


def test_of_a_pair_the_one_of_staff_is_on_record_once_they_accept_themselves(world):
    loan, phone = offer(world, "canvasser")
    make.AssignmentHolder.objects.create(
        organization=world.organization, assignment=loan, membership=world.members["lead"]
    )
    phone.client.post(f"/api/v1/assignments/{loan.pk}/accept/")
    assert viewed(world) == []
    world.by_token("lead").post(f"/api/v1/assignments/{loan.pk}/accept/")
    assert viewed(world) == [(world.members["lead"].pk, str(loan.walk_list_id))]


def test_a_canvasser_leaves_no_trace_by_reading_their_own_lists(world):
    loan, phone = offer(world, "canvasser")
    for verb in (None, "accept"):
        if verb:
            phone.client.post(f"/api/v1/assignments/{loan.pk}/{verb}/")
        assert phone.client.get(f"/api/v1/walk-lists/{loan.walk_list_id}/").status_code == 200
    assert phone.client.get(f"/api/v1/walk-lists/{world.walk_list.pk}/").status_code == 200
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize("role", [Role.ANALYST, Role.COMPLIANCE])
def test_who_has_a_role_that_holds_no_list_has_none_on_the_phone(world, role):
    canvasser, phone = world.canvasser, PullingPhone(world.canvasser, world.canvasser_device)
    world.walk_list.listed_doors.update(worked_at=NOW)
    Household.objects.update(do_not_knock_at=NOW)
    told = {name: phone.pull(name) for name in COLLECTIONS}
    assert all(told[name] for name in ("walk_lists", "door_states", "notices"))
    change_role(member=canvasser, role=role, changed_by=world.members["admin"], changed_at=NOW)
    for name in COLLECTIONS:
        gone = phone.pull(name)
        assert all(sorted(one) == ["_deleted", "id", "revision"] for one in gone)
        assert {one["id"] for one in gone} == {one["id"] for one in told[name]}
        assert phone.held[name] == {}
        assert phone.pull(name) == []
    assert Assignment.objects.get(pk=world.assignment.pk).state == "accepted"
    change_role(
        member=canvasser, role=Role.CANVASSER, changed_by=world.members["admin"], changed_at=NOW
    )
    assert held(phone, world.assignment)["stops"]
