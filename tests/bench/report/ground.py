"""Lays a campaign of many knocks, set by set, in a migrated database that holds nothing else.

A city of 1,700 precincts and 12,000 turfs of 50 doors; each turf is walked in rounds, one list a
round, in three hours of one day, until there are enough knocks. What no dashboard reads is left
out: people, listed doors, results. Each table grows out of one true row, of which all columns are
copied that are not told otherwise.
"""

from typing import Any

from django.db import connection

from canvass.models import Device, Knock
from canvass.services.figures.tally_sql import KEPT, counted, insertion, vendor
from tests import factories as make
from tests.canvass.services.knock_documents import Walk
from turf.models import Building, Campaign, Door, Precinct, Round, Turf, WalkList

PRECINCTS, TURFS, DOORS_A_TURF, DAYS, PHONES = 1_700, 12_000, 50, 60, 2_000
DISPOSITIONS = (
    *("not_home", "not_home", "not_home", "not_home", "no_access", "not_home", "vacant"),
    *("complete", "partial", "refused", "come_back", "not_home"),
)
ANSWERED = ("complete", "partial", "refused", "come_back")
LIST = f"n / {DOORS_A_TURF}"
"""Number of a knock's list; lists are numbered round by round, in each the turfs in order."""


def lay(knocks: int) -> Campaign:
    """Make the campaign of so many knocks (a multiple of 50), and return it."""
    walk = Walk()
    versions = [make.make_script_version(walk.campaign).pk for _ in range(2)]
    walk.push(walk.not_home(0, script_version=versions[0]))
    lists = -(-knocks // DOORS_A_TURF)
    with connection.cursor() as cursor:
        _spare_upkeep(cursor)
        for row, many, changes in (
            (walk.precinct, PRECINCTS, {"code": "'p' || n"}),
            (walk.turf, TURFS, {"name": "'bench ' || n", "precinct_id": _id(f"n % {PRECINCTS}")}),
            (
                walk.doors[0].building,
                TURFS,
                {"key": "'b' || n", "precinct_id": _id(f"n % {PRECINCTS}")},
            ),
            (
                walk.doors[0],
                TURFS * DOORS_A_TURF,
                {"unit": "'u' || n", "building_id": _id(f"n / {DOORS_A_TURF}")},
            ),
            (
                walk.walk_list.round,
                lists,
                {"turf_id": _id(f"n % {TURFS}"), "number": f"n / {TURFS} + 1"},
            ),
            (
                walk.walk_list,
                lists,
                {
                    "id": _list("n"),
                    "round_id": _id("n"),
                    "number": _id("n"),
                    "source_code": "'s' || n",
                },
            ),
            (walk.device, PHONES, {"id": _uuid("n + 1"), "last_seq_reported": str(knocks)}),
            (Knock.objects.get(), knocks, _knock(versions)),
        ):
            _multiply(cursor, row, many, changes)
    return walk.campaign


def tally(campaign: Campaign) -> None:
    """Fill the tallies as a recount would, without comparing first."""
    with connection.cursor() as cursor:
        for kept in KEPT:
            kept.model.objects.all().delete()
            rows = f"({counted(vendor(), is_signed=False)} AND knock.campaign_id = %s) AS fresh"
            cursor.execute(insertion(kept, rows), [campaign.pk])


def _knock(versions: list[int]) -> dict[str, str]:
    words = " ".join(f"WHEN {n} THEN '{word}'" for n, word in enumerate(DISPOSITIONS))
    kind = f"CASE (n * 7919 + n / 97) % {len(DISPOSITIONS)} {words} END"
    answered = ", ".join(f"'{word}'" for word in ANSWERED)
    day = f"({LIST} * 13 + {LIST} / {TURFS} * 7) % {DAYS}"
    is_server = connection.vendor == "postgresql"
    return {
        "uid": _uuid("n + 1"),
        "walk_list_id": _list(LIST),
        "door_id": _id(f"({LIST}) % {TURFS} * {DOORS_A_TURF} + n % {DOORS_A_TURF}"),
        "device_id": _uuid(f"({LIST}) % {PHONES} + 1"),
        "device_seq": "n + 1",
        "script_version_id": f"CASE {LIST} / {TURFS} % 2 WHEN 0 THEN {versions[0]}"
        f" ELSE {versions[1]} END",
        "answered": f"{kind} IN ({answered})",
        "disposition": kind,
        "local_day": f"DATE '2026-09-01' + ({day})::integer"
        if is_server
        else f"date('2026-09-01', ({day}) || ' day')",
        "local_hour": f"10 + {LIST} % 7 + n % {DOORS_A_TURF} / 17",
    }


def _id(number: str) -> str:
    """Keep clear of the rows that were there."""
    return f"{number} + 1000"


def _uuid(number: str) -> str:
    if connection.vendor == "postgresql":
        return f"lpad(to_hex(({number})::bigint), 32, '0')::uuid"
    return f"printf('%032x', {number})"


def _list(number: str) -> str:
    """Scatter the last digit, as it is in a random id: it chooses the lane."""
    return _uuid(f"({number} + 1000) * 16 + ({number}) * 7 % 16")


def _multiply(cursor: Any, row: Any, many: int, changes: dict[str, str]) -> None:
    """Copy ``row`` for each n from 0 up to ``many``; ``changes`` are SQL by column."""
    fields = type(row)._meta.concrete_fields
    told = {"id": _id("n")} | changes
    values = ", ".join(told.get(field.column, f"t.{field.column}") for field in fields)
    names = ", ".join(field.column for field in fields)
    table = type(row)._meta.db_table
    key = row.pk.hex if hasattr(row.pk, "hex") else row.pk
    series = (
        f"generate_series(0::bigint, {many - 1}) AS n"
        if connection.vendor == "postgresql"
        else f"(WITH RECURSIVE s(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM s"
        f" WHERE n < {many - 1}) SELECT n FROM s) AS series"
    )
    cursor.execute(
        f"INSERT INTO {table} ({names}) SELECT {values} FROM {table} AS t, {series} "
        f"WHERE t.id = '{key}'"
    )


def _spare_upkeep(cursor: Any) -> None:
    """Take away what only writing needs: most of the time would be spent on it."""
    tables = [one._meta.db_table for one in (Knock, Precinct, Turf, Building, Door, Round)]
    tables += [WalkList._meta.db_table, Device._meta.db_table]
    if connection.vendor == "postgresql":
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("SELECT indexname FROM pg_indexes WHERE tablename = 'canvass_knock'")
    else:
        cursor.execute("PRAGMA foreign_keys = OFF")
        cursor.execute("SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'")
        ours = [name for name, table in cursor.fetchall() if table in tables and name[0:2] != "gg"]
        for name in ours:
            if not name.startswith(("ggi", "ggu", "gii", "giu", "gid", "tmi", "tmu", "tmd")):
                cursor.execute(f'DROP TRIGGER "{name}"')
        cursor.execute(
            "SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = 'canvass_knock'"
        )
    for (name,) in cursor.fetchall():
        if name != "knock_by_day" and "pkey" not in name and "autoindex" not in name:
            cursor.execute(f'DROP INDEX "{name}"')
