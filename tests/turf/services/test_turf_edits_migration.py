"""The migration of edits runs both ways and leaves no index or constraint behind."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.test.utils import isolate_apps

from tests.factories import make_campaign, make_cut, make_doors, make_organization, make_precinct
from turf.models import Cut, Precinct, Turf, TurfEdit

pytestmark = pytest.mark.django_db(transaction=True)

TABLES = ("turf_turf", "turf_stop", "turf_round", "turf_walklist", "turf_precinct")
BEFORE, AFTER = [("turf", "0001_initial")], [("turf", "0002_turf_edits")]


def catalogue() -> dict[str, object]:
    """Every index, constraint and (on SpatiaLite) trigger of the tables that edits touch."""
    found: dict[str, object] = {}
    with connection.cursor() as cursor:
        for table in TABLES:
            found[table] = connection.introspection.get_constraints(cursor, table)
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'")
            found["triggers"] = sorted(row for row in cursor.fetchall() if row[1] in TABLES)
            cursor.execute(
                "SELECT f_table_name, f_geometry_column, spatial_index_enabled "
                "FROM geometry_columns ORDER BY 1, 2"
            )
            found["geometry"] = cursor.fetchall()
    return found


def migrate(target: list[tuple[str, str]]) -> None:
    MigrationExecutor(connection).migrate(target)


@pytest.fixture
def _migrated_again():
    yield
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())
