"""Columns find their fields."""

from collections.abc import Sequence

import numpy as np
import pytest

from turf.importing.binding import Bound, bind
from turf.importing.faults import ColumnMissing, FieldUnknown
from turf.importing.fields import known_fields, parse_fields
from turf.importing.table import Table, column

PLACE = ("lon", "lat")


def table(columns: Sequence[str], *rows: Sequence[str], has_shapes: bool = True) -> Table:
    cells = {name: column([row[n] for row in rows]) for n, name in enumerate(columns)}
    shapes = column([None] * len(rows)) if has_shapes else None
    return Table("file.csv", cells, np.arange(2, len(rows) + 2), shapes)


def bound_columns(layer: str, *columns: str, declared: str = "") -> dict[str, str]:
    rows = [[f"{name}{row}" for name in columns] for row in range(4)]
    return dict(bind(table(columns, *rows), layer, parse_fields(declared)).column_of)


def test_the_contracts_mapping_is_read() -> None:
    declared = (
        "precinct.code=WardPrecinct, street.name=Street, street.left_from=L_From,\n"
        '"street.name=Name, long", address.id=, street.road_class=MajorRoad,'
    )
    assert parse_fields(declared) == {
        "precinct.code": "WardPrecinct",
        "street.name": "Name, long",
        "street.left_from": "L_From",
        "address.id": "",
        "street.road_class": "MajorRoad",
    }


@pytest.mark.parametrize("declared", ["code=A", "precinct.code", "precinct.colour=A", "a.b=c"])
def test_an_unknown_field_is_refused_with_the_known_ones(declared: str) -> None:
    with pytest.raises(FieldUnknown) as caught:
        parse_fields(declared)
    assert all(field in str(caught.value) for field in known_fields())


def test_real_files_need_no_mapping() -> None:
    assert bound_columns("precinct", "Ward", "Precinct", "WardPrecinct")["ward"] == "Ward"
    assert bound_columns("precinct", "OBJECTID", "DIVISION_NUM")["code"] == "DIVISION_NUM"
    assert bound_columns("street", "Street", "L_From", "L_To", "R_From", "R_To", "MajorRoad") == {
        "name": "Street",
        "left_from": "L_From",
        "left_to": "L_To",
        "right_from": "R_From",
        "right_to": "R_To",
    }
    assert bound_columns("address", "address_id", "full_address", "Unit", *PLACE) == {
        "id": "address_id",
        "full": "full_address",
        "unit": "Unit",
        "lon": "lon",
        "lat": "lat",
    }


def test_the_code_is_the_column_that_tells_most_precincts_apart() -> None:
    columns, rows = ("Precinct", "WardPrecinct"), [("1", "1-1"), ("1", "2-1"), ("2", "1-2")]
    assert bind(table(columns, *rows), "precinct", {}).column_of["code"] == "WardPrecinct"


def test_a_guess_that_would_join_most_precincts_is_refused() -> None:
    rows = [("1",), ("1",), ("1",)]
    with pytest.raises(ColumnMissing, match="1 different codes in 3 rows"):
        bind(table(("Precinct",), *rows), "precinct", {})
    assert bind(table(("Precinct",), *rows), "precinct", {"precinct.code": "Precinct"})
    assert bind(table(("CODE",), *rows), "precinct", {}).has("code")


def test_an_id_that_does_not_tell_streets_apart_is_not_taken() -> None:
    columns = ("id", "GlobalID", "name")
    same_id = table(columns, ("1", "a", "Main St"), ("1", "b", "Main St"))
    assert bind(same_id, "street", {}).column_of["id"] == "GlobalID"
    no_id = table(columns, ("1", "a", "Main St"), ("1", "", "Main St"))
    assert "id" not in bind(no_id, "street", {}).column_of


def test_names_in_several_columns_are_joined() -> None:
    columns = ("PRE_DIR", "ST_NAME", "ST_TYPE", "POST_DIR")
    rows = [("N", "10TH", "ST", ""), ("", "BROAD", "", "E")]
    names = bind(table(columns, *rows), "street", {}).get("name")
    assert names.tolist() == ["N 10TH ST", "BROAD E"]
    declared = {"street.name": "st_name+st_type"}
    assert bind(table(columns, *rows), "street", declared).get_cell("name", 0) == "10TH ST"


def test_what_is_declared_wins_and_its_case_does_not_matter() -> None:
    declared = "address.street=RUE, address.unit="
    assert bound_columns("address", "street", "Rue", "unit", declared=declared) == {"street": "Rue"}


@pytest.mark.parametrize(
    ("layer", "columns", "declared", "named"),
    [
        ("precinct", ("colour",), "", "precinct.code"),
        ("address", ("number",), "", "address.street or address.full"),
        ("person", ("id", "first"), "", "person.address_id or person.street"),
        ("street", ("name",), "street.left_from=L_FROM", "'L_FROM'"),
        ("street", ("name",), "street.name=name+type", r"'name\+type'"),
    ],
)
def test_a_missing_column_is_named_with_those_found(
    layer: str, columns: tuple[str, ...], declared: str, named: str
) -> None:
    with pytest.raises(ColumnMissing, match=named) as caught:
        bound_columns(layer, *columns, declared=declared)
    assert f"columns found: {', '.join(columns)}" in str(caught.value)


@pytest.mark.parametrize("layer", ["precinct", "street"])
def test_areas_and_lines_need_a_geometry(layer: str) -> None:
    plain = table(("code", "name"), ("1", "Main St"), has_shapes=False)
    with pytest.raises(ColumnMissing, match=f"{layer}.geometry"):
        bind(plain, layer, {})


def test_no_rows_are_said() -> None:
    bound = bind(table(()), "precinct", {})
    assert bound.table.notices == ("file.csv holds no rows.",)
    assert isinstance(bound, Bound)
    assert not bound.has("code")
