"""Lists are handed out by number, shared, given back half done, and gone on with by others."""

from datetime import timedelta

import pytest

from canvass.models import Assignment
from canvass.services.lending.hand_out_list import hand_out_list
from canvass.services.lending.offer_assignment import AlreadyOut, ListClosed, NotOneOrTwo
from canvass.services.lending.return_assignment import return_assignment
from tests import factories as make
from tests.canvass.services.knock_documents import NOON, Walk
from turf.errors import NotFound
from turf.models import Household, ListedPerson, Person, WalkList
from turf.services.close_walk_list import close_walk_list
from turf.services.continue_walk_list import continue_walk_list
from turf.services.freeze_walk_lists import freeze_walk_lists
from turf.services.list_problems import ListGivenUp, NothingLeft, StillOut

pytestmark = pytest.mark.django_db


@pytest.fixture
def walk():
    return Walk(doors=4)


@pytest.fixture
def returned(walk):
    """A list of four doors of which two were worked, given back."""
    walk.push(walk.not_home(0), walk.spoke(2))
    return_assignment(assignment=walk.assignment, returned_at=NOON)
    walk.walk_list.refresh_from_db()
    return walk


def hand_out(walk, members, **more):
    fields = {"campaign": walk.campaign, "number": walk.walk_list.number, "offered_at": NOON}
    fields |= {"handed_out_by": walk.member}
    return hand_out_list(**fields | {"members": members} | more)


def test_a_list_is_handed_out_by_its_number(returned):
    version = make.make_script_version(returned.campaign)
    member = make.make_member(returned.organization, "canvasser")

    loan = hand_out(returned, [member.pk])

    assert (loan.walk_list, loan.state) == (returned.walk_list, "offered")
    assert loan.script_version == version
    assert loan.expires_at == NOON + timedelta(hours=20)
    assert hand_out(returned, [], names=[member.user.username]) == loan


def test_two_people_share_a_list(returned):
    pair = [make.make_member(returned.organization, "canvasser") for _ in range(2)]
    loan = hand_out(returned, [pair[0].pk], names=[pair[1].user.username])
    assert set(loan.holders.all()) == set(pair)
    with pytest.raises(AlreadyOut):
        hand_out(returned, [pair[0].pk])


@pytest.mark.parametrize("number", [0, 3])
def test_a_list_goes_to_one_or_two(returned, number):
    several = [make.make_member(returned.organization, "canvasser").pk for _ in range(number)]
    with pytest.raises(NotOneOrTwo):
        hand_out(returned, several)


def test_a_pair_of_one_is_none(returned):
    member = make.make_member(returned.organization, "canvasser")
    with pytest.raises(NotOneOrTwo):
        hand_out(returned, [member.pk], names=[member.user.username])


def test_what_is_not_there_is_named(returned):
    stranger = Walk(doors=1).member
    analyst = make.make_member(returned.organization, "analyst")
    for members, names in (([stranger.pk], []), ([analyst.pk], []), ([], ["nobody"])):
        with pytest.raises(NotFound):
            hand_out(returned, members, names=names)
    with pytest.raises(NotFound, match="no list 99999"):
        hand_out(returned, [returned.member.pk], number=99999)


def test_the_rest_of_a_half_done_list_is_a_new_one(returned):
    old = returned.walk_list
    made = continue_walk_list(walk_list=old, continued_at=NOON)

    old.refresh_from_db()
    assert (made.continues, made.round, old.state) == (old, old.round, "closed")
    assert made.number > old.number
    assert made.source_code != old.source_code
    stops = made.listed_doors.order_by("position").values_list("position", "door")
    assert list(stops) == [(1, returned.doors[1].pk), (2, returned.doors[3].pk)]
    people = ListedPerson.objects.filter(listed_door__walk_list=made, is_target=True)
    assert set(people.values_list("person", flat=True)) == {
        returned.people[1].pk,
        returned.people[3].pk,
    }
    assert continue_walk_list(walk_list=old, continued_at=NOON) == made
    with pytest.raises(ListClosed):
        hand_out(returned, [returned.member.pk])


def test_the_rest_leaves_out_who_asked_and_who_moved(returned):
    Household.objects.filter(door=returned.doors[1]).update(do_not_knock_at=NOON)
    Person.objects.filter(pk=returned.people[3].pk).update(standing="moved")

    made = continue_walk_list(walk_list=returned.walk_list, continued_at=NOON)

    assert [one.door for one in made.listed_doors.all()] == [returned.doors[3]]
    assert not ListedPerson.objects.filter(listed_door__walk_list=made).exists()


def test_the_round_of_a_continued_list_is_not_frozen_again(returned):
    cut = returned.turf.cut
    made = continue_walk_list(walk_list=returned.walk_list, continued_at=NOON)
    assert freeze_walk_lists(cut=cut) == [made]


def test_what_is_lent_or_given_up_is_neither_continued_nor_closed(walk):
    for service in (
        close_walk_list,
        lambda walk_list: continue_walk_list(walk_list=walk_list, continued_at=NOON),
    ):
        with pytest.raises(StillOut):
            service(walk_list=walk.walk_list)
    Assignment.objects.update(state="returned")
    close_walk_list(walk_list=walk.walk_list)
    assert close_walk_list(walk_list=walk.walk_list).state == "closed"
    with pytest.raises(ListGivenUp):
        continue_walk_list(walk_list=walk.walk_list, continued_at=NOON)


def test_a_list_of_which_all_is_done_has_no_rest(walk):
    walk.push(*(walk.not_home(door) for door in range(4)))
    return_assignment(assignment=walk.assignment, returned_at=NOON)
    with pytest.raises(NothingLeft):
        continue_walk_list(walk_list=walk.walk_list, continued_at=NOON)
    assert not WalkList.objects.filter(continues__isnull=False).exists()


def test_nobody_reads_people_where_a_list_is_only_handed_out(walk):
    from django.test import Client

    lead, director = (make.make_member(walk.organization, role) for role in ("lead", "director"))
    seen = {}
    for member in (lead, director):
        client = Client()
        client.force_login(member.user)
        seen[member.role] = client.get(f"/api/v1/walk-lists/{walk.walk_list.pk}/")
    assert b"Alma" in seen["director"].content
    assert b"Alma" not in seen["lead"].content
    assert [stop["others"] for stop in seen["lead"].json()["stops"]] == [1, 1, 1, 1]
