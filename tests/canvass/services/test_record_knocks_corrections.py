"""Corrections, undos and times: what stands does not depend on the order in which things came."""

from datetime import UTC, date, datetime, timedelta
from itertools import permutations

import pytest

from canvass.models import Device, Knock
from canvass.sync.outcome import Outcome
from tests import factories
from tests.canvass.services.knock_documents import NOON, Walk, knock_id, withdrawal

pytestmark = pytest.mark.django_db


def correction(parent, **fields):
    return parent | {"id": str(knock_id()), "supersedes": parent["id"]} | fields


def standing():
    """Ids of the knocks that count."""
    current = Knock.objects.filter(is_superseded=False).exclude(disposition="withdrawn")
    return {str(uid) for uid in current.values_list("uid", flat=True)}


def worked(walk):
    listed = walk.walk_list.listed_doors.order_by("position")
    return [at is not None for at in listed.values_list("worked_at", flat=True)]


@pytest.mark.parametrize("order", list(permutations(range(4))))
@pytest.mark.parametrize("in_one_push", [True, False])
def test_a_chain_of_corrections_ends_the_same_in_every_order(order, in_one_push):
    walk = Walk()
    first = walk.not_home()
    second = correction(first, note="second", device_seq=101)
    third = correction(second, note="third", device_seq=102)
    other = walk.spoke(1)
    chain = [first, second, third, other]
    arriving = [chain[n] for n in order]
    if in_one_push:
        walk.push(*arriving)
    else:
        for document in arriving:
            walk.push(document)
    assert Knock.objects.count() == 4
    assert standing() == {third["id"], other["id"]}
    assert worked(walk) == [True, True, False, False]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_an_undone_knock_does_not_count_and_its_door_is_open_again(order):
    walk = Walk()
    knock = walk.spoke()
    undo = withdrawal(knock)
    chain = [knock, undo, walk.not_home(1)]
    for n in order:
        walk.push(chain[n])
    assert standing() == {chain[2]["id"]}
    assert worked(walk) == [False, True, False, False]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_of_two_corrections_of_one_knock_the_later_stands(order):
    walk = Walk()
    knock = walk.not_home()
    earlier = correction(knock, device_seq=900, knocked_at="2026-10-03T11:58:00-04:00")
    later = correction(knock, device_seq=901, knocked_at="2026-10-03T11:59:00-04:00")
    chain = [knock, earlier, later]
    for n in order:
        walk.push(chain[n])
    assert standing() == {later["id"]}


@pytest.mark.parametrize("reverse", [True, False])
def test_two_corrections_at_one_moment_are_told_apart_by_sequence(reverse):
    walk = Walk()
    knock = walk.not_home()
    twins = [correction(knock, device_seq=900), correction(knock, device_seq=901)]
    walk.push(knock, *(reversed(twins) if reverse else twins))
    assert standing() == {twins[1]["id"]}


def test_a_knock_of_another_list_cannot_be_corrected():
    walk = Walk()
    other = Walk(organization=walk.organization, campaign=walk.campaign)
    knock = other.not_home()
    other.push(knock)
    (outcome,) = walk.push(walk.not_home(supersedes=knock["id"]))
    assert outcome.outcome is Outcome.HELD
    assert standing() == {knock["id"]}


def test_a_knock_of_another_organization_is_not_touched():
    walk, other = Walk(), Walk()
    knock = other.not_home()
    other.push(knock)
    walk.push(withdrawal(walk.not_home(), supersedes=knock["id"]))
    assert standing() == {knock["id"]}
    assert worked(other) == [True, False, False, False]


def test_both_knocks_of_two_phones_at_one_door_are_kept():
    walk = Walk()
    partner = factories.make_member(walk.organization, "canvasser")
    walk.assignment.holder_rows.create(organization=walk.organization, membership=partner)
    mine, theirs = walk.not_home(), walk.spoke()
    walk.push(mine)
    walk.push(theirs, membership=partner, device=factories.make_device(walk.organization))
    assert standing() == {mine["id"], theirs["id"]}


def test_a_door_is_worked_when_it_was_last_knocked():
    walk = Walk()
    walk.push(walk.not_home(knocked_at="2026-10-03T11:30:00-04:00"))
    walk.push(walk.not_home(knocked_at="2026-10-03T11:20:00-04:00"))
    listed = walk.walk_list.listed_doors.get(door=walk.doors[0])
    assert listed.worked_at == datetime(2026, 10, 3, 15, 30, tzinfo=UTC)


def test_a_clock_that_is_wrong_is_put_right_and_flagged():
    walk = Walk()
    behind = timedelta(hours=2)
    document = walk.not_home(knocked_at=(NOON - behind - timedelta(minutes=10)).isoformat())
    walk.push(document, sent_at=NOON - behind)
    knock = Knock.objects.get()
    assert knock.corrected_at == NOON - timedelta(minutes=10)
    assert knock.knocked_at == NOON - behind - timedelta(minutes=10)
    assert (knock.clock_offset_s, knock.uncertainty_s) == (7200, 7200)
    assert knock.is_clock_off


def test_without_the_time_of_sending_nothing_is_corrected_or_flagged():
    walk = Walk()
    walk.push(walk.not_home(), sent_at=None, received_at=NOON + timedelta(hours=1))
    knock = Knock.objects.get()
    assert knock.corrected_at == knock.knocked_at
    assert (knock.clock_offset_s, knock.uncertainty_s, knock.is_clock_off) == (None, None, False)


@pytest.mark.parametrize(
    ("of_precinct", "of_campaign", "expected"),
    [
        ("America/Los_Angeles", "America/New_York", (date(2026, 10, 3), 20)),
        ("", "America/New_York", (date(2026, 10, 3), 23)),
        ("Nowhere/Lost", "America/New_York", (date(2026, 10, 3), 23)),
        ("Nowhere/Lost", "Nowhere/Lost", (date(2026, 10, 4), 3)),
    ],
)
def test_day_and_hour_are_those_of_the_precinct(of_precinct, of_campaign, expected):
    organization = factories.make_organization()
    campaign = factories.make_campaign(organization, time_zone=of_campaign)
    precinct = factories.make_precinct(campaign.jurisdiction, time_zone=of_precinct)
    walk = Walk(organization=organization, campaign=campaign, precinct=precinct)
    at_night = datetime(2026, 10, 4, 3, 30, tzinfo=UTC)
    document = walk.not_home(knocked_at=at_night.isoformat())
    walk.push(document, sent_at=at_night, received_at=at_night)
    knock = Knock.objects.get()
    assert (knock.local_day, knock.local_hour) == expected
    assert Knock.objects.filter(local_day=expected[0]).exists()


def test_a_door_outside_every_precinct_has_the_campaigns_time():
    walk = Walk()
    building = walk.doors[0].building
    building.precinct = None
    building.save()
    walk.push(walk.not_home(knocked_at=NOON.isoformat()))
    assert Knock.objects.get().local_hour == 12


def test_what_a_phone_says_it_made_never_goes_back():
    walk = Walk()
    walk.push(walk.not_home(device_seq=40), walk.not_home(answered=True, device_seq=90))
    walk.push(walk.not_home(device_seq=7))
    device = Device.objects.get(pk=walk.device.pk)
    assert (device.last_seq_reported, device.last_sync_at) == (40, NOON)
