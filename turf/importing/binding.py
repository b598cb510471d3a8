"""Finds the columns of a file that hold the project's fields."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from turf.importing.faults import ColumnMissing, listed
from turf.importing.fields import BARE_NAMES, BESIDE, DRAWN, FIELDS, NEEDED
from turf.importing.table import Table, Texts, column


@dataclass(frozen=True, slots=True)
class Bound:
    """A table whose columns go by the project's field names.

    ``column_of`` says which column holds each field, ``values`` its (n,) texts.
    """

    table: Table
    column_of: Mapping[str, str]
    values: Mapping[str, Texts]

    def get(self, field: str) -> Texts:
        """Return the (n,) texts of a field, empty ones where the file has no such column."""
        return self.values[field] if field in self.values else column([""] * len(self.table))

    def get_cell(self, field: str, row: int) -> str:
        """Return one text of a field, empty where the file has no such column."""
        return str(self.values[field][row]) if field in self.values else ""

    def has(self, field: str) -> bool:
        """Whether the file has a column for the field."""
        return field in self.values


def bind(table: Table, layer: str, declared: Mapping[str, str]) -> Bound:
    """Find the columns of each field of ``layer``: as declared, else by their usual names.

    ``layer`` is precinct, street, address or person, ``declared`` what `parse_fields` gives. Raises
    ColumnMissing when a declared column, or one the layer cannot do without, is not there, or when
    the column guessed for the precincts' codes can hardly be that.
    """
    if not len(table) and not table.columns:
        return Bound(table.with_notices(f"{table.source} holds no rows."), {}, {})
    column_of = _columns(table, layer, declared)
    for group in NEEDED[layer]:
        if not any(field in column_of for field in group):
            raise _missing(table, layer, group)
    if layer in DRAWN and table.geometry is None and "geometry" not in column_of:
        raise _missing(table, layer, ("geometry",))
    if not len(table):
        table = table.with_notices(f"{table.source} holds no rows.")
    values = {field: _joined(table, name) for field, name in column_of.items()}
    return Bound(table, column_of, values)


def _columns(table: Table, layer: str, declared: Mapping[str, str]) -> dict[str, str]:
    """Return the column of each field that has one."""
    column_of: dict[str, str] = {}
    for field, usual in FIELDS[layer].items():
        wanted = declared.get(f"{layer}.{field}")
        if wanted is None:
            name = _guess(table, layer, field, usual)
        else:
            name = _declared(table, layer, field, wanted)
        if name:
            column_of[field] = name
    return column_of


def _declared(table: Table, layer: str, field: str, wanted: str) -> str:
    """Return the column that --fields names, or several joined by a plus; case does not matter."""
    if wanted in table.columns or not wanted:
        return wanted
    by_case = {name.casefold(): name for name in reversed(table.columns)}
    parts = [wanted] if wanted.casefold() in by_case else wanted.split("+")
    found = [by_case.get(part.strip().casefold()) for part in parts]
    if None in found:
        raise ColumnMissing(
            f"{table.source} has no column {wanted!r}, which --fields names for {layer}.{field};"
            f" columns found: {listed(table.columns)}."
        )
    return "+".join(str(name) for name in found)


def _joined(table: Table, name: str) -> Texts:
    """Return one column, or several as one with blanks between."""
    if name in table.columns:
        return table.columns[name]
    parts = [table.columns[part] for part in name.split("+")]
    return column([" ".join(filter(None, cells)) for cells in zip(*parts, strict=True)])


def _guess(table: Table, layer: str, field: str, usual: tuple[str, ...]) -> str | None:
    """Return the likeliest column; for what tells rows apart, the likeliest that does so."""
    plain = {re.sub(r"[^a-z0-9]", "", name.lower()): name for name in reversed(table.columns)}
    found = [plain[name] for name in usual if name in plain]
    if not found:
        return None
    if layer == "street" and field == "id":
        return next((name for name in found if _tells_apart(table.columns[name])), None)
    if layer == "precinct" and field == "code":
        return _guessed_code(table, found)
    if any(plain.get(bare) == found[0] for bare in BARE_NAMES):
        pre, kind, post = ([plain[name] for name in names if name in plain][:1] for names in BESIDE)
        return "+".join([*pre, found[0], *kind, *post])
    return found[0]


def _guessed_code(table: Table, found: list[str]) -> str:
    """Return the column called code, else the one that tells most precincts apart.

    Raises ColumnMissing when that one tells too few apart.
    """
    if found[0].lower() == "code":
        return found[0]
    count_of = {name: len(set(table.columns[name]) - {""}) for name in found}
    name = max(found, key=lambda one: count_of[one])
    if 2 * count_of[name] < len(table):
        raise ColumnMissing(
            f"{table.source}: the column {name!r} holds {count_of[name]} different codes in"
            f" {len(table)} rows. Name the one that tells precincts apart with --fields"
            f" precinct.code=COLUMN (or A+B); columns found: {listed(table.columns)}."
        )
    return name


def _tells_apart(values: Texts) -> bool:
    """Whether a column is complete and never says the same twice."""
    return "" not in values and len(set(values)) == len(values)


def _missing(table: Table, layer: str, group: tuple[str, ...]) -> ColumnMissing:
    """Say what is needed and what there is."""
    asked = " or ".join(f"{layer}.{field}" for field in group)
    return ColumnMissing(
        f"{table.source} has no column for {asked}; columns found: {listed(table.columns)}."
        f" Name it with --fields {layer}.{group[0]}=COLUMN."
    )
