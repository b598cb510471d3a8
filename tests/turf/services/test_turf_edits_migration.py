"""The migration of edits runs both ways and loses no index, trigger or constraint."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from tests.factories import make_campaign, make_cut, make_doors, make_organization, make_precinct

pytestmark = pytest.mark.django_db(transaction=True)

TABLES = (
    "turf_turf",
    "turf_stop",
    "turf_round",
    "turf_walklist",
    "turf_precinct",
    "turf_turfedit",
)
BEFORE, AFTER = [("turf", "0001_initial")], [("turf", "0002_turf_edits")]


def catalogue() -> dict[str, Any]:
    """Every index and constraint of the tables; on SpatiaLite the spatial ones with triggers.

    The change log's triggers are not a migration's: they are put back after all have run.
    """
    found: dict[str, Any] = {}
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
        for table in there & set(TABLES):
            found[table] = connection.introspection.get_constraints(cursor, table)
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'")
            found["triggers"] = {
                row
                for row in cursor.fetchall()
                if row[1] in TABLES and not row[0].startswith("change_log_")
            }
            cursor.execute(
                "SELECT f_table_name, f_geometry_column, spatial_index_enabled"
                " FROM geometry_columns"
            )
            found["geometry"] = set(cursor.fetchall())
    return found


def migrate(target: list[tuple[str, str]]) -> Any:
    executor = MigrationExecutor(connection)
    return executor.migrate(target).apps


@pytest.fixture
def everything() -> Iterator[list[tuple[str, str]]]:
    """All migrations, to which the database is brought again."""
    leaves = MigrationExecutor(connection).loader.graph.leaf_nodes()
    yield leaves
    migrate(leaves)


def make_turf(apps: Any, cut: Any, precinct: Any, **fields: Any) -> Any:
    return apps.get_model("turf", "Turf").objects.create(
        organization_id=cut.organization_id,
        cut_id=cut.pk,
        outline=precinct.boundary.wkt,
        door_count=1,
        walk_m=1.0,
        minutes=1.0,
        worst_hop_m=1.0,
        **fields,
    )


def test_back_and_forth_everything_is_where_it_was(everything: list[tuple[str, str]]) -> None:
    new = catalogue()
    assert {"turf_live_name_once", "turf_by_cut"} < set(new["turf_turf"])
    assert "turf_edit_number_once" in new["turf_turfedit"]
    campaign = make_campaign(make_organization())
    precinct, cut = make_precinct(campaign.jurisdiction), make_cut(campaign)
    apps = migrate(AFTER)
    then = catalogue()
    one = make_turf(apps, cut, precinct, name="1-1-01")
    retired = make_turf(apps, cut, precinct, name="1-1-01", retired_at=cut.cut_at)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_turf(apps, cut, precinct, name="1-1-01")
    apps = migrate(BEFORE)
    old = catalogue()
    assert "turf_name_once" in old["turf_turf"]
    assert "turf_turfedit" not in old
    names = dict(apps.get_model("turf", "Turf").objects.values_list("pk", "name"))
    assert names == {one.pk: "1-1-01", retired.pk: f"1-1-01 #{retired.pk}"}
    migrate(everything)
    assert catalogue() == new
    assert set(old["turf_turf"]) - set(then["turf_turf"]) == {"turf_name_once"}
    for table in ("turf_stop", "turf_round", "turf_walklist", "turf_precinct"):
        assert old[table] == then[table]
    assert old.get("triggers") == then.get("triggers")
    assert make_doors(precinct, 1)
