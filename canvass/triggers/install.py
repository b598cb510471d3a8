"""Puts a file's triggers into the database."""

from typing import Any

from django.db import transaction

from canvass.triggers.catalogue import Statement, TriggerFile

_ORDER = ("VIEW", "FUNCTION", "TRIGGER")


def install(connection: Any, file: TriggerFile, *, needs: frozenset[str] = frozenset()) -> set[str]:
    """Bring the triggers to what ``file`` says; return what was missing, other or too much.

    Where one of their tables, or of those that they also need, is not there, the migrations stand
    before the triggers: they go, and nothing is returned.
    """
    wrong = set(file.differences(connection))
    if not wrong:
        return set()
    if not _has_tables(connection, file, needs):
        remove(connection, file)
        return set()
    wanted = file.statements(connection.vendor)
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        remove(connection, file)
        for kind in _ORDER:
            for one in wanted:
                if one.kind == kind:
                    cursor.execute(one.text)
        if connection.vendor == "postgresql":
            _mark(cursor, wanted)
    return wrong


def remove(connection: Any, file: TriggerFile) -> None:
    """Take every trigger, function and view of ``file`` away."""
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # With the functions go the triggers that call them.
            for name in file.seen(connection):
                cursor.execute(f"DROP FUNCTION IF EXISTS {quote(name)} CASCADE")
            return
        cursor.execute(
            "SELECT type, name FROM sqlite_master WHERE substr(name, 1, length(%s)) = %s",
            [file.prefix, file.prefix],
        )
        for kind, name in sorted(cursor.fetchall()):
            cursor.execute(f"DROP {kind} IF EXISTS {quote(name)}")


def _has_tables(connection: Any, file: TriggerFile, needs: frozenset[str]) -> bool:
    wanted = {one.table for one in file.statements(connection.vendor) if one.kind == "TRIGGER"}
    views = {one.name for one in file.statements(connection.vendor) if one.kind == "VIEW"}
    there = set(connection.introspection.table_names())
    return wanted - views | needs <= there


def _mark(cursor: Any, wanted: tuple[Statement, ...]) -> None:
    for one in wanted:
        if one.kind == "TRIGGER":
            cursor.execute(f"COMMENT ON TRIGGER {one.name} ON {one.table} IS '{one.mark}'")
