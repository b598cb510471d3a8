"""A loan ends once: taken back, or when it ran out; its list can be lent again."""

from datetime import UTC, datetime, timedelta

import pytest

from canvass.models import Assignment
from canvass.services.lending.expire_assignments import expire_assignments
from canvass.services.lending.return_assignment import return_assignment
from canvass.services.lending.take_back_assignment import take_back_assignment
from tests.world import World, make_world
from turf.models import WalkList

NOW = datetime(2026, 10, 3, 15, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world()


def states(world: World) -> tuple[str, str]:
    loan = Assignment.objects.get(pk=world.assignment.pk)
    return loan.state, WalkList.objects.get(pk=loan.walk_list_id).state


@pytest.mark.parametrize("state", ["accepted", "downloaded"])
def test_a_loan_is_taken_back_once(world: World, state: str) -> None:
    Assignment.objects.filter(pk=world.assignment.pk).update(state=state)
    for later in range(2):
        loan = take_back_assignment(
            assignment=world.assignment, taken_back_at=NOW + timedelta(hours=later)
        )
    assert loan.ended_at == NOW
    assert states(world) == ("taken_back", "ready")


def test_an_offer_that_is_taken_back_goes_as_a_declined_one_does(world: World) -> None:
    Assignment.objects.filter(pk=world.assignment.pk).update(state="offered")
    told = [take_back_assignment(assignment=world.assignment, taken_back_at=NOW) for _ in range(2)]
    assert (told[0].state, told[0].ended_at) == ("taken_back", NOW)
    assert not Assignment.objects.filter(pk=world.assignment.pk).exists()
    assert WalkList.objects.get(pk=world.walk_list.pk).state == "ready"


def test_what_was_returned_or_closed_stays_so(world: World) -> None:
    return_assignment(assignment=world.assignment, returned_at=NOW)
    take_back_assignment(assignment=world.assignment, taken_back_at=NOW + timedelta(hours=1))
    assert states(world) == ("returned", "ready")


@pytest.mark.parametrize(("before", "after"), [("out", "finished"), ("closed", "closed")])
def test_the_list_goes_where_it_belongs(world: World, before: str, after: str) -> None:
    world.walk_list.listed_doors.update(worked_at=NOW)
    WalkList.objects.filter(pk=world.walk_list.pk).update(state=before)
    take_back_assignment(assignment=world.assignment, taken_back_at=NOW)
    assert states(world) == ("taken_back", after)


def test_only_what_ran_out_ends_and_at_its_own_time(world: World) -> None:
    canvasser, until = world.members["canvasser"], world.assignment.expires_at
    WalkList.objects.update(state="out")
    assert expire_assignments(membership=canvasser, at=until - timedelta(seconds=1)) == 0
    assert expire_assignments(membership=world.members["lead"], at=until) == 0
    assert expire_assignments(membership=canvasser, at=until + timedelta(days=1)) == 1
    assert expire_assignments(membership=canvasser, at=until + timedelta(days=2)) == 0
    assert states(world) == ("expired", "ready")
    assert Assignment.objects.get(pk=world.assignment.pk).ended_at == until
    world.colleague_assignment.refresh_from_db()
    assert world.colleague_assignment.ended_at is None
