"""Whatever happens: phones that pull hold what a direct query finds, all of it and no more."""

from dataclasses import replace
from datetime import timedelta
from itertools import chain, product, repeat
from uuid import uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from canvass.models import Assignment, Change, Collection, SyncLog
from canvass.services.changes import pull_changes as service
from tests import factories as make
from tests.canvass.change_log.events import EVENTS
from tests.canvass.change_log.oracle import Oracle
from tests.canvass.services.knock_documents import Walk
from tests.canvass.services.pulling import AT, Puller
from tests.world import make_list, make_world
from turf.models import Membership

pytestmark = pytest.mark.django_db
examples = settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
limits = st.lists(st.integers(1, 4), max_size=6).map(lambda few: chain(few, repeat(3)))


@pytest.fixture
def world():
    world = make_world()
    make.make_script_version(world.campaign)
    for member in Membership.objects.filter(role__in=("canvasser", "lead")):
        make.make_token(member)
    return world


@examples
@given(data=st.data())
def test_phones_hold_what_a_direct_query_finds(world, data):
    with transaction.atomic():
        follow(world, data)
        transaction.set_rollback(True)


def follow(world, data):
    """Let events happen while phones read page by page, some behind and some ahead."""
    oracle = Oracle()
    members = Membership.objects.filter(role__in=("canvasser", "lead")).order_by("pk")
    phones = [Puller(member) for member in members]
    oracle.contents()
    for event in data.draw(st.lists(st.sampled_from(EVENTS), min_size=1, max_size=15)):
        event(data.draw)
        oracle.contents()
        phone = data.draw(st.sampled_from(phones))
        collection = data.draw(st.sampled_from(Collection))
        phone.take(collection, phone.page(collection, data.draw(st.integers(1, 3))))
    # That a phone has a list is noted when it comes again, which is news to a partner.
    for phone, collection in list(product(phones, Collection)) * 3:
        phone.pull(collection, data.draw(limits))
    due = oracle.contents()
    for phone in phones:
        for collection in Collection:
            scope = phone.member.pk, collection
            assert set(phone.held[collection]) == {row for *one, row in due if (*one,) == scope}
            assert phone.page(collection, 1).state_hash == phone.state_hash(collection)
        check_contents(phone, due)


def check_contents(phone, due):
    """Hold what the documents tell against the tables."""
    held = phone.held
    for row, document in held[Collection.WALK_LISTS].items():
        loan = document["loan"]
        told = (loan["id"], loan["state"] == "accepted", loan["offered_at"], loan["expires_at"])
        assert told == due[phone.member.pk, "walk_lists", row][:4]
    for row, document in held[Collection.DOOR_STATES].items():
        worked_at = due[phone.member.pk, "door_states", row]
        assert (document["at"], document["state"] == "done") == (worked_at, worked_at is not None)
    for row, document in held[Collection.NOTICES].items():
        names = ("kind", "walk_list", "door", "person", "text", "made_at")
        assert tuple(document[name] for name in names) == due[phone.member.pk, "notices", row]


@pytest.fixture
def walk():
    """Six knocks in an order that is not the one in which they were made."""
    walk = Walk(doors=3)
    for door in (2, 0, 1, 0):
        walk.push(walk.not_home(door))
    walk.push(walk.spoke(1), walk.not_home(0) | {"door": 999_999_999})
    Assignment.objects.update(state="downloaded")
    return walk


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(limits, st.sampled_from(Collection))
def test_pulling_in_pages_is_pulling_at_once(walk, limits, collection):
    at_once, in_pages = Puller(walk.member), Puller(walk.member)

    assert in_pages.pull(collection, limits) == at_once.pull(collection)
    assert in_pages.held == at_once.held
    assert in_pages.checkpoints == at_once.checkpoints


def test_a_page_is_full_unless_it_is_the_last(walk):
    phone = Puller(walk.member)
    for expected in (4, 2, 0):
        page = phone.page(Collection.KNOCKS, 4)
        phone.take(Collection.KNOCKS, page)
        assert len(page.documents) == expected


def test_a_document_that_changes_between_pages_comes_once_more_and_none_is_missed(walk):
    phone = Puller(walk.member)
    phone.take(Collection.KNOCKS, phone.page(Collection.KNOCKS, 4))
    [first, *_] = phone.held[Collection.KNOCKS]
    Change.objects.filter(row=first).update(seq=None, revision=7)

    came = phone.pull(Collection.KNOCKS)

    assert len(came) == 3
    assert came[-1]["id"] == first
    assert came[-1]["revision"] == 7
    assert len(phone.held[Collection.KNOCKS]) == 6


@pytest.mark.parametrize("change", [{"epoch": uuid4()}, {"scope": "0"}, {"seq": 10**9}])
def test_a_full_resync_says_where_it_ends_and_loses_nothing(walk, change):
    phone = Puller(walk.member)
    phone.pull(Collection.KNOCKS)
    last = phone.checkpoints[Collection.KNOCKS]
    phone.checkpoints[Collection.KNOCKS] = replace(last, **change)
    held = dict(phone.held[Collection.KNOCKS])

    pages = []
    for _ in range(3):
        pages.append(phone.page(Collection.KNOCKS, 2))
        phone.checkpoints[Collection.KNOCKS] = pages[-1].checkpoint

    assert [page.checkpoint.backfill for page in pages] == [last.seq, last.seq, 0]
    assert pages[-1].checkpoint == last
    assert {one["id"] for page in pages for one in page.documents} == set(held)


def test_a_restored_backup_under_a_new_epoch_is_read_anew(walk):
    phone = Puller(walk.member)
    phone.pull(Collection.KNOCKS)
    SyncLog.objects.filter(organization=walk.organization).update(epoch=uuid4())

    assert len(phone.pull(Collection.KNOCKS)) == 6
    assert phone.pull(Collection.KNOCKS) == []


def everything_of(*walks):
    for walk in walks:
        walk.push(*(walk.spoke(door) for door in range(2)), walk.not_home(0) | {"door": 999_999})
        for person in walk.people:
            person.standing = "moved"
            person.save()


def test_nobody_ever_sees_what_is_anothers(walk):
    colleague = Walk(organization=walk.organization, campaign=walk.campaign, precinct=walk.precinct)
    foreign = Walk()
    everything_of(walk, colleague, foreign)
    phones = [Puller(one.member) for one in (walk, colleague, foreign)]
    director = Puller(make.make_member(walk.organization, "director"))

    seen = []
    for phone in phones:
        for collection in Collection:
            assert phone.pull(collection)
        seen.append(repr(phone.held))
    ids = [{(one, row) for one in Collection for row in phone.held[one]} for phone in phones]

    assert len(set().union(*ids)) == sum(map(len, ids))
    for told, own in zip(seen, (walk, colleague, foreign), strict=True):
        for other in {walk, colleague, foreign} - {own}:
            assert str(other.walk_list.pk) not in told
            assert not any(person.family_name in told for person in other.people)
    assert [director.pull(collection) for collection in Collection] == [[]] * 4


def test_a_pair_both_see_what_either_did():
    walk = Walk()
    partner = make.make_member(walk.organization, "canvasser")
    walk.assignment.holders.add(partner, through_defaults={"organization": walk.organization})
    phone = Puller(partner)
    walk.push(walk.not_home(0))

    assert [one["state"] for one in phone.pull(Collection.DOOR_STATES)] == ["done"]
    assert phone.pull(Collection.KNOCKS) == []


def test_a_list_taken_away_is_gone_after_one_sync(world):
    phone = Puller(world.members["canvasser"])
    phone.pull(Collection.WALK_LISTS)
    Assignment.objects.filter(pk=world.assignment.pk).update(state="taken_back", ended_at=AT)

    [gone] = phone.pull(Collection.WALK_LISTS)

    revision = gone.pop("revision")
    assert gone == {"id": str(world.walk_list.pk), "_deleted": True}
    assert revision > 1


def test_a_loan_that_runs_out_between_noting_and_reading_is_shown_to_nobody(world, monkeypatch):
    member = world.members["canvasser"]
    _, _, another = make_list(world.campaign, world.turf.cut, 5)
    make.make_assignment(another, member)
    at = world.assignment.expires_at + timedelta(seconds=1)
    Assignment.objects.exclude(pk=world.assignment.pk).update(expires_at=at + timedelta(days=1))
    monkeypatch.setattr(service, "expire_assignments", lambda **_: 0)
    monkeypatch.setattr(service, "mark_downloaded", lambda **_: 0)

    page = Puller(member).page(Collection.WALK_LISTS, 500, at=at)

    gone = {document["id"]: document["_deleted"] for document in page.documents}
    assert gone == {str(world.walk_list.pk): True, str(another.pk): False}
    assert page.state_hash is None


def test_with_no_news_one_statement_is_asked(walk, count_queries):
    phone = Puller(walk.member)
    for collection in Collection:
        phone.pull(collection)
        assert count_queries(lambda one=collection: phone.page(one, 200)) == 1
