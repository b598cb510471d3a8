"""Inserts rows whose key is not taken yet, and tells which went in."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import JSONField, Model

from turf.statements.prepared_cursor import prepared_cursor

Row = Mapping[str, object]
"""A row by the names of its columns, each value as Python has it."""


def insert_new_rows(
    model: type[Model], rows: Sequence[Row], *, key: Sequence[str]
) -> dict[tuple[Any, ...], int]:
    """Insert ``rows`` of ``model`` unless ``key`` is taken; the primary keys made, by key.

    All rows have the same columns. ``key`` names those of a unique constraint, which alone decides:
    Django's ``ignore_conflicts`` does not tell which rows went in. Of rows with one key the first
    goes in. They travel as one JSON parameter: neither side has to read thousands of them.
    """
    if not rows:
        return {}
    columns = tuple(rows[0])
    with prepared_cursor() as cursor:
        cursor.execute(
            _insert(connection.vendor, model, columns, tuple(key)),
            [json.dumps(rows, default=_plain)],
        )
        found = cursor.fetchall()
    fields = [_fields(model)[name] for name in key]
    return {
        tuple(field.to_python(raw) for field, raw in zip(fields, values, strict=True)): made
        for made, *values in found
    }


def _plain(value: object) -> str:
    """Write what JSON has no form for as both databases read it."""
    if isinstance(value, UUID):
        return value.hex
    if isinstance(value, datetime):
        return value.astimezone(UTC).replace(tzinfo=None).isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"cannot store a {type(value).__name__}")


@cache
def _fields(model: type[Model]) -> dict[str, Any]:
    return {str(field.column): field for field in model._meta.concrete_fields}


@cache
def _insert(vendor: str, model: type[Model], columns: tuple[str, ...], key: tuple[str, ...]) -> str:
    """Write the statement; every name in it is a model's own."""
    quote = connection.ops.quote_name
    fields = [_fields(model)[name] for name in columns]
    names = ", ".join(quote(name) for name in columns)
    key_names = ", ".join(quote(name) for name in key)
    if vendor == "postgresql":
        values = ", ".join(_column(field, quote) for field in fields)
        types = ", ".join(
            f"{quote(name)} {field.db_type(connection)}"
            for name, field in zip(columns, fields, strict=True)
        )
        source = f"json_to_recordset(%s::json) AS sent({types})"
    else:
        values = ", ".join(_member(field) for field in fields)
        source = "json_each(%s) AS sent"
    primary_key = _primary_key(model)
    return (
        f"INSERT INTO {quote(model._meta.db_table)} ({names}) "  # noqa: S608
        f"SELECT {values} FROM {source} WHERE true "
        f"ON CONFLICT ({key_names}) DO NOTHING RETURNING {quote(primary_key)}, {key_names}"
    )


def _primary_key(model: type[Model]) -> str:
    return str(model._meta.pk.column)


def _column(field: Any, quote: Any) -> str:
    """One column of PostgreSQL's record set; a bare JSON null is a value there too."""
    name = f"sent.{quote(field.column)}"
    return f"COALESCE({name}, 'null'::jsonb)" if isinstance(field, JSONField) else name


def _member(field: Any) -> str:
    """One member of SQLite's JSON object: text of JSON for a JSONField, its value for others."""
    arrow = "->" if isinstance(field, JSONField) else "->>"
    return f"sent.value {arrow} '{field.column}'"
