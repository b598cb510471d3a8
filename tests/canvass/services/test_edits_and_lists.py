"""What a device holds is never pulled from under it, and nobody else is sent to its doors."""

from datetime import timedelta

import pytest

from canvass.models import Assignment, Knock
from canvass.reports.contact_rates import Breakdown, contact_rates
from canvass.services.intake.store_intake import store_intake
from canvass.services.knocks.record_knocks import record_knocks
from canvass.services.lending.accept_assignment import accept_assignment
from canvass.services.lending.offer_assignment import ListClosed, offer_assignment
from canvass.services.lending.return_assignment import return_assignment
from tests import factories as make
from tests.canvass.services.knock_documents import NOON, not_home
from tests.turf.stored_town import cut_town, live, picture, store_town, two_precincts
from turf.models import Cut, Door, ListedDoor, Turf, WalkList
from turf.models.walk_list import ListState
from turf.services.freeze_walk_lists import freeze_walk_lists
from turf.services.merge_turfs import merge_turfs
from turf.services.move_doors import move_doors
from turf.services.split_turf import split_turf
from turf.services.turf_problems import ListsAreOut
from turf.services.undo_edit import undo_edit

pytestmark = pytest.mark.django_db


@pytest.fixture
def cut(standing_cut) -> Cut:
    """A cut whose lists of the first round are frozen."""
    cut = Cut.objects.get(pk=standing_cut)
    freeze_walk_lists(cut=cut)
    return cut


@pytest.fixture
def member(cut):
    return make.make_member(cut.organization, "canvasser")


def offer(walk_list, member):
    return offer_assignment(
        walk_list=walk_list,
        holders=[member],
        script_version=None,
        offered_at=NOON - timedelta(hours=1),
        expires_at=NOON + timedelta(hours=12),
    )


def lend(walk_list, member):
    return accept_assignment(assignment=offer(walk_list, member), holder=member, at=NOON)


def knock(walk_list, member, position):
    listed = walk_list.listed_doors.get(position=position)
    intake = store_intake(
        device=make.make_device(member.organization),
        membership=member,
        body=b"[]",
        sent_at=NOON,
        received_at=NOON,
    )
    record_knocks(intake=intake, knocks=[not_home(walk_list, listed.door)])
    return listed.door_id


def list_of(turf):
    return WalkList.objects.get(round__turf=turf, round__number=1)


def listed(walk_list):
    return set(walk_list.listed_doors.values_list("door_id", flat=True))


def test_lists_that_nobody_was_lent_are_closed_and_frozen_anew(cut):
    turf, old = live(cut)[0], list_of(live(cut)[0])
    split_turf(turf=turf, into=2)
    old.refresh_from_db()
    assert old.state == ListState.CLOSED
    lists = freeze_walk_lists(cut=cut)
    new = [one for one in lists if one.name.startswith(f"{turf.name}.")]
    assert old not in lists
    assert len(new) == 2
    assert listed(new[0]) | listed(new[1]) == listed(old)
    assert freeze_walk_lists(cut=cut) == lists


@pytest.mark.parametrize("take", [offer, lend])
def test_a_lent_list_stays_and_its_doors_are_left_out_of_the_round(cut, member, take):
    turf, old = live(cut)[0], list_of(live(cut)[0])
    take(old, member)
    was = list(old.listed_doors.order_by("id").values())
    split_turf(turf=turf, into=2)
    names = {one.name for one in freeze_walk_lists(cut=cut)}
    assert not any(name.startswith(f"{turf.name}.") for name in names)
    old.refresh_from_db()
    assert old.state == (ListState.OUT if take is lend else ListState.READY)
    assert list(old.listed_doors.order_by("id").values()) == was
    second = freeze_walk_lists(cut=cut, round_number=2)
    assert sum(one.door_count for one in second) == cut.stops.count()


def test_doors_that_were_worked_are_not_frozen_again_in_their_round(cut, member):
    turf, old = live(cut)[0], list_of(live(cut)[0])
    assignment = lend(old, member)
    worked = knock(old, member, 1)
    return_assignment(assignment=assignment, returned_at=NOON)
    target = live(cut)[1]
    move_doors(cut=cut, doors=Door.objects.filter(pk=worked), to_turf=target)
    old.refresh_from_db()
    assert old.state == ListState.CLOSED
    new = {
        one.name: listed(one)
        for one in freeze_walk_lists(cut=cut)
        if one.name in (turf.name, target.name)
    }
    assert new[turf.name] == listed(old) - {worked}
    assert worked not in new[target.name]


def test_a_closed_list_is_lent_no_more(cut, member):
    old = list_of(live(cut)[0])
    split_turf(turf=live(cut)[0], into=2)
    with pytest.raises(ListClosed, match=f"List {old.number}"):
        offer(old, member)


def test_knocks_stay_with_the_turf_they_were_made_in(cut, member):
    turf, old = live(cut)[0], list_of(live(cut)[0])
    lend(old, member)
    knock(old, member, 1)
    before = [list(model.objects.order_by("id").values()) for model in (Knock, Assignment)]
    merge_turfs(cut=cut, turfs=[turf, beside(cut, turf)])
    assert knock(old, member, 2)
    after = [list(model.objects.order_by("id").values()) for model in (Knock, Assignment)]
    assert (after[0][:1], after[1]) == (before[0], before[1])
    report = contact_rates(campaign=cut.campaign, by=Breakdown.TURF)
    assert {row.key: row.counts.knocks for row in report.rows if row.counts.knocks} == {turf.pk: 2}


def beside(cut, turf):
    return next(t for t in live(cut) if t.pk != turf.pk and t.outline.touches(turf.outline))


def test_undoing_makes_the_closed_lists_ready_again(cut):
    states = list(WalkList.objects.order_by("number").values())
    first = picture(cut)
    split_turf(turf=live(cut)[0], into=2)
    freeze_walk_lists(cut=cut)
    undo_edit(cut=cut)
    assert picture(cut) == first
    assert list(WalkList.objects.order_by("number").values())[: len(states)] == states
    assert {one.pk for one in freeze_walk_lists(cut=cut)} == {state["id"] for state in states}


def test_an_edit_whose_new_lists_are_out_is_not_undone(cut, member):
    turf = live(cut)[0]
    split_turf(turf=turf, into=2)
    new = next(one for one in freeze_walk_lists(cut=cut) if one.name == f"{turf.name}.1")
    lend(new, member)
    before = picture(cut), list(WalkList.objects.order_by("number").values())
    with pytest.raises(ListsAreOut, match=f"List {new.number}"):
        undo_edit(cut=cut)
    assert (picture(cut), list(WalkList.objects.order_by("number").values())) == before


def test_an_edit_made_before_any_list_is_undone_though_lists_are_out_since(member):
    cut = cut_town(store_town(two_precincts()))
    lender = make.make_member(cut.organization, "canvasser")
    first, turf = picture(cut), live(cut)[0]
    split_turf(turf=turf, into=2)
    part = Turf.objects.live().get(cut=cut, name=f"{turf.name}.1")
    freeze_walk_lists(cut=cut)
    lend(list_of(part), lender)
    undo_edit(cut=cut)
    assert picture(cut) == first
    again = next(one for one in freeze_walk_lists(cut=cut) if one.name == turf.name)
    assert not listed(again) & listed(list_of(part))
    assert ListedDoor.objects.taken(cut, 1).count() == Door.objects.filter(stops__cut=cut).count()
