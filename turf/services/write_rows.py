"""Writes many rows at once: the long way round the ORM, many times faster and in little memory.

Statements are made of table and column names of our models alone; values are parameters.

PostgreSQL gets whole columns as arrays (COPY would be faster still, but it refuses tables with
row-level security); SQLite gets prepared statements.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

import shapely
from django.contrib.gis.db.models import GeometryField
from django.db import connection
from django.db.models import CharField, Field, Model
from numpy.typing import NDArray

BATCH = 10_000
AnyField: TypeAlias = "Field[Any, Any]"
Columns = Mapping[str, Sequence[Any] | NDArray[Any]]
Tell = Callable[[int, int], None]


def insert_rows(model: type[Model], columns: Columns, *, tell: Tell | None = None) -> None:
    """Insert n rows: ``columns`` maps attribute names (``street_id``) to n values each.

    Geometry columns hold shapely geometries in WGS84. Fields that are not given get their default.
    ``tell`` hears how many rows are done, of how many. Raises IntegrityError as an INSERT would.
    """
    fields = [_field(model, name) for name in columns]
    rest = [
        field
        for field in model._meta.concrete_fields
        if field.attname not in columns and not field.primary_key
    ]
    defaults = [field.get_db_prep_save(field.get_default(), connection) for field in rest]
    names = ", ".join(_quoted(field.column) for field in (*fields, *rest))
    into = f"INSERT INTO {_quoted(model._meta.db_table)} ({names})"
    constants = ", ".join("%s" for _ in rest)
    if connection.vendor == "postgresql":
        values = ", ".join(_from_array(field) for field in fields)
        sql = f"{into} SELECT {values}{', ' if rest else ''}{constants} FROM {_arrays(fields)}"  # noqa: S608
        _send_arrays(sql, fields, columns, lambda arrays: (*defaults, *arrays), tell)
    else:
        values = ", ".join([*map(_placeholder, fields), *("%s" for _ in rest)])
        sql = f"{into} VALUES ({values})"
        _send_rows(sql, fields, columns, tuple(defaults), tell)


def update_rows(model: type[Model], ids: Sequence[int], columns: Columns) -> None:
    """Set the given columns of the n rows with these ``ids``."""
    if not len(ids):
        return
    fields = [_field(model, name) for name in columns]
    pk = _field(model, "id")
    table = _quoted(model._meta.db_table)
    every = {**columns, "id": ids}
    if connection.vendor == "postgresql":
        pairs = ", ".join(f"{_quoted(field.column)} = {_from_array(field)}" for field in fields)
        sql = (
            f"UPDATE {table} AS t SET {pairs} FROM {_arrays([*fields, pk])}"  # noqa: S608
            f" WHERE t.id = {_from_array(pk)}"
        )
        _send_arrays(sql, [*fields, pk], every, lambda arrays: arrays, None)
    else:
        pairs = ", ".join(f"{_quoted(field.column)} = {_placeholder(field)}" for field in fields)
        sql = f"UPDATE {table} SET {pairs} WHERE id = %s"  # noqa: S608
        _send_rows(sql, [*fields, pk], every, (), None)


def _send_arrays(
    sql: str,
    fields: Sequence[AnyField],
    columns: Columns,
    parameters: Callable[[tuple[Any, ...]], tuple[Any, ...]],
    tell: Tell | None,
) -> None:
    """Run the statement once a batch, each column an array."""
    with connection.cursor() as cursor:
        for batch in _batches(fields, columns, tell):
            cursor.execute(sql, parameters(tuple(batch)))


def _send_rows(
    sql: str,
    fields: Sequence[AnyField],
    columns: Columns,
    constants: tuple[Any, ...],
    tell: Tell | None,
) -> None:
    """Run the statement once a row."""
    with connection.cursor() as cursor:
        for batch in _batches(fields, columns, tell):
            cursor.executemany(sql, [(*row, *constants) for row in zip(*batch, strict=True)])


def _batches(
    fields: Sequence[AnyField], columns: Columns, tell: Tell | None
) -> Iterator[list[list[Any]]]:
    """Give the columns in pieces, as lists of plain Python values."""
    values = [columns[field.attname] for field in fields]
    total = len(values[0])
    for start in range(0, total, BATCH):
        yield [
            _plain(field, column[start : start + BATCH])
            for field, column in zip(fields, values, strict=True)
        ]
        if tell:
            tell(min(start + BATCH, total), total)


def _plain(field: AnyField, values: Any) -> list[Any]:
    """Turn part of a column into what a driver takes."""
    if isinstance(field, GeometryField):
        return list(shapely.to_wkb(values))
    return list(values.tolist() if hasattr(values, "tolist") else values)


def _field(model: type[Model], attname: str) -> AnyField:
    """Return the model's field for an attribute name."""
    return next(field for field in model._meta.concrete_fields if field.attname == attname)


def _quoted(name: str | None) -> str:
    return str(connection.ops.quote_name(name or ""))


def _placeholder(field: AnyField) -> str:
    """Return how one value enters a statement on SpatiaLite."""
    return "GeomFromWKB(%s, 4326)" if isinstance(field, GeometryField) else "%s"


def _arrays(fields: Sequence[AnyField]) -> str:
    """Return the arrays of a batch as a table ``v`` on PostgreSQL."""
    types = ", ".join(f"%s::{_element(field)}[]" for field in fields)
    names = ", ".join(_quoted(field.column) for field in fields)
    return f"unnest({types}) AS v({names})"


def _element(field: AnyField) -> str:
    """Return the type of an array's elements; text, as a cast to varchar would cut silently."""
    if isinstance(field, GeometryField):
        return "bytea"
    return "text" if isinstance(field, CharField) else str(field.cast_db_type(connection))


def _from_array(field: AnyField) -> str:
    """Return how a column of ``v`` enters a statement on PostgreSQL."""
    name = f"v.{_quoted(field.column)}"
    return f"ST_GeomFromWKB({name}, 4326)" if isinstance(field, GeometryField) else name
