"""Whatever happens, the change log tells each member what is in their scope, and no more."""

import os

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from canvass.change_log.install import install, remove
from canvass.services.changes.number_changes import number_changes
from tests.canvass.change_log.events import EVENTS
from tests.canvass.change_log.oracle import Oracle, due_notices, told, written_notices
from tests.canvass.services.test_number_changes import heads, recount
from tests.factories import make_material, make_script_version, make_token
from tests.world import World, make_world
from turf.models import Membership

GONE = object()
EXAMPLES = int(os.environ.get("CHANGE_LOG_EXAMPLES", "12"))


@pytest.fixture
def world(db: None) -> World:
    world = make_world()
    make_script_version(world.campaign)
    for _ in range(2):
        make_material(world.campaign)
    for member in Membership.objects.filter(role__in=("canvasser", "lead")):
        make_token(member)
    return world


@settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_the_log_is_what_a_direct_query_finds(world: World, data: st.DataObject) -> None:
    with transaction.atomic():
        follow(world, data)
        transaction.set_rollback(True)


def follow(world: World, data: st.DataObject) -> None:
    """Let events happen, and compare after each."""
    oracle = Oracle()
    contents, before = oracle.contents(), told()
    assert live(before) == set(contents)
    for event in data.draw(st.lists(st.sampled_from(EVENTS), min_size=8, max_size=20)):
        event(data.draw)
        now, after = oracle.contents(), told()
        assert live(after) == set(now), event.__name__
        assert written_notices() == due_notices(), event.__name__
        for key, change in after.items():
            was = before.get(key)
            # A door that is not worked any more is told as None; that is not to be gone.
            if contents.get(key, GONE) != now.get(key, GONE):
                assert was is None or change.revision > was.revision, (event.__name__, key)
            elif key[1] != "walk_lists":
                assert was is None or change.revision == was.revision, (event.__name__, key)
            if was is None or change.revision > was.revision:
                assert change.seq is None
            else:
                assert (change.seq, change.is_deleted) == (was.seq, was.is_deleted)
        if data.draw(st.booleans()):
            number_changes(organization=world.organization.pk)
            assert heads(world.organization.pk) == recount(world.organization.pk)
            after = told()
            assert all(change.seq for change in after.values())
        contents, before = now, after


@settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_what_happened_without_the_log_is_told_when_it_comes(
    world: World, data: st.DataObject
) -> None:
    with transaction.atomic():
        oracle, some = Oracle(), st.lists(st.sampled_from(EVENTS), max_size=8)
        for event in data.draw(some):
            event(data.draw)
            oracle.contents()  # so that it knows which doors were worked for a while
        if data.draw(st.booleans()):
            number_changes(organization=world.organization.pk)
        contents, before = oracle.contents(), told()
        remove(connection)
        for event in data.draw(some):
            event(data.draw)
        assert install(connection)

        now, after = oracle.contents(), told()
        assert live(after) == set(now)
        assert written_notices() == due_notices()
        for key in set(now) & set(contents):
            if contents[key] != now[key]:
                assert after[key].revision > before[key].revision
        number_changes(organization=world.organization.pk)
        assert heads(world.organization.pk) == recount(world.organization.pk)
        transaction.set_rollback(True)


def live(changes) -> set:
    return {key for key, change in changes.items() if not change.is_deleted}
