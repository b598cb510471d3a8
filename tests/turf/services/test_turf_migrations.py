"""The migrations of edits and figures run both ways and lose no row, index or constraint.

All in one test: the way there and back is long.
"""

import math
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
BEFORE_EDITS, WITH_EDITS = [("turf", "0001_initial")], [("turf", "0002_turf_edits")]
BEFORE_FIGURES, WITH_FIGURES = [("turf", "0003_retired_precincts")], [("turf", "0005_edit_stops")]
STOPS = [[1, 2, 1, None, "left"], [3, 4, 2, 5, "right"]]


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


def figures_come_over_and_back(cut: Any, precinct: Any) -> None:
    apps = migrate(BEFORE_FIGURES)
    old = catalogue()
    turf = make_turf(apps, cut, precinct, name="1-1-01")
    states: list[dict[str, Any]] = [
        {"id": pk, "name": "x", "is_locked": False, "stops": STOPS[pk:]} for pk in range(2)
    ]
    edits = apps.get_model("turf", "TurfEdit").objects
    row = {"organization_id": cut.organization_id, "cut_id": cut.pk, "edited_at": cut.cut_at}
    edits.create(
        number=1,
        kind="merge",
        before={"turfs": states, "closed_lists": []},
        after={"turfs": [{**states[0], "id": 2}], "unassigned": [], "warnings": []},
        **row,
    )
    light = [{"id": 3, "name": "y", "is_locked": True}]
    edits.create(number=2, kind="lock", before={"turfs": light}, after={"turfs": light}, **row)
    told = list(edits.order_by("number").values("before", "after"))

    apps = migrate(WITH_FIGURES)

    turf = apps.get_model("turf", "Turf").objects.get(pk=turf.pk)
    east = math.cos(math.radians(39.95)) * 111_320 / 110_540
    expected = 4 * math.pi * east / (2 * (1 + east)) ** 2
    assert turf.compactness == pytest.approx(expected, rel=1e-6)
    assert turf.crossings is None
    merged, locked = apps.get_model("turf", "TurfEdit").objects.order_by("number")
    assert merged.stops == {"0": STOPS, "1": STOPS[1:], "2": STOPS}
    assert merged.before["turfs"][0] == {"id": 0, "name": "x", "is_locked": False}
    assert (locked.stops, locked.before) == ({}, {"turfs": light})

    apps = migrate(BEFORE_FIGURES)

    assert catalogue() == old
    again = apps.get_model("turf", "TurfEdit").objects.order_by("number")
    assert list(again.values("before", "after")) == told
    again.delete()
    apps.get_model("turf", "Turf").objects.all().delete()


def edits_come_over_and_back(cut: Any, precinct: Any) -> None:
    apps = migrate(WITH_EDITS)
    then = catalogue()
    one = make_turf(apps, cut, precinct, name="1-1-01")
    retired = make_turf(apps, cut, precinct, name="1-1-01", retired_at=cut.cut_at)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_turf(apps, cut, precinct, name="1-1-01")
    apps = migrate(BEFORE_EDITS)
    old = catalogue()
    assert "turf_name_once" in old["turf_turf"]
    assert "turf_turfedit" not in old
    names = dict(apps.get_model("turf", "Turf").objects.values_list("pk", "name"))
    assert names == {one.pk: "1-1-01", retired.pk: f"1-1-01 #{retired.pk}"}
    assert set(old["turf_turf"]) - set(then["turf_turf"]) == {"turf_name_once"}
    for table in ("turf_stop", "turf_round", "turf_walklist", "turf_precinct"):
        assert old[table] == then[table]
    assert old.get("triggers") == then.get("triggers")


def test_back_and_forth_everything_is_where_it_was() -> None:
    everything = MigrationExecutor(connection).loader.graph.leaf_nodes()
    new = catalogue()
    assert {"turf_live_name_once", "turf_by_cut"} < set(new["turf_turf"])
    assert "turf_edit_number_once" in new["turf_turfedit"]
    campaign = make_campaign(make_organization())
    precinct, cut = make_precinct(campaign.jurisdiction), make_cut(campaign)
    try:
        figures_come_over_and_back(cut, precinct)
        edits_come_over_and_back(cut, precinct)
    finally:
        migrate(everything)
    assert catalogue() == new
    assert make_doors(precinct, 1)
