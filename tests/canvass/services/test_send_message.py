"""A few words to a canvasser: once, however often they are sent."""

from datetime import timedelta

import pytest

from canvass.models import Notice
from canvass.services.notices.send_message import SAME_WITHIN, send_message
from tests.canvass.services.knock_documents import NOON
from tests.canvass.services.test_record_knocks_at_once import at_once
from tests.factories import make_member, make_organization

pytestmark = pytest.mark.django_db


def send(member, text="Come back to the office", at=NOON):
    return send_message(member=member, text=text, sent_at=at)


def test_a_message_is_a_notice_of_its_receiver():
    member = make_member(make_organization(), "canvasser")
    made = send(member)
    assert (made.membership, made.organization) == (member, member.organization)
    assert (made.kind, made.text, made.made_at) == ("message", "Come back to the office", NOON)


def test_sent_twice_it_is_one_and_later_it_is_another():
    member = make_member(make_organization(), "canvasser")
    first = send(member)
    assert send(member, at=NOON + timedelta(seconds=30)) == first
    assert send(member, "Bring water") != first
    assert send(member, at=NOON + SAME_WITHIN) != first
    assert send(make_member(member.organization)) != first
    assert Notice.objects.count() == 4


@pytest.mark.django_db(transaction=True)
def test_sent_eight_times_at_once_it_is_one():
    member = make_member(make_organization(), "canvasser")
    assert len({made.pk for made in at_once([lambda: send(member)] * 8)}) == 1
