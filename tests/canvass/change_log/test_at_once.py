"""A loan that begins or ends while others change what it tells: nobody is left in the dark."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Event

import pytest
from django.db import connections

from canvass.models import Assignment, Change, Notice
from tests.factories import make_assignment
from tests.world import World, make_world
from turf.models import Household
from turf.transactions import writing

NOON = datetime(2026, 10, 3, 16, tzinfo=UTC)
LONG_ENOUGH_S = 0.3

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world() -> World:
    world = make_world()
    world.assignment.delete()
    return world


def overlapping(first: Callable[[], object], second: Callable[[], object]) -> None:
    """Run ``second`` while ``first`` has written and not committed yet."""
    has_written, may_commit = Event(), Event()

    def begin() -> None:
        try:
            with writing():
                first()
                has_written.set()
                may_commit.wait(LONG_ENOUGH_S)
        finally:
            connections.close_all()

    def follow() -> None:
        try:
            has_written.wait()
            with writing():
                second()
        finally:
            may_commit.set()
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(begin), pool.submit(follow)]:
            done.result()


def happenings(world: World) -> tuple[Callable[[], object], Callable[[], object]]:
    """What changes what the list tells."""
    doors = world.walk_list.listed_doors
    return (
        lambda: doors.update(worked_at=NOON),
        lambda: Household.objects.filter(door__listed__in=doors.all()).update(do_not_knock_at=NOON),
    )


@pytest.mark.parametrize("which", [0, 1])
@pytest.mark.parametrize("is_lent_first", [True, False])
def test_a_loan_that_begins_meanwhile_is_told(
    world: World, which: int, is_lent_first: bool
) -> None:
    canvasser, happening = world.members["canvasser"], happenings(world)[which]

    def lend() -> Assignment:
        return make_assignment(world.walk_list, canvasser)

    overlapping(*((lend, happening) if is_lent_first else (happening, lend)))
    told = Change.objects.filter(membership=canvasser, is_deleted=False)
    assert told.filter(collection=["door_states", "notices"][which]).count() == 3


@pytest.mark.parametrize("which", [0, 1])
@pytest.mark.parametrize("ends_first", [True, False])
def test_a_loan_that_ends_meanwhile_leaves_nothing(
    world: World, which: int, ends_first: bool
) -> None:
    canvasser, happening = world.members["canvasser"], happenings(world)[which]
    loan = make_assignment(world.walk_list, canvasser)

    def end() -> object:
        return Assignment.objects.filter(pk=loan.pk).update(state="returned")

    overlapping(*((end, happening) if ends_first else (happening, end)))
    assert not Change.objects.filter(membership=canvasser, is_deleted=False).exists()
    assert not Notice.objects.filter(membership=canvasser).exists()
