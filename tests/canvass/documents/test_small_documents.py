"""Door states and notices as documents."""

import pytest
from django.utils import timezone

from canvass.documents import door_states, notices
from canvass.models import Notice
from tests import factories as make
from tests.world import make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_world()


def listed(world, position=1, **fields):
    door = world.walk_list.listed_doors.get(position=position)
    world.walk_list.listed_doors.filter(pk=door.pk).update(**fields)
    return door


def states(member, *doors):
    rows = [str(door.pk) for door in doors]
    return door_states.documents_of(membership=member, rows=rows, at=timezone.now())


def test_a_door_that_was_worked_is_done_and_one_that_was_not_is_left(world):
    at = timezone.now()
    done, left = listed(world, 1, worked_at=at), listed(world, 2)

    told = states(world.members["canvasser"], done, left)

    here = {"walk_list": world.walk_list.pk}
    assert told == {
        str(done.pk): {**here, "door": done.door_id, "state": "done", "at": at},
        str(left.pk): {**here, "door": left.door_id, "state": "left", "at": None},
    }


def test_doors_of_lists_that_are_not_held_are_not_told(world):
    door = listed(world)
    assert states(world.members["lead"], door) == {}
    assert states(make_world().members["canvasser"], door) == {}

    world.assignment.state = "returned"
    world.assignment.save()
    assert states(world.members["canvasser"], door) == {}


def test_a_notice_is_told_to_whom_it_is_for(world):
    member = world.members["canvasser"]
    notice = Notice.objects.create(
        organization=world.organization,
        membership=member,
        kind="message",
        text="Come home",
        made_at=timezone.now(),
    )

    def told(membership):
        return notices.documents_of(membership=membership, rows=[str(notice.pk)], at=timezone.now())

    assert told(member) == {
        str(notice.pk): {
            "kind": "message",
            "walk_list": None,
            "door": None,
            "person": None,
            "text": "Come home",
            "made_at": notice.made_at,
        }
    }
    assert told(make.make_member(world.organization, "admin")) == {}
    assert told(make_world().members["canvasser"]) == {}


@pytest.mark.parametrize("documents", [door_states, notices])
def test_the_cost_is_one_query(world, count_queries, documents):
    def read(*rows):
        member = world.members["canvasser"]
        return documents.documents_of(membership=member, rows=rows, at=timezone.now())

    assert count_queries(lambda: read("1")) == count_queries(lambda: read("1", "2", "3")) == 1
