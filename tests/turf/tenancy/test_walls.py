"""Behind the wall of one organization no statement reaches another's rows, in any table.

Rows are made by their tables' columns, not by our models: a new table is tried by itself.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import DatabaseError, ProgrammingError, connection, transaction

from tests import factories as make
from tests.world import make_world
from turf import scope
from turf.models import Campaign, Membership, Organization, Person, Precinct, User
from turf.tenancy.global_tables import GLOBAL_TABLES

_TABLES = """
    SELECT relname FROM pg_class
    WHERE relkind IN ('r', 'p') AND relnamespace = current_schema()::regnamespace
    ORDER BY relname
"""
_STRIP = """
    SELECT format('ALTER TABLE %%I ALTER COLUMN %%I DROP NOT NULL', %(table)s, attname)
    FROM pg_attribute WHERE attrelid = %(table)s::regclass AND attnum > 0 AND attnotnull
        AND NOT attisdropped AND attname <> 'id'
    UNION ALL
    SELECT format('ALTER TABLE %%I DROP CONSTRAINT %%I', %(table)s, conname)
    FROM pg_constraint WHERE conrelid = %(table)s::regclass AND contype IN ('c', 'f')
"""
REFUSED = "row-level security"

pytestmark = pytest.mark.usefixtures("on_postgis")


def run(statement: str, *params: Any) -> int:
    """Run a statement and return how many rows it found or touched."""
    with connection.cursor() as cursor:
        cursor.execute(statement, params or None)
        return cursor.rowcount


def fetch(statement: str, **params: Any) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return [row[0] for row in cursor.fetchall()]


@dataclass(frozen=True)
class Everywhere:
    """Two organizations with a row in each of the ``tables``, which hold no rules any more."""

    one: Organization
    other: Organization
    tables: list[str]

    def each(self, statement: str, *params: Any) -> dict[str, Any]:
        """Run it on every table, by itself: how many rows, or what was said instead."""
        return {table: self._try(statement.replace("{}", table), params) for table in self.tables}

    def _try(self, statement: str, params: tuple[Any, ...]) -> Any:
        try:
            with transaction.atomic():
                return run(statement, *params)
        except DatabaseError as error:
            return REFUSED if REFUSED in str(error) else str(error)

    def all_are(self, expected: Any) -> dict[str, Any]:
        return dict.fromkeys(self.tables, expected)


@pytest.fixture
def everywhere() -> Everywhere:
    one, other = make.make_organization(), make.make_organization()
    tables = [table for table in fetch(_TABLES) if table not in GLOBAL_TABLES]
    run("SET session_replication_role = replica")  # no triggers, no foreign keys
    for table in tables:
        for statement in fetch(_STRIP, table=table):
            run(statement)
        for owner in (one, other):
            insert(table, owner.pk)
        # What is append-only refuses for reasons of its own.
        run(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    run("SET session_replication_role = DEFAULT")
    return Everywhere(one, other, tables)


def insert(table: str, organization: int) -> None:
    """Put in a row that has a key, where the database makes none, and nothing else."""
    key, value = "", ""
    if fetch(
        "SELECT 1 FROM information_schema.columns WHERE table_name = %(table)s"
        " AND column_name = 'id' AND data_type = 'uuid'",
        table=table,
    ):
        key, value = "id, ", "gen_random_uuid(), "
    run(f"INSERT INTO {table} ({key}organization_id) VALUES ({value}%s)", organization)


READS = "SELECT * FROM {}"
AIMED: dict[str, str] = {
    "read": "SELECT * FROM {} WHERE organization_id = %s",
    "locked": "SELECT * FROM {} WHERE organization_id = %s FOR UPDATE",
    "updated": "UPDATE {} SET organization_id = organization_id WHERE organization_id = %s",
    "deleted": "DELETE FROM {} WHERE organization_id = %s",
    "read through an or": "SELECT * FROM {} WHERE organization_id = %s OR true"
    " EXCEPT SELECT * FROM {} WHERE organization_id"
    " = current_setting('app.organization')::bigint",
}


def test_there_are_tables_to_try(everywhere: Everywhere) -> None:
    assert len(everywhere.tables) >= 37
    assert everywhere.each(READS) == everywhere.all_are(2)


def test_in_nobodys_name_there_are_no_rows_and_none_go_in(everywhere: Everywhere) -> None:
    with scope.nobody():
        assert everywhere.each(READS) == everywhere.all_are(0)
        assert everywhere.each("DELETE FROM {}") == everywhere.all_are(0)
        into = "INSERT INTO {} (organization_id) VALUES (%s)"
        assert everywhere.each(into, everywhere.one.pk) == everywhere.all_are(REFUSED)
        assert everywhere.each(into, None) == everywhere.all_are(REFUSED)


def test_a_person_without_a_tenant_sees_their_own_seats_alone(everywhere: Everywhere) -> None:
    user = make.make_user(password=None)
    for owner in (everywhere.one, everywhere.other):
        make.make_member(owner, user=user)
    with scope.seats_of(user):
        assert everywhere.each(READS) == everywhere.all_are(0) | {"turf_membership": 2}
        assert everywhere.each("DELETE FROM {}") == everywhere.all_are(0)
    with scope.tenant(everywhere.one):
        assert Membership.objects.filter(user=user).count() == 1


@pytest.mark.parametrize("how", AIMED)
def test_another_organizations_rows_are_never(how: str, everywhere: Everywhere) -> None:
    with scope.tenant(everywhere.one):
        touched = everywhere.each(AIMED[how], everywhere.other.pk)
        assert touched == everywhere.all_are(0)
    assert everywhere.each(READS) == everywhere.all_are(2)


def test_ones_own_rows_are_read_changed_and_deleted(everywhere: Everywhere) -> None:
    own = everywhere.one.pk
    with scope.tenant(own):
        assert everywhere.each(READS) == everywhere.all_are(1)
        for how in ("read", "locked", "updated", "deleted"):
            assert everywhere.each(AIMED[how], own) == everywhere.all_are(1), how


@pytest.mark.parametrize("target", ["other", "nobody"])
def test_no_row_is_put_or_moved_over_the_wall(everywhere: Everywhere, target: str) -> None:
    there = everywhere.other.pk if target == "other" else None
    with scope.tenant(everywhere.one):
        for statement in (
            "INSERT INTO {} (organization_id) VALUES (%s)",
            "UPDATE {} SET organization_id = %s",
        ):
            assert everywhere.each(statement, there) == everywhere.all_are(REFUSED), statement
    assert everywhere.each(READS) == everywhere.all_are(2)


@pytest.mark.parametrize(
    "statement",
    [
        "TRUNCATE turf_person",
        "ALTER TABLE turf_person DISABLE ROW LEVEL SECURITY",
        "DROP POLICY tenancy_rows ON turf_person",
        "CREATE POLICY everybody ON turf_person USING (true)",
        "CREATE TRIGGER spy BEFORE INSERT ON turf_person EXECUTE FUNCTION now()",
        "DELETE FROM django_migrations",
        "SET session_replication_role = replica",
    ],
)
def test_the_wall_cannot_be_taken_down_from_inside(statement: str) -> None:
    with scope.tenant(make.make_organization()), pytest.raises(ProgrammingError):
        run(statement)


def test_a_query_that_forgot_the_organization_leaks_nothing() -> None:
    one, other = make_world(), make_world()
    every_precinct = "SELECT * FROM turf_precinct"
    queries: list[Callable[[], set[int | None]]] = [
        lambda: {person.organization_id for person in Person.objects.all()},
        lambda: {row["organization"] for row in Precinct.objects.values("organization")},
        lambda: set(Campaign.objects.values_list("organization", flat=True).distinct()),
        lambda: {precinct.organization_id for precinct in Precinct.objects.raw(every_precinct)},
        lambda: set(User.objects.values_list("memberships__organization", flat=True)) - {None},
    ]
    with scope.tenant(one.organization):
        for number, query in enumerate(queries):
            assert query() == {one.organization.pk}, number
        assert not Precinct.objects.filter(pk=other.precinct.pk).exists()
        assert Person.objects.update(family_name="Changed") == Person.objects.count()
    there = Person.objects.filter(organization=other.organization)
    assert not there.filter(family_name="Changed").exists()
    with scope.tenant(one.organization), pytest.raises(ProgrammingError):
        make.make_campaign(other.organization)
