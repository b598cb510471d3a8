"""Puts the change log's triggers into the database."""

from typing import Any

from django.db import connections, transaction

from canvass.change_log.catalogue import Statement, differences, seen, statements

_ORDER = ("VIEW", "FUNCTION", "TRIGGER")
_CATCH_UP = {
    "postgresql": "SELECT change_log_catch_up()",
    "sqlite": "INSERT INTO change_log_missed (since) VALUES (NULL)",
}


def install(connection: Any) -> bool:
    """Bring the triggers to what the SQL file says; whether anything had to be done.

    Where one was missing, what it would have told is told now. Where one of the tables is not
    there, the migrations stand before the log: it goes.
    """
    wrong = set(differences(connection))
    if not wrong:
        return False
    if not _has_tables(connection):
        remove(connection)
        return False
    has_missed = not wrong <= seen(connection).keys()
    wanted = statements(connection.vendor)
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        remove(connection)
        for kind in _ORDER:
            for one in wanted:
                if one.kind == kind:
                    cursor.execute(one.text)
        if connection.vendor == "postgresql":
            _mark(cursor, wanted)
        if has_missed:
            cursor.execute(_CATCH_UP[connection.vendor])
    return True


def remove(connection: Any) -> None:
    """Take every trigger, function and view of the change log away."""
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # With the functions go the triggers that call them.
            for name in seen(connection):
                cursor.execute(f"DROP FUNCTION IF EXISTS {quote(name)} CASCADE")
            return
        cursor.execute(
            "SELECT type, name FROM sqlite_master WHERE substr(name, 1, 11) = 'change_log_'"
        )
        for kind, name in sorted(cursor.fetchall()):
            cursor.execute(f"DROP {kind} IF EXISTS {quote(name)}")


def install_after_migrate(*, using: str, **_: Any) -> None:
    """Install on the database that was just migrated or emptied: a receiver of post_migrate."""
    install(connections[using])


def _has_tables(connection: Any) -> bool:
    wanted = {one.table for one in statements(connection.vendor) if one.kind == "TRIGGER"}
    views = {one.name for one in statements(connection.vendor) if one.kind == "VIEW"}
    there = set(connection.introspection.table_names())
    return wanted - views | {"canvass_change"} <= there


def _mark(cursor: Any, wanted: tuple[Statement, ...]) -> None:
    for one in wanted:
        if one.kind == "TRIGGER":
            cursor.execute(f"COMMENT ON TRIGGER {one.name} ON {one.table} IS '{one.mark}'")
