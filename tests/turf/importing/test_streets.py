"""Lines, classes and ranges of a street file."""

from pathlib import Path
from typing import Any

import pytest
import shapely

from tests.turf.map_files import SOUTH, WEST, write_geojson
from turf.importing.binding import bind
from turf.importing.notes import Notebook, Outcome
from turf.importing.read_table import read_table
from turf.importing.streets import StreetRows, read_streets


def line(*steps: float, row: float = 0) -> shapely.LineString:
    return shapely.LineString([(WEST + x, SOUTH + row) for x in steps])


def read(folder: Path, *rows: tuple[dict[str, Any], Any]) -> tuple[StreetRows, Notebook, list[str]]:
    table = read_table(write_geojson(folder / "a.geojson", rows), layer="streets")
    return read_streets(bind(table, "street", {}), ground=None, reach_km=100)


def test_parts_that_meet_are_one_street_and_others_one_each(tmp_path: Path) -> None:
    meet = shapely.MultiLineString([line(0, 0.001), line(0.001, 0.003)])
    apart = shapely.MultiLineString([line(0, 0.001, row=1), line(0.002, 0.004, row=1)])
    properties = {"name": "Main St", "l_from": 1, "l_to": 9}
    rows, book, _ = read(tmp_path, ({**properties, "id": "a"}, meet), ({"id": "b"}, apart))
    assert rows.key.tolist() == ["a", "b", "b#2"]
    assert rows.line[0].equals(line(0, 0.001, 0.003))
    assert rows.line[1].length > rows.line[2].length
    assert rows.is_extra.tolist() == [False, False, True]
    assert [note.line for note in book.notes] == [2]


def test_ranges_are_numbers_or_nothing(tmp_path: Path) -> None:
    properties = {"L_From": 1, "L_To": "99A", "R_From": 0, "R_To": 0}
    half = {"L_From": -1, "L_To": 7, "R_From": "", "R_To": "what"}
    rows, book, _ = read(
        tmp_path, ({"name": "A", **properties}, line(0, 1)), ({"name": "B", **half}, line(1, 2))
    )
    assert rows.ranges.tolist() == [[1, 99, None, None], [7, 7, None, None]]
    assert [(note.line, note.value) for note in book.notes] == [(2, "what")]


def test_classes_are_translated_and_the_unknown_counted(tmp_path: Path) -> None:
    values = ["S1200", "motorway", "", "yellow", "yellow"]
    rows, _, warnings = read(
        tmp_path, *[({"id": n, "mtfcc": value}, line(n, n + 1)) for n, value in enumerate(values)]
    )
    assert rows.road_class.tolist() == ["major", "motorway", "minor", "minor", "minor"]
    assert ["'yellow' is unknown, 2 streets" in warning for warning in warnings] == [True]


def test_without_classes_names_tell_motorways_and_it_is_said(tmp_path: Path) -> None:
    rows, _, warnings = read(
        tmp_path, ({"name": "Delaware Expy"}, line(0, 1)), ({"name": "Main St"}, line(1, 2))
    )
    assert rows.road_class.tolist() == ["motorway", "minor"]
    assert "no column of road classes" in warnings[0]


def test_without_an_id_the_name_and_the_line_tell_streets_apart(tmp_path: Path) -> None:
    same = [({"name": "A"}, line(0, 1)), ({"name": "B"}, line(0, 1)), ({"name": "A"}, line(0, 2))]
    rows, book, _ = read(tmp_path, *same, same[0])
    assert len(set(rows.key)) == 3
    assert [(note.outcome, note.line) for note in book.notes] == [(Outcome.MERGED, 4)]
    again, _, _ = read(tmp_path, *reversed(same))
    assert set(again.key) == set(rows.key)


@pytest.mark.parametrize(
    ("shape", "reason"),
    [
        (None, "no line"),
        (shapely.LineString(), "no line"),
        (shapely.Point(WEST, SOUTH), "a Point is no line"),
        (shapely.LineString([(WEST, SOUTH)] * 2), "no length"),
        (shapely.LineString([(WEST, SOUTH), (WEST, 95)]), "out of range"),
        (shapely.LineString([(SOUTH, WEST), (SOUTH + 1, WEST)]), "nobody lives"),
        (shapely.LineString([(2.3, 48.8), (2.4, 48.9)]), "km from the rest"),
    ],
)
def test_what_is_no_street_is_rejected(tmp_path: Path, shape: Any, reason: str) -> None:
    good = [({"name": "Main St"}, line(n, n + 1)) for n in range(3)]
    rows, book, _ = read(tmp_path, *good, ({"name": "Bad"}, shape))
    assert len(rows.key) == 3
    assert [reason in note.reason for note in book.rejected.values()] == [True]


@pytest.mark.parametrize("is_reversed", [False, True])
def test_exact_twins_under_two_ids_are_told_and_both_kept(
    tmp_path: Path, is_reversed: bool
) -> None:
    sides = ("left_from", "left_to", "right_from", "right_to")
    numbers = (100, 2, 99, 1) if is_reversed else (1, 99, 2, 100)
    first = {"id": "a", "name": "Main Street", "left_from": 1, "left_to": 99}
    first |= {"right_from": 2, "right_to": 100}
    twin = {"id": "b", "name": "MAIN ST", **dict(zip(sides, numbers, strict=True))}
    shape = line(0.001, 0.0) if is_reversed else line(0.0, 0.001)
    others = [
        ({**first, "id": "c", "left_to": 97}, line(0.0, 0.001)),
        ({**first, "id": "d", "name": "Oak St"}, line(0.0, 0.001)),
        ({**first, "id": "e"}, line(0.0, 0.002)),
    ]
    rows, book, _ = read(tmp_path, (first, line(0.0, 0.001)), *others, (twin, shape))
    assert rows.key.tolist() == ["a", "c", "d", "e", "b"]
    assert [(note.line, note.value, note.outcome) for note in book.notes] == [
        (5, "b", Outcome.REPORTED)
    ]
    assert "as line 1" in book.notes[0].reason
