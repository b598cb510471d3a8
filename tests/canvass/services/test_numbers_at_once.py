"""Numbers of lists stay unique however many are frozen, continued and handed out at once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import OperationalError, connection

from canvass.models import Assignment
from canvass.services.lending.freeze_round import freeze_round
from canvass.services.lending.hand_out_list import hand_out_list
from canvass.services.lending.offer_assignment import AlreadyOut
from tests import factories as make
from tests.canvass.services.knock_documents import NOON, Walk
from turf.models import WalkList
from turf.services.continue_walk_list import continue_walk_list


def at_once(tasks):
    """Run all tasks at the same moment, each again while the database is busy."""
    barrier = Barrier(len(tasks))

    def run(task):
        barrier.wait()
        try:
            while True:
                try:
                    return task()
                except OperationalError:
                    continue
                except AlreadyOut as refused:
                    return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(tasks)) as pool:
        return list(pool.map(run, tasks))


@pytest.mark.django_db(transaction=True)
def test_lists_made_at_once_have_numbers_of_their_own():
    walk = Walk(doors=3)
    ground = {"campaign": walk.campaign, "precinct": walk.precinct}
    other = Walk(doors=3, organization=walk.organization, **ground)
    walk.push(walk.not_home(0))
    Assignment.objects.update(state="returned")

    def continued():
        return continue_walk_list(walk_list=walk.walk_list, continued_at=NOON).pk

    def frozen():
        lists = freeze_round(cut=other.turf.cut, number=2, take=["never_attempted"])
        return [one.pk for one in lists]

    done = at_once([continued, continued, continued, frozen, frozen, frozen])

    assert len(set(done[:3])) == 1
    assert done[3] == done[4] == done[5]
    numbers = list(WalkList.objects.values_list("number", flat=True))
    assert len(numbers) == len(set(numbers)) == 4


@pytest.mark.django_db(transaction=True)
def test_of_several_hand_outs_at_once_one_is_made():
    walk = Walk(doors=2)
    Assignment.objects.update(state="returned")
    members = [make.make_member(walk.organization, "canvasser") for _ in range(4)]

    def to(member):
        return lambda: hand_out_list(
            campaign=walk.campaign,
            number=walk.walk_list.number,
            members=[member.pk],
            handed_out_by=walk.member,
            offered_at=NOON,
        )

    done = at_once([to(member) for member in members])

    assert sum(isinstance(one, Assignment) for one in done) == 1
    assert Assignment.objects.filter(state="offered").count() == 1
