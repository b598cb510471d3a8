"""Positions of addresses are read, checked, and never guessed."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely

from tests.turf.map_files import SOUTH, WEST, square, write_csv, write_geojson
from turf.importing.address_rows import AddressRows, read_addresses
from turf.importing.binding import bind
from turf.importing.notes import Notebook, Outcome
from turf.importing.positions import ELSEWHERE, SWAPPED
from turf.importing.read_table import read_table
from turf.importing.strays import Ground

TOWN = Ground(WEST, SOUTH, WEST + 0.1, SOUTH + 0.1)


def read(file: Path) -> tuple[AddressRows, Notebook]:
    table = read_table(file, layer="addresses")
    return read_addresses(bind(table, "address", {}), ground=TOWN, reach_km=100)


def read_points(folder: Path, *pairs: tuple[Any, Any]) -> tuple[AddressRows, Notebook]:
    rows = [[n + 1, "Main St", lon, lat] for n, (lon, lat) in enumerate(pairs)]
    return read(write_csv(folder / "a.csv", ["number", "street", "lon", "lat"], rows))


def test_good_positions_are_kept_and_missing_ones_left_open(tmp_path: Path) -> None:
    rows, book = read_points(tmp_path, (WEST, SOUTH), ("", ""), ("-75.155", "39.96"))
    assert rows.lonlat[[0, 2]].tolist() == [[WEST, SOUTH], [-75.155, 39.96]]
    assert np.isnan(rows.lonlat[1]).all()
    assert not book.notes


@pytest.mark.parametrize(
    ("lon", "lat", "column", "reason", "fix"),
    [
        ("west", SOUTH, "lon", "not a number", "point"),
        (WEST, "", "lat", "not a number", "point"),
        (WEST, "39,95", "lat", "not a number", "point"),
        (SOUTH, WEST, "lon", "nobody lives", SWAPPED),
        (190, 39.9, "lon", "out of range", ELSEWHERE),
        (WEST, "inf", "lon", "not finite", ELSEWHERE),
        (-WEST, SOUTH, "geometry", "km from the rest", ELSEWHERE),
        (0, 0, "geometry", "km from the rest", ELSEWHERE),
        (2.35, 48.85, "geometry", "km from the rest", ELSEWHERE),
        (485_000, 4_400_000, "lon", "out of range", ELSEWHERE),
    ],
)
def test_a_bad_position_is_rejected_with_its_reason(
    tmp_path: Path, lon: Any, lat: Any, column: str, reason: str, fix: str
) -> None:
    rows, book = read_points(tmp_path, (WEST, SOUTH), (lon, lat))
    assert rows.row.tolist() == [0]
    note = book.rejected[1]
    assert (note.line, note.column) == (3, column)
    assert reason in note.reason
    assert fix in note.fix


def test_rejects_in_wkt_are_read_again(tmp_path: Path) -> None:
    header = ["number", "street", "lon", "lat", "geometry"]
    wkt = [f"POINT ({WEST} {SOUTH})", "", "POINT (x)", "LINESTRING (0 0, 1 1)"]
    lines = [[n + 1, "Main St", "", "", cell] for n, cell in enumerate(wkt)]
    lines[1][2:4] = [WEST, SOUTH]
    rows, book = read(write_csv(tmp_path / "a.csv", header, lines))
    assert rows.lonlat.tolist() == [[WEST, SOUTH]] * 2
    assert [note.line for note in book.rejected.values()] == [5, 4]


def test_outlines_of_buildings_give_a_point_inside(tmp_path: Path) -> None:
    address = {"number": 1, "street": "Main St"}
    one = shapely.MultiPoint([(WEST, SOUTH)])
    two = shapely.MultiPoint([(WEST, SOUTH), (WEST, SOUTH + 1)])
    shapes = [square(), one, two, None]
    file = write_geojson(tmp_path / "a.geojson", [(address, shape) for shape in shapes])
    rows, book = read(file)
    assert rows.row.tolist() == [0, 1, 3]
    assert square().contains(shapely.Point(rows.lonlat[0]))
    assert book.count(Outcome.REPAIRED) == 1
    assert "MultiPoint" in book.rejected[2].reason


def test_collections_inside_collections_are_not_followed(tmp_path: Path) -> None:
    depth = 10_000
    nested = "GeometryCollection(" * depth + "POINT(0 0)" + ")" * depth
    rows = [[1, "Main St", nested], [2, "Main St", f"POINT({WEST} {SOUTH})"]]
    file = write_csv(tmp_path / "a.csv", ["number", "street", "geometry"], rows)

    kept, book = read(file)

    assert kept.row.tolist() == [1]
    assert "not a geometry" in book.rejected[0].reason
