"""Lists are lent to one person or a pair, and to nobody else meanwhile."""

from datetime import UTC, datetime, timedelta

import pytest

from canvass.models import Assignment, Device
from canvass.services.devices.enrol_device import enrol_device
from canvass.services.lending.accept_assignment import OfferGone, accept_assignment
from canvass.services.lending.offer_assignment import AlreadyOut, NotOneOrTwo, offer_assignment
from canvass.services.lending.return_assignment import return_assignment
from tests.factories import (
    make_campaign,
    make_cut,
    make_doors,
    make_member,
    make_organization,
    make_precinct,
    make_turf,
    make_walk_list,
)
from turf.models import Membership, WalkList

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 10, 3, 15, tzinfo=UTC)


@pytest.fixture
def walk_list() -> WalkList:
    campaign = make_campaign(make_organization())
    return make_walk_list(
        make_turf(make_cut(campaign), make_doors(make_precinct(campaign.jurisdiction), 2))
    )


def offer(walk_list: WalkList, *holders: Membership, at: datetime = NOW) -> Assignment:
    return offer_assignment(
        walk_list=walk_list,
        holders=holders,
        script_version=None,
        offered_at=at,
        expires_at=at + timedelta(hours=12),
    )


def test_an_offer_made_twice_is_one_and_order_in_a_pair_is_no_matter(walk_list: WalkList) -> None:
    one, other = (make_member(walk_list.organization) for _ in range(2))
    assert offer(walk_list, one, other) == offer(walk_list, other, one)
    assert Assignment.objects.count() == 1


def test_a_list_that_is_out_is_not_lent_again_until_it_expires(walk_list: WalkList) -> None:
    one, other = (make_member(walk_list.organization) for _ in range(2))
    first = offer(walk_list, one)
    with pytest.raises(AlreadyOut, match="take it back"):
        offer(walk_list, other)
    later = offer(walk_list, other, at=NOW + timedelta(hours=13))
    first.refresh_from_db()
    assert (first.state, later.state) == ("expired", "offered")
    assert first.ended_at == first.expires_at


def test_nobody_a_crowd_and_a_pair_of_one_are_refused(walk_list: WalkList) -> None:
    three = [make_member(walk_list.organization) for _ in range(3)]
    for holders in ([], three, [three[0], three[0]]):
        with pytest.raises(NotOneOrTwo):
            offer(walk_list, *holders)


def test_accepting_puts_the_list_out_and_returning_brings_it_in(walk_list: WalkList) -> None:
    member = make_member(walk_list.organization)
    loan = offer(walk_list, member)
    for _ in range(2):
        accept_assignment(assignment=loan, holder=member, at=NOW)
    walk_list.refresh_from_db()
    assert walk_list.state == "out"
    walk_list.listed_doors.filter(position=1).update(worked_at=NOW)
    return_assignment(assignment=loan, returned_at=NOW + timedelta(hours=3))
    walk_list.refresh_from_db()
    assert walk_list.state == "ready"
    with pytest.raises(OfferGone):
        accept_assignment(assignment=loan, holder=member, at=NOW)


def test_a_list_whose_doors_are_all_worked_is_finished(walk_list: WalkList) -> None:
    member = make_member(walk_list.organization)
    loan = accept_assignment(assignment=offer(walk_list, member), holder=member, at=NOW)
    walk_list.listed_doors.update(worked_at=NOW)
    return_assignment(assignment=loan, returned_at=NOW + timedelta(hours=3))
    return_assignment(assignment=loan, returned_at=NOW + timedelta(hours=3))
    walk_list.refresh_from_db()
    assert walk_list.state == "finished"


def test_a_phones_token_is_kept_only_as_a_hash(walk_list: WalkList) -> None:
    member = make_member(walk_list.organization)
    device, token = enrol_device(membership=member, name="phone")
    stored = Device.objects.get(pk=device.pk).tokens.get()
    assert stored.membership == member
    assert stored.expiry is None
    assert token not in (stored.digest, stored.token_key)
