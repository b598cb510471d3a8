"""Each of a pair takes a list up or lets it go for themselves, and nobody is told who did what."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from canvass.models import Assignment, AssignmentHolder, Change, Notice
from canvass.services.lending.accept_assignment import OfferGone, accept_assignment
from canvass.services.lending.decline_assignment import AlreadyTaken, decline_assignment
from canvass.services.lending.offer_assignment import offer_assignment
from canvass.services.lending.return_assignment import return_assignment
from tests import factories as make
from tests.canvass.api.sync.phone import PullingPhone
from tests.world import make_list, make_world
from turf.models import WalkList

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_world()


@pytest.fixture
def pair(world):
    return [make.make_member(world.organization, "canvasser") for _ in range(2)]


@pytest.fixture
def loan(world, pair):
    return lend(world, pair)


def lend(world, holders, column=7):
    walk_list = make_list(world.campaign, world.turf.cut, column)[2]
    at = world.assignment.offered_at
    return offer_assignment(
        walk_list=walk_list,
        holders=holders,
        script_version=world.version,
        offered_at=at,
        expires_at=at + timedelta(hours=12),
    )


def accept(loan, holder):
    return accept_assignment(assignment=loan, holder=holder, at=loan.offered_at)


def standing(loan):
    """State of the loan and of its list, and who holds it."""
    found = Assignment.objects.filter(pk=loan.pk).first()
    holders = AssignmentHolder.objects.filter(assignment=loan.pk).values_list(
        "membership", flat=True
    )
    state = WalkList.objects.get(pk=loan.walk_list_id).state
    return found and found.state, state, set(holders)


def told(phone, loan):
    phone.pull("walk_lists")
    document = phone.held["walk_lists"].get(str(loan.walk_list_id))
    return document and document["loan"]["state"]


def test_what_one_accepts_is_still_an_offer_to_the_other(loan, pair):
    one, other = (PullingPhone(member) for member in pair)
    accept(loan, pair[0])
    assert standing(loan) == ("accepted", "out", {one.pk for one in pair})
    assert (told(one, loan), told(other, loan)) == ("accepted", "offered")
    listed = other.client.get("/api/v1/assignments/").json()["results"]
    assert [each["state"] for each in listed] == ["offered"]
    accept(loan, pair[1])
    assert (told(one, loan), told(other, loan)) == ("accepted", "accepted")


@pytest.mark.parametrize("is_accepted", [False, True])
def test_who_declines_is_out_of_it_and_the_other_hears_nothing(loan, pair, is_accepted):
    one, other = (PullingPhone(member) for member in pair)
    if is_accepted:
        accept(loan, pair[0])
    for phone in (one, other):
        for collection in phone.held:
            phone.pull(collection)
    before = list(Change.objects.filter(membership=pair[0]).order_by("pk").values())

    decline_assignment(assignment=loan, holder=pair[1])
    decline_assignment(assignment=loan, holder=pair[1])

    expected = ("accepted", "out") if is_accepted else ("offered", "ready")
    assert standing(loan) == (*expected, {pair[0].pk})
    assert told(other, loan) is None
    assert not Notice.objects.filter(membership__in=pair).exists()
    assert [one.pull(collection) for collection in one.held] == [[], [], [], []]
    assert list(Change.objects.filter(membership=pair[0]).order_by("pk").values()) == before
    with pytest.raises(OfferGone):
        accept(loan, pair[1])


def test_the_decline_of_the_last_removes_the_loan(loan, pair):
    for member in pair:
        decline_assignment(assignment=loan, holder=member)
    assert standing(loan) == (None, "ready", set())


def test_who_accepted_gives_back_and_does_not_decline(loan, pair):
    accept(loan, pair[0])
    with pytest.raises(AlreadyTaken):
        decline_assignment(assignment=loan, holder=pair[0])


def test_who_did_not_accept_gives_nothing_back_for_their_partner(loan, pair):
    accept(loan, pair[0])
    at = loan.offered_at + timedelta(hours=1)
    return_assignment(assignment=loan, returned_at=at, returned_by=pair[1])
    assert standing(loan)[:2] == ("accepted", "out")
    return_assignment(assignment=loan, returned_at=at, returned_by=pair[0])
    assert standing(loan)[:2] == ("returned", "ready")


def test_an_offer_that_ran_out_is_taken_up_by_nobody(loan, pair):
    accept(loan, pair[0])
    late = {"assignment": loan, "at": loan.expires_at}
    with pytest.raises(OfferGone):
        accept_assignment(**late, holder=pair[1])
    assert accept_assignment(**late, holder=pair[0]).state == "accepted"


STEPS = st.lists(st.tuples(st.sampled_from(["accept", "decline"]), st.integers(0, 1)), max_size=5)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(STEPS)
def test_whatever_two_people_do_each_answers_for_themselves_alone(steps):
    world = make_world()
    pair = [make.make_member(world.organization, "canvasser") for _ in range(2)]
    loan = lend(world, pair)
    first: dict[int, str] = {}
    for step, who in steps:
        first.setdefault(who, step)
        try:
            if step == "accept":
                accept(loan, pair[who])
            else:
                decline_assignment(assignment=loan, holder=pair[who])
        except (OfferGone, AlreadyTaken):
            assert first[who] != step
    held = {pair[who].pk for who in range(2) if first.get(who) != "decline"}
    state = "accepted" if "accept" in first.values() else "offered"
    on_list = "out" if "accept" in first.values() else "ready"
    assert standing(loan) == (state if held else None, on_list, held)
