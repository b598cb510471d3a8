"""A backup of the whole database, and its restoring: what phones sent in between is gone.

    backup = take_backup()
    … more happens …
    backup.put_back()

Rows alone, in a moment, on both databases; nothing may be writing.
"""

import sqlite3
from dataclasses import dataclass
from typing import Any, Protocol

from django.db import connection


class Backup(Protocol):
    """What `take_backup` returns."""

    def put_back(self) -> None:
        """Make the database what it was."""


@dataclass(frozen=True, slots=True)
class _CopiedFile:
    """SQLite's own copy, page by page."""

    copy: Any

    def put_back(self) -> None:
        connection.ensure_connection()
        self.copy.backup(connection.connection)


@dataclass(frozen=True, slots=True)
class _CopiedRows:
    """PostgreSQL's tables as COPY writes them, and where their sequences stood."""

    rows: dict[str, bytes]
    sequences: dict[str, int]

    def put_back(self) -> None:
        quoted = ", ".join(map(connection.ops.quote_name, self.rows))
        with connection.cursor() as cursor:
            cursor.execute("SET session_replication_role = replica")  # no triggers, no checks
            cursor.execute(f"TRUNCATE {quoted}")
            for table, rows in self.rows.items():
                with cursor.copy(f'COPY "{table}" FROM STDIN') as copy:
                    copy.write(rows)
            for sequence, value in self.sequences.items():
                cursor.execute("SELECT setval(%s, %s)", [sequence, value])
            cursor.execute("SET session_replication_role = DEFAULT")


def take_backup() -> Backup:
    """Copy everything."""
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        opened: Any = connection.connection
        module: Any = sqlite3 if isinstance(opened, sqlite3.Connection) else _pysqlite()
        copy = module.connect(":memory:", check_same_thread=False)
        opened.backup(copy)
        return _CopiedFile(copy)
    tables = connection.introspection.django_table_names(only_existing=True)
    with connection.cursor() as cursor:
        rows = {table: _copied(cursor, table) for table in tables}
        cursor.execute("SELECT schemaname || '.' || sequencename, last_value FROM pg_sequences")
        sequences = {name: value for name, value in cursor.fetchall() if value is not None}
    return _CopiedRows(rows, sequences)


def _copied(cursor: Any, table: str) -> bytes:
    with cursor.copy(f'COPY "{table}" TO STDOUT') as copy:
        return b"".join(bytes(part) for part in copy)


def _pysqlite() -> Any:
    import pysqlite3.dbapi2

    return pysqlite3.dbapi2
