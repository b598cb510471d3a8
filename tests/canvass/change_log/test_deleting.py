"""Deleting whatever the change log speaks of works, and leaves nothing behind."""

from datetime import UTC, datetime

import pytest
from django.db import connection, transaction

from canvass.models import Change, Notice, ScopeHead
from canvass.services.changes.number_changes import number_changes
from tests.factories import make_member, make_organization
from tests.world import World, make_world
from turf.models import Household, Membership, WalkList

NOON = datetime(2026, 10, 3, 16, tzinfo=UTC)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world() -> World:
    """An organization whose canvasser has something of each collection."""
    world = make_world()
    Household.objects.update(do_not_knock_at=NOON)
    world.walk_list.listed_doors.update(worked_at=NOON)
    number_changes(organization=world.organization.pk)
    return world


@pytest.mark.parametrize("is_numbered", [True, False])
def test_a_member_who_holds_a_list_can_be_deleted(world: World, is_numbered: bool) -> None:
    canvasser = world.members["canvasser"]
    if not is_numbered:
        Change.objects.update(seq=None)
    pk = canvasser.pk
    assert Notice.objects.filter(membership=pk).count() == 3
    canvasser.delete()
    for model in (Change, Notice, ScopeHead):
        assert not model.objects.filter(membership=pk).exists()
    number_changes(organization=world.organization.pk)


def test_an_organization_can_be_deleted_with_all_who_are_told_something() -> None:
    organization = make_organization()
    member = make_member(organization)
    Notice.objects.create(
        organization=organization, membership=member, kind="message", made_at=NOON
    )
    number_changes(organization=organization.pk)
    organization.delete()
    assert not Change.objects.exists()


def test_a_loan_and_its_list_can_be_deleted(world: World) -> None:
    canvasser = world.members["canvasser"]
    world.assignment.delete()
    WalkList.objects.filter(pk=world.walk_list.pk).delete()
    assert not Change.objects.filter(membership=canvasser, is_deleted=False).exists()
    assert not Notice.objects.filter(membership=canvasser).exists()


def test_rows_can_be_deleted_in_any_order_in_plain_sql(world: World) -> None:
    """Foreign keys are looked at when the transaction ends: until then anything may be missing."""
    pk = world.members["canvasser"].pk
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM turf_membership WHERE id = %s", [pk])
        for table in ("canvass_change", "canvass_scopehead", "canvass_notice"):
            cursor.execute(f"DELETE FROM {table} WHERE membership_id = %s", [pk])
        cursor.execute("DELETE FROM canvass_assignmentholder WHERE membership_id = %s", [pk])
    assert not Membership.objects.filter(pk=pk).exists()
    assert not Change.objects.filter(membership=pk).exists()
