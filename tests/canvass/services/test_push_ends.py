"""A loan and a phone end at a stored time: what was done before counts, whenever it comes."""

from datetime import timedelta

import pytest

from canvass.models import Knock, QuarantinedItem
from tests.canvass.services.knock_documents import NOON, Walk

pytestmark = pytest.mark.django_db

END = NOON - timedelta(minutes=30)


def made(walk, minutes):
    return walk.not_home(knocked_at=(END + timedelta(minutes=minutes)).isoformat())


def words(outcomes):
    return [(outcome.outcome.value, outcome.code) for outcome in outcomes]


@pytest.mark.parametrize("state", ["taken_back", "returned", "accepted"])
def test_a_loan_ends_when_it_was_ended_or_ran_out_whichever_came_first(state):
    walk = Walk()
    walk.assignment.state, walk.assignment.ended_at = state, END
    walk.assignment.save()

    assert words(walk.push(made(walk, -1), made(walk, 1))) == [
        ("applied", ""),
        ("quarantined", "loan_ended"),
    ]
    assert Knock.objects.get().is_late


def test_what_was_received_before_the_end_is_not_late():
    walk = Walk()
    walk.assignment.ended_at = NOON + timedelta(hours=1)
    walk.assignment.save()

    walk.push(made(walk, 0))

    assert not Knock.objects.get().is_late


def test_a_list_lent_again_ends_with_its_last_loan():
    walk = Walk()
    walk.assignment.state, walk.assignment.ended_at = "returned", END - timedelta(hours=1)
    walk.assignment.save()
    again = type(walk.assignment).objects.create(
        organization=walk.organization,
        walk_list=walk.walk_list,
        state="accepted",
        offered_at=END - timedelta(minutes=30),
        expires_at=END,
    )
    again.holder_rows.create(organization=walk.organization, membership=walk.member)

    assert words(walk.push(made(walk, -1), made(walk, 1))) == [
        ("applied", ""),
        ("quarantined", "loan_ended"),
    ]


def test_a_revoked_phone_delivers_what_was_done_before():
    walk = Walk()
    walk.device.state, walk.device.revoked_at = "revoked", END
    walk.device.save()

    assert words(walk.push(made(walk, -1), made(walk, 1))) == [
        ("applied", ""),
        ("quarantined", "device_revoked"),
    ]


def test_what_may_have_been_done_in_time_counts():
    walk = Walk()
    walk.assignment.ended_at = END
    walk.assignment.save()

    unknown = walk.push(made(walk, 20), sent_at=None)
    uncertain = walk.push(made(walk, 20), sent_at=NOON - timedelta(minutes=40))

    assert words(unknown + uncertain) == [("applied", "")] * 2


def test_a_quarantined_item_sent_again_is_answered_in_the_same_words():
    walk = Walk()
    bad = walk.not_home() | {"door": 10**9}

    (first,), (again,) = walk.push(bad), walk.push(bad)

    assert first == again
    assert first.message
    assert QuarantinedItem.objects.count() == 1


@pytest.mark.parametrize("state", ["applied", "dismissed"])
def test_what_a_person_closed_is_settled(state):
    walk = Walk()
    bad = walk.not_home() | {"door": 10**9}
    walk.push(bad)
    QuarantinedItem.objects.update(state=state)

    assert words(walk.push(bad)) == [("duplicate", "")]
    assert QuarantinedItem.objects.get().state == state
