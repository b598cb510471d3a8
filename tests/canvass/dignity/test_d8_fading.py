"""D8: 30 days after a list closed, who knocked it when is forgotten; what is counted stays."""

from dataclasses import replace
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from canvass.models import (
    Assignment,
    AssignmentHolder,
    AuditEntry,
    Change,
    FadedWork,
    FoundDoor,
    Intake,
    KeepAway,
    Knock,
    Notice,
    QuarantinedItem,
    ScopeHead,
)
from canvass.models.faded import faded_device_id
from canvass.reports.contact_rates import Breakdown, contact_rates
from canvass.services.doorstep.keep_away import keep_away
from canvass.services.fading.fade_trails import fade_trails
from canvass.services.intake.read_receipt import read_receipt
from canvass.services.lending.return_assignment import return_assignment
from canvass.services.lending.take_back_assignment import take_back_assignment
from canvass.services.notices.send_message import send_message
from canvass.sync.state_hash import state_hash
from tests import factories as make
from tests.canvass.api.sync.phone import PullingPhone
from tests.canvass.dignity.canaries import dump
from tests.canvass.services.knock_documents import NOON, Walk, withdrawal
from turf.models import Building, Household

pytestmark = pytest.mark.django_db

MONTH_LATER = NOON + timedelta(days=31)
ROUNDED = ("knocked_at", "received_at", "corrected_at")


def knocked(walk):
    """Let somebody knock three doors, correct one, and give the list back."""
    first = walk.not_home(0, device_seq=1, monotonic_ms=77, extra_word="x")
    sent = [first, walk.spoke(1, device_seq=2), walk.not_home(2, device_seq=3)]
    sent.append(withdrawal(first, device_seq=4))
    assert {one.outcome.value for one in walk.push(*sent)} == {"applied"}
    return_assignment(assignment=walk.assignment, returned_at=NOON + timedelta(hours=1))
    return sent


@pytest.fixture
def walk():
    return Walk()


def fade(walk, at=MONTH_LATER):
    return fade_trails(organization=walk.organization, at=at)


def reports(walk):
    told = [contact_rates(campaign=walk.campaign, by=by) for by in (None, *Breakdown)]
    return [replace(report, as_of=NOON) for report in told]


def test_nothing_fades_before_its_time_or_while_a_list_is_out(walk):
    knocked(walk)
    assert fade(walk, NOON + timedelta(days=30)) == 0
    other = Walk(organization=walk.organization)
    other.push(other.not_home(0))
    other.assignment.expires_at = MONTH_LATER
    other.assignment.save()
    assert fade(walk) == 1
    assert Knock.objects.filter(walk_list=other.walk_list, faded_as=None).count() == 1


def test_a_random_key_of_the_list_stands_where_the_person_stood(walk):
    knocked(walk)
    second = Walk(organization=walk.organization, campaign=walk.campaign, precinct=walk.precinct)
    second.member, second.device = walk.member, walk.device
    make.AssignmentHolder.objects.update(membership=walk.member)
    second.push(second.not_home(0, device_seq=5))
    assert fade(walk) == 2
    keys = {knock.walk_list_id: knock.faded_as for knock in Knock.objects.all()}
    assert len(set(keys.values())) == 2
    assert None not in keys.values()
    for knock in Knock.objects.all():
        assert knock.membership is None
        assert knock.device_id == faded_device_id(walk.organization.pk)
        assert (knock.monotonic_ms, knock.batch, knock.extra) == (None, None, {})
        for name in ROUNDED:
            at = getattr(knock, name)
            assert (at.minute, at.second, at.microsecond) == (0, 0, 0)
    numbers = Knock.objects.filter(walk_list=second.walk_list).values_list("device_seq", flat=True)
    assert list(numbers) == [1]
    assert not AssignmentHolder.objects.exists()
    for door in walk.walk_list.listed_doors.exclude(worked_at=None):
        assert (door.worked_at.minute, door.worked_at.second) == (0, 0)


def test_what_is_counted_stays_as_it_was(walk):
    knocked(walk)
    before, receipt = reports(walk), read_receipt(device=walk.device, membership=walk.member)
    fade(walk)
    assert reports(walk) == before
    assert before[0].total.counts.knocks == 2
    assert before[0].completeness.received == 4
    assert read_receipt(device=walk.device, membership=walk.member) == receipt
    assert (receipt.applied, receipt.contiguous_seq) == (4, 4)


def test_receipts_go_on_counting_with_what_comes_later(walk):
    knocked(walk)
    fade(walk)
    later = Walk(organization=walk.organization, campaign=walk.campaign, precinct=walk.precinct)
    later.member, later.device = walk.member, walk.device
    make.make_assignment(
        make.make_walk_list(later.turf), walk.member, offered_at=NOON - timedelta(hours=3)
    )
    AssignmentHolder.objects.filter(assignment=later.assignment).update(membership=walk.member)
    later.push(later.not_home(0, device_seq=5), later.not_home(1, device_seq=7))
    receipt = read_receipt(device=walk.device, membership=walk.member)
    assert (receipt.applied, receipt.contiguous_seq) == (6, 5)


def test_what_is_sent_again_is_known_and_changes_nothing(walk):
    sent = knocked(walk)
    wrong = walk.not_home(3, device_seq=5) | {"door": 10**9}
    walk.push(wrong)
    QuarantinedItem.objects.update(state="dismissed", resolved_at=NOON)
    Intake.objects.update(outcomes={})
    fade(walk)
    before = Knock.objects.count(), QuarantinedItem.objects.count()
    outcomes = walk.push(*sent, wrong, received_at=MONTH_LATER, sent_at=MONTH_LATER)
    assert {one.outcome.value for one in outcomes} == {"duplicate"}
    assert (Knock.objects.count(), QuarantinedItem.objects.count()) == before


def test_a_late_knock_of_a_faded_list_waits_and_is_not_lost(walk):
    knocked(walk)
    fade(walk)
    [outcome] = walk.push(walk.not_home(3, device_seq=9), received_at=MONTH_LATER)
    assert (outcome.outcome.value, outcome.code) == ("quarantined", "list_not_lent")


def test_no_table_ties_the_person_to_the_list_its_doors_or_knocks(walk, clock):
    sent = knocked(walk)
    send_message(member=walk.member, text="Bring water", sent_at=NOON)
    phone = PullingPhone(walk.member)
    for collection in ("walk_lists", "door_states", "notices", "knocks"):
        phone.pull(collection)
    make.make_assignment(walk.walk_list, walk.member, state="offered", offered_at=NOON)
    clock.now = NOON
    for _ in range(2):
        phone.client.get(f"/api/v1/walk-lists/{walk.walk_list.pk}/")
        offer = Assignment.objects.get(walk_list=walk.walk_list, state="offered")
    assert phone.client.post(f"/api/v1/assignments/{offer.pk}/decline/").status_code == 204
    assert not AuditEntry.objects.exists()
    fade(walk)
    for change in Change.objects.filter(membership=walk.member):
        assert change.collection == "notices"
        assert Notice.objects.get(pk=change.row).text == "Bring water"
    assert not Notice.objects.filter(walk_list=walk.walk_list).exists()
    assert not Intake.objects.exclude(body=b"").exists()
    assert not Intake.objects.filter(membership=walk.member).exists()
    dumped = dump()
    for document in sent:
        assert document["knocked_at"].encode() not in dumped
    [work] = FadedWork.objects.all()
    assert (work.membership, work.knocks, work.up_to_seq) == (walk.member, 4, 4)


def test_what_was_asked_and_found_at_the_doors_keeps_the_hour_alone(walk):
    at = NOON.replace(minute=3, second=21)
    lead = make.make_member(walk.organization, "lead")
    walk.push(walk.spoke(0, "refused", do_not_knock=True), walk.not_home(1, closes_building=True))
    for place in (walk.doors[2], walk.doors[3].building):
        keep_away(place=place, set_by=lead, asked_at=at)
    elsewhere = make.make_doors(walk.precinct, 1)[0]
    keep_away(place=elsewhere, set_by=lead, asked_at=at)
    FoundDoor.objects.create(
        organization=walk.organization,
        uid=walk.walk_list.pk,
        walk_list=walk.walk_list,
        content_hash="",
        document={},
        state="waiting",
        code="no_place",
        received_at=at,
    )
    return_assignment(assignment=walk.assignment, returned_at=NOON)
    held = Household.objects.exclude(do_not_knock_at=None), Building.objects.exclude(closed_at=None)
    before = [rows.count() for rows in held]
    assert fade(walk) == 1
    assert [rows.count() for rows in held] == before == [3, 2]
    there = KeepAway.objects.exclude(door=elsewhere)
    moments = [
        *there.values_list("asked_at", flat=True),
        *held[0].exclude(door=elsewhere).values_list("do_not_knock_at", flat=True),
        *held[1].values_list("closed_at", flat=True),
        *FoundDoor.objects.values_list("received_at", flat=True),
    ]
    assert {(one.minute, one.second, one.microsecond) for one in moments} == {(0, 0, 0)}
    assert not there.exclude(set_by=None).exists()
    kept = KeepAway.objects.get(door=elsewhere)
    assert (kept.set_by, kept.asked_at) == (lead, at)


def test_a_body_of_which_anything_waits_stays_whole(walk):
    wrong = walk.not_home(3, device_seq=2) | {"door": 10**9}
    walk.push(walk.not_home(0, device_seq=1), wrong)
    return_assignment(assignment=walk.assignment, returned_at=NOON)
    fade(walk)
    [intake] = Intake.objects.all()
    assert (intake.membership, bytes(intake.body)) == (walk.member, b"[]")
    assert QuarantinedItem.objects.get().document["door"] == 10**9


def test_a_phone_drops_what_was_its_own_and_agrees_with_the_server_again(walk):
    knocked(walk)
    phone = PullingPhone(walk.member)
    phone.pull("knocks")
    assert len(phone.held["knocks"]) == 4
    assert fade(walk, NOON + timedelta(days=24)) == 0
    phone.pull("knocks")
    assert phone.held["knocks"] == {}
    assert Knock.objects.filter(membership=walk.member).count() == 4
    assert fade(walk) == 1
    phone.pull("knocks")
    assert phone.held["knocks"] == {}
    for head in ScopeHead.objects.all():
        left = Change.objects.filter(
            membership=head.membership, collection=head.collection, is_deleted=False
        )
        counted = state_hash(left.exclude(counted=0).values_list("row", "counted"))
        assert head.state_hash == counted


def test_it_is_safe_to_repeat_and_the_command_says_how_many(walk, monkeypatch):
    knocked(walk)
    monkeypatch.setattr("django.utils.timezone.now", lambda: MONTH_LATER)
    out = StringIO()
    call_command("fade_trails", stdout=out)
    first = dump()
    call_command("fade_trails", stdout=out)
    assert dump() == first
    assert out.getvalue().splitlines() == ["1 lists faded", "0 lists faded"]


def test_a_list_that_was_only_offered_fades_too(walk):
    take_back_assignment(assignment=walk.assignment, taken_back_at=NOON)
    assert fade(walk) == 1
    assert not AssignmentHolder.objects.exists()
