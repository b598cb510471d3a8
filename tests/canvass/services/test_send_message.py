"""A few words to a canvasser: once, however often they are sent."""

from datetime import timedelta

import pytest

from canvass.models import Notice
from canvass.services.notices.send_message import SAME_WITHIN, send_message
from canvass.services.scripts.script_problems import GateBlocked, NeedsCompliance
from tests.canvass.services.knock_documents import NOON
from tests.canvass.services.test_record_knocks_at_once import at_once
from tests.factories import make_member, make_organization

pytestmark = pytest.mark.django_db


def send(member, text="Come back to the office", at=NOON, sent_by=None):
    return send_message(member=member, text=text, sent_at=at, sent_by=sent_by)


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


def test_what_a_person_should_decide_about_is_sent_by_compliance_alone():
    member = make_member(make_organization(), "canvasser")
    text = "Please support the new people in your team."
    for role in ("admin", "director", "lead"):
        with pytest.raises(NeedsCompliance) as refused:
            send(member, text, sent_by=make_member(member.organization, role))
        assert "urges_nobody" in refused.value.fields["text"][0]
    assert not Notice.objects.exists()
    assert send(member, text, sent_by=make_member(member.organization, "compliance")).text == text


def test_what_takes_sides_is_sent_by_nobody():
    member = make_member(make_organization(), "canvasser")
    with pytest.raises(GateBlocked):
        send(member, "Vote blue.", sent_by=make_member(member.organization, "compliance"))


@pytest.mark.django_db(transaction=True)
def test_sent_eight_times_at_once_it_is_one():
    member = make_member(make_organization(), "canvasser")
    assert len({made.pk for made in at_once([lambda: send(member)] * 8)}) == 1
