"""Statements in plain SQL, where to put a query together costs more than to run it."""

import json
from collections.abc import Collection, Sequence
from typing import Any

from django.db import connection

from turf.statements.prepared_cursor import prepared_cursor

_AMONG = {
    "postgresql": "= ANY (ARRAY(SELECT json_array_elements_text(%s::json)::{kind}))",
    "sqlite": "IN (SELECT value FROM json_each(%s))",
}


def among(kind: str) -> str:
    """Write that a column of the SQL type ``kind`` is one of the `ids` given as a parameter."""
    return _AMONG[connection.vendor].format(kind=kind)


def words(*several: str) -> str:
    """List ``several`` words of our own as SQL; never what somebody sent."""
    return ", ".join(f"'{one}'" for one in several)


def locked(how: str) -> str:
    """Write the clause by which rows are held; SQLite holds all of them by itself."""
    return how if connection.vendor == "postgresql" else ""


def ids(rows: Collection[object]) -> str:
    """Make the parameter of `among`: however many, the statement stays the same."""
    return json.dumps([getattr(row, "hex", row) for row in rows])


def select_rows(statement: str, params: Sequence[Any]) -> list[tuple[Any, ...]]:
    """Fetch the rows that a statement gives, with ``%s`` for each of ``params``."""
    with prepared_cursor() as cursor:
        cursor.execute(statement, params)
        return list(cursor.fetchall())
