"""What was committed is numbered once, in one order, and the state hash is that of a recount."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvass.models import Change, ScopeHead, SyncLog
from canvass.services.changes import number_changes as room
from canvass.services.changes.number_changes import number_changes
from canvass.sync.state_hash import document_hash, moved_hash, state_hash
from tests.factories import make_assignment
from tests.world import World, make_world
from turf.models import ListedDoor

NOON = datetime(2026, 10, 3, 16, tzinfo=UTC)


def recount(organization: int) -> dict[tuple[int, str], tuple[int, str]]:
    """Work out every head anew from the rows."""
    scopes: dict[tuple[int, str], list[Change]] = {}
    for change in Change.objects.for_organization(organization):
        scopes.setdefault((change.membership_id, change.collection), []).append(change)
    return {
        scope: (
            max(change.seq for change in changes),
            state_hash((one.row, one.revision) for one in changes if not one.is_deleted),
        )
        for scope, changes in scopes.items()
    }


def heads(organization: int) -> dict[tuple[int, str], tuple[int, str]]:
    return {
        (head.membership_id, head.collection): (head.last_seq, head.state_hash)
        for head in ScopeHead.objects.for_organization(organization)
    }


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def test_every_change_is_numbered_once_from_one_on(world: World) -> None:
    organization = world.organization.pk
    assert number_changes(organization=organization) == Change.objects.count() == 2
    assert sorted(Change.objects.values_list("seq", flat=True)) == [1, 2]
    assert number_changes(organization=organization) == 0
    assert heads(organization) == recount(organization)


def test_an_organization_without_changes_begins_its_log(world: World) -> None:
    SyncLog.objects.all().delete()
    Change.objects.all().delete()
    assert number_changes(organization=world.organization.pk) == 0
    assert SyncLog.objects.get().last_seq == 0


def test_what_changes_moves_to_the_end_and_what_goes_leaves_the_hash(world: World) -> None:
    organization = world.organization.pk
    number_changes(organization=organization)
    world.walk_list.listed_doors.update(worked_at=NOON)
    assert number_changes(organization=organization) == 3
    world.walk_list.listed_doors.filter(position=2).update(worked_at=None)
    world.assignment.state = "returned"
    world.assignment.save()
    assert number_changes(organization=organization) == 4
    assert heads(organization) == recount(organization)
    gone = heads(organization)[world.assignment.holders.get().pk, "door_states"]
    assert gone[1] == "0" * 64


def test_organizations_number_by_themselves(world: World) -> None:
    other = make_world()
    number_changes(organization=world.organization.pk)
    assert not Change.objects.for_organization(other.organization).exclude(seq=None).exists()
    number_changes(organization=other.organization.pk)
    assert set(SyncLog.objects.values_list("last_seq", flat=True)) == {2}


def test_many_rows_take_as_many_statements_as_few(
    world: World, count_queries, monkeypatch: pytest.MonkeyPatch
) -> None:
    organization = world.organization.pk
    number_changes(organization=organization)
    listed = ListedDoor.objects.filter(walk_list=world.walk_list)

    def after(doors) -> int:
        doors.update(worked_at=NOON)
        doors.update(worked_at=None)
        return count_queries(lambda: number_changes(organization=organization))

    assert after(listed.filter(position=1)) == after(listed)
    monkeypatch.setattr(room, "AT_ONCE", 2)
    listed.update(worked_at=NOON)
    assert number_changes(organization=organization) == 3
    assert heads(organization) == recount(organization)


def test_a_second_holder_sees_the_worked_doors_from_the_start(world: World) -> None:
    world.walk_list.listed_doors.update(worked_at=NOON)
    world.assignment.delete()
    lead = world.members["lead"]
    make_assignment(world.walk_list, lead)
    number_changes(organization=world.organization.pk)
    assert heads(world.organization.pk) == recount(world.organization.pk)
    assert Change.objects.filter(membership=lead, collection="door_states").count() == 3


documents = st.dictionaries(st.text("0123456789abcdef-", max_size=36), st.integers(1, 2**40))


@given(documents, documents)
def test_the_hash_moves_by_what_changed_alone(before, after) -> None:
    shares = [-document_hash(*one) for one in before.items()]
    shares += [document_hash(*one) for one in after.items()]
    moved = moved_hash(state_hash(before.items()), shares)
    assert moved == state_hash(reversed(after.items()))
    assert len(moved) == 64


def test_a_hash_another_program_can_work_out() -> None:
    """The sum as anybody would write it; the text is "id:revision"."""
    assert state_hash([]) == "0" * 64
    assert (
        state_hash([("a", 1)]) == "2b2c40a6706d9e5f320d553628313833e3668d8b0c8f5b0a25a2ca7d926df6d4"
    )
