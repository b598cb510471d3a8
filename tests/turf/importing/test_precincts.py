"""Boundaries are repaired, rejected, or joined, and nothing is lost in silence."""

from pathlib import Path
from typing import Any

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.turf.map_files import SOUTH, WEST, square, write_geojson
from turf.importing.binding import bind
from turf.importing.notes import Notebook, Outcome
from turf.importing.positions import SWAPPED
from turf.importing.precincts import PrecinctRows, read_precincts
from turf.importing.read_table import read_table
from turf.importing.strays import Ground

BOW_TIE = shapely.Polygon([(WEST, SOUTH), (WEST + 0.01, SOUTH + 0.01), (WEST + 0.01, SOUTH),
                           (WEST, SOUTH + 0.01)])  # fmt: skip
TOWN = Ground(WEST, SOUTH, WEST + 0.1, SOUTH + 0.1)


def read(
    folder: Path, *rows: tuple[str, Any], ground: Ground | None = None
) -> tuple[PrecinctRows, Notebook]:
    pairs = [({"code": code}, shape) for code, shape in rows]
    file = write_geojson(folder / "a.geojson", pairs)
    return read_precincts(bind(read_table(file, layer="precincts"), "precinct", {}), ground=ground)


def test_every_boundary_becomes_a_valid_multipolygon(tmp_path: Path) -> None:
    mixed = shapely.GeometryCollection([square(2), shapely.Point(WEST, SOUTH)])
    rows, book = read(tmp_path, ("1", square(0)), ("2", BOW_TIE), ("3", mixed))
    assert {shape.geom_type for shape in rows.boundary} == {"MultiPolygon"}
    assert shapely.is_valid(rows.boundary).all()
    repaired = [note for note in book.notes if note.outcome is Outcome.REPAIRED]
    assert [note.line for note in repaired] == [2, 3]
    assert "self-intersection" in repaired[0].reason
    assert rows.boundary[2].equals(square(2))


@pytest.mark.parametrize(
    ("shape", "reason"),
    [
        (None, "no geometry"),
        (shapely.Polygon(), "an empty geometry"),
        (shapely.Point(WEST, SOUTH), "a Point is not an area"),
        (shapely.LineString([(WEST, SOUTH), (WEST, SOUTH + 1)]), "a LineString is not an area"),
        (shapely.Polygon([(WEST, SOUTH)] * 4), "a Polygon is not an area"),
        (shapely.box(190, 40, 191, 41), "out of range"),
        (shapely.box(-75, 91, -74, 95), "out of range"),
    ],
)
def test_what_is_no_precinct_is_rejected_and_the_others_stay(
    tmp_path: Path, shape: Any, reason: str
) -> None:
    rows, book = read(tmp_path, ("1", square(0)), ("2", shape))
    assert rows.code.tolist() == ["1"]
    assert [reason in note.reason for note in book.rejected.values()] == [True]


@pytest.mark.parametrize("ground", [TOWN, None])
def test_swapped_coordinates_are_called_that(tmp_path: Path, ground: Ground | None) -> None:
    swapped = shapely.transform(square(0), lambda xy: xy[:, ::-1])
    rows, book = read(tmp_path, ("1", square(1)), ("2", swapped), ground=ground)
    assert rows.code.tolist() == ["1"]
    assert book.rejected[1].fix == SWAPPED


def test_swapped_coordinates_that_are_somewhere_are_found_by_the_others(tmp_path: Path) -> None:
    def paris(lon: float) -> shapely.Polygon:
        return shapely.box(lon, 48.85, lon + 0.01, 48.86)

    shapes = [paris(2.3), paris(2.31), paris(2.32)]
    swapped = shapely.transform(paris(2.33), lambda xy: xy[:, ::-1])
    _, book = read(tmp_path, *[(str(n), shape) for n, shape in enumerate([*shapes, swapped])])
    assert {row: note.fix for row, note in book.rejected.items()} == {3: SWAPPED}


def test_another_country_is_far(tmp_path: Path) -> None:
    _, book = read(tmp_path, ("1", shapely.box(2.3, 48.8, 2.4, 48.9)), ground=TOWN)
    assert "km from the rest of the ground" in book.rejected[0].reason


def test_a_whole_state_is_one_ground(tmp_path: Path) -> None:
    corners = [(-106.6, 31.7), (-94, 29.9), (-97.5, 25.9), (-101.9, 36.4), (-97.7, 30.3)]
    shapes = [shapely.box(x, y, x + 0.1, y + 0.1) for x, y in corners]
    rows, _ = read(tmp_path, *[(str(n), shape) for n, shape in enumerate(shapes)])
    assert len(rows.code) == len(shapes)


def test_pieces_of_one_code_are_joined_and_noted(tmp_path: Path) -> None:
    rows, book = read(tmp_path, ("1", square(0)), ("1", square(3)), ("1", square(4)))
    assert rows.boundary[0].equals(shapely.union_all([square(0), square(3), square(4)]))
    assert [note.line for note in book.notes if note.outcome is Outcome.MERGED] == [2, 3]


def test_of_two_rows_on_the_same_ground_the_later_stands(tmp_path: Path) -> None:
    later = square(0).buffer(0.001)
    rows, book = read(tmp_path, ("1", square(0)), ("1", later))
    assert rows.boundary[0].equals(shapely.MultiPolygon([later]))
    assert "replaces" in book.notes[0].reason


def test_twins_are_noted_and_not_doubled(tmp_path: Path) -> None:
    rows, book = read(tmp_path, ("1", square(0)), ("1", square(0)))
    assert len(rows.code) == 1
    assert "again" in book.notes[0].reason


def test_an_empty_or_endless_code_is_rejected(tmp_path: Path) -> None:
    rows, book = read(tmp_path, ("", square(0)), ("x" * 51, square(1)), ("1", square(2)))
    assert rows.code.tolist() == ["1"]
    assert sorted(book.rejected) == [0, 1]


points = st.tuples(st.integers(0, 6), st.integers(0, 6))


@settings(deadline=None, max_examples=50)
@given(ring=st.lists(points, min_size=3, max_size=8))
def test_any_ring_with_an_inside_is_kept_whole(
    tmp_path_factory: pytest.TempPathFactory, ring: list[tuple[int, int]]
) -> None:
    shape = shapely.Polygon([(WEST + x / 1000, SOUTH + y / 1000) for x, y in ring])
    meant = shapely.make_valid(shape).area
    rows, book = read(tmp_path_factory.mktemp("ring"), ("1", shape))
    assert (len(rows.code) == 1) == (meant > 0)
    assert bool(book.rejected) == (meant == 0)
    if meant:
        assert rows.boundary[0].area == pytest.approx(meant)
