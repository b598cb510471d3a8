"""Whatever happens to a session, what it was told is what the scope says at each statement."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from itertools import product
from threading import Barrier
from typing import Any

import pytest
from django.db import DataError, IntegrityError, connection, transaction
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from backend.postgis.cursors import TenantLeft
from tests import factories as make
from tests.world import make_world
from turf import scope
from turf.models import Campaign, Organization, Precinct
from turf.transactions import reading, writing

pytestmark = pytest.mark.django_db(transaction=True)

ASKED = (
    "SELECT current_user, current_setting('app.organization', true),"
    " current_setting('app.user', true)"
)


def told_plainly() -> tuple[str, str, str]:
    with connection.cursor() as cursor:
        cursor.execute(ASKED)
        return cursor.fetchone()


def told_prepared() -> tuple[str, str, str]:
    with connection.prepared_cursor() as cursor:
        cursor.execute(ASKED)
        return cursor.fetchone()


def told_in_pieces() -> tuple[str, str, str]:
    with connection.chunked_cursor() as cursor:
        cursor.execute(ASKED)
        return cursor.fetchmany(1)[0]


def told_by_copy() -> tuple[str, str, str]:
    with connection.cursor() as cursor, cursor.copy(f"COPY ({ASKED}) TO STDOUT") as copy:
        [row] = copy.rows()
        return row


def told_row_by_row() -> tuple[str, str, str]:
    with connection.cursor() as cursor:
        [row] = cursor.stream(ASKED)
        return row


def told_through_the_driver() -> tuple[str, str, str]:
    connection.ensure_connection()
    return connection.connection.execute(ASKED).fetchone()


WAYS: dict[str, Callable[[], tuple[str, str, str]]] = {
    "plain": told_plainly,
    "prepared": told_prepared,
    "in pieces": told_in_pieces,
    "copied": told_by_copy,
    "streamed": told_row_by_row,
    "driver": told_through_the_driver,
}


def role() -> str:
    return connection.settings_dict["OPTIONS"]["assume_role"]


def expected(who: scope.Scope) -> tuple[str, str, str]:
    """What a session has to answer in the scope ``who``."""
    named = connection.settings_dict["USER"] if who.is_owner else role()
    return named, *("" if one is None else str(one) for one in (who.organization, who.user))


def test_each_way_to_ask_is_told_first() -> None:
    scopes = (scope.Scope(organization=7), scope.NOBODY, scope.Scope(user=3), scope.OWNER)
    for around in (nullcontext, transaction.atomic, writing, reading):
        for way, who in product(WAYS, scopes):
            with scope._being(who), around():
                assert WAYS[way]() == expected(who), (way, around)
            assert WAYS[way]() == expected(scope.OUTSIDE), (way, around)


class Sessions(RuleBasedStateMachine):
    """Anything a program may do between two statements, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.inside: list[Any] = []
        self.blocks: list[Any] = []

    @initialize()
    def begin(self) -> None:
        connection.close()

    @rule(organization=st.integers(1, 3))
    def enter(self, organization: int) -> None:
        self._into(scope.tenant(organization))

    @rule(user=st.integers(1, 2))
    def look_for_seats(self, user: int) -> None:
        self._into(scope.seats_of(user))

    @rule()
    def be_nobody(self) -> None:
        self._into(scope.nobody())

    @rule()
    def leave(self) -> None:
        if self.inside:
            self.inside.pop().__exit__(None, None, None)

    @rule()
    def open_block(self) -> None:
        block = transaction.atomic()
        block.__enter__()
        self.blocks.append(block)

    @rule(fails=st.booleans())
    def close_block(self, fails: bool) -> None:
        if self.blocks:
            error = InterruptedError() if fails else None
            self.blocks.pop().__exit__(type(error) if fails else None, error, None)

    @rule()
    def stumble(self) -> None:
        """A statement fails inside a savepoint, or by itself."""
        with (
            pytest.raises(DataError, match="division"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute("SELECT 1/0")

    @rule()
    def set_otherwise(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET app.organization = '99'")

    @rule()
    def reconnect(self) -> None:
        if not self.blocks:
            connection.close()

    @rule()
    def roll_back_behind_everybody(self) -> None:
        """As a driver does that lost patience."""
        if not self.blocks:
            connection.ensure_connection()
            connection.connection.rollback()

    @rule(way=st.sampled_from(sorted(WAYS)))
    def ask(self, way: str) -> None:
        if not (self.blocks and connection.needs_rollback):
            assert WAYS[way]() == expected(scope.current())

    @invariant()
    def is_told(self) -> None:
        self.ask("plain")

    def teardown(self) -> None:
        while self.blocks:
            self.close_block(fails=True)
        while self.inside:
            self.leave()

    def _into(self, scope_: Any) -> None:
        scope_.__enter__()
        self.inside.append(scope_)


def test_nothing_makes_a_session_stale() -> None:
    run_state_machine_as_test(Sessions)


def test_a_failure_in_a_savepoint_leaves_the_tenant_as_it_was() -> None:
    one, other = make.make_organization(), make.make_organization()
    make.make_campaign(other, slug="spring-26")
    with scope.tenant(one), transaction.atomic():
        with pytest.raises(IntegrityError), transaction.atomic(), scope.tenant(other):
            make.make_campaign(other, slug="spring-26")
        assert told_plainly() == expected(scope.Scope(organization=one.pk))
        assert not Campaign.objects.exists()


def test_rows_are_read_to_the_end_in_the_name_they_were_asked_in() -> None:
    one, other = make_world(), make_world()
    with scope.tenant(one.organization), transaction.atomic():
        rows = Precinct.objects.order_by("pk").iterator(chunk_size=1)
        assert next(rows).organization == one.organization
        with scope.tenant(other.organization), pytest.raises(TenantLeft):
            next(rows)


def test_threads_do_not_hear_each_other() -> None:
    worlds = [make_world(), make_world()]
    barrier = Barrier(len(worlds))

    def work(own: Organization) -> set[int]:
        seen: set[int] = set()
        try:
            with scope.tenant(own):
                for turn in range(60):
                    barrier.wait()
                    with transaction.atomic():
                        seen |= set(Precinct.objects.values_list("organization", flat=True))
                        transaction.set_rollback(turn % 3 == 0)
                    seen |= set(Campaign.objects.values_list("organization", flat=True))
        finally:
            connection.close()
        return seen

    with ThreadPoolExecutor(len(worlds)) as pool:
        seen = list(pool.map(work, [world.organization for world in worlds]))
    assert seen == [{world.organization.pk} for world in worlds]


def test_a_new_thread_begins_outside() -> None:
    def outside() -> scope.Scope:
        return scope.current()

    with scope.tenant(1), ThreadPoolExecutor(1) as pool:
        assert pool.submit(outside).result() == scope.OUTSIDE
