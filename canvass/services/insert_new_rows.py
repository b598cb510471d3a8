"""Inserts rows whose key is not taken yet, and tells which went in."""

from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.models import Field, Model

PARAMETERS_AT_ONCE = 30_000
"""Below what SQLite (32,766) and PostgreSQL (65,535) take in one statement."""


def insert_new_rows(rows: Sequence[Model], *, key: Sequence[str]) -> dict[tuple[Any, ...], Any]:
    """Insert unsaved ``rows`` of one model unless ``key`` is taken; the primary keys made, by key.

    ``key`` names the fields of a unique constraint, which alone decides: Django's
    ``ignore_conflicts`` does not tell which rows went in. Of rows with one key the first goes in.
    """
    if not rows:
        return {}
    meta = rows[0]._meta
    fields: list[Field[Any, Any]] = [one for one in meta.concrete_fields if not one.primary_key]
    keys = [field for name in key for field in fields if field.name == name]
    rows_at_once = PARAMETERS_AT_ONCE // len(fields)
    made = {}
    with connection.cursor() as cursor:
        for start in range(0, len(rows), rows_at_once):
            chunk = rows[start : start + rows_at_once]
            values = [
                field.get_db_prep_save(getattr(row, field.attname), connection)
                for row in chunk
                for field in fields
            ]
            cursor.execute(_insert(meta, fields, keys, len(chunk)), values)
            for primary_key, *found in cursor.fetchall():
                made[tuple(one.to_python(raw) for one, raw in zip(keys, found, strict=True))] = (
                    primary_key
                )
    return made


def _insert(meta: Any, fields: Sequence[Any], keys: Sequence[Any], rows: int) -> str:
    """Write the statement; every name in it is a model's own."""
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in fields)
    key_columns = ", ".join(quote(field.column) for field in keys)
    one_row = f"({', '.join(['%s'] * len(fields))})"
    return (
        f"INSERT INTO {quote(meta.db_table)} ({columns}) "  # noqa: S608
        f"VALUES {', '.join([one_row] * rows)} "
        f"ON CONFLICT ({key_columns}) DO NOTHING "
        f"RETURNING {quote(meta.pk.column)}, {key_columns}"
    )
