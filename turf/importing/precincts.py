"""Rows of a precinct file: codes and boundaries fit to be stored."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from turf.importing.binding import Bound
from turf.importing.cells import reject_long
from turf.importing.notes import Notebook, Outcome
from turf.importing.positions import (
    ELSEWHERE,
    SWAPPED,
    impossible_reason,
    possible,
    shapes_of,
)
from turf.importing.strays import Ground, reject_strays
from turf.importing.table import Texts, column

# Pieces of one precinct may share a border, whose overlap is not exactly nothing.
_SAME_GROUND = 0.01
_MIN_REACH_KM = 500.0
_LENGTHS = {"code": 50, "name": 200, "ward": 50}


@dataclass(frozen=True, slots=True)
class PrecinctRows:
    """The precincts of a file, one each: (p,) texts and shapely MultiPolygons in degrees."""

    code: Texts
    name: Texts
    ward: Texts
    boundary: NDArray[np.object_]


def read_precincts(bound: Bound, *, ground: Ground | None) -> tuple[PrecinctRows, Notebook]:
    """Check and repair the boundaries, and bring rows of one code together.

    Rows of one code whose areas lie apart are the pieces of one precinct, as map programs write
    it, and are joined; where they cover the same ground the later row stands. Both are noted.
    ``ground`` is where the jurisdiction's other precincts lie.
    """
    book = Notebook("precincts")
    line = bound.table.line
    reject_long(bound, book, _LENGTHS)
    for row in np.flatnonzero(bound.get("code") == "").tolist():
        book.reject(
            row,
            int(line[row]),
            "the code is empty",
            fix="give each precinct its code",
            column=bound.column_of["code"],
        )
    boundary = column([None] * len(line))
    for row, shape in enumerate(shapes_of(bound)):
        boundary[row] = _boundary(shape, row, int(line[row]), book)
    _reject_far(boundary, line, book, ground)
    return _one_of_each_code(bound, boundary, book), book


def _boundary(shape: Any, row: int, line: int, book: Notebook) -> Any:
    """Return a valid MultiPolygon, or None when the row is rejected."""
    if shape is None or shape.is_empty:
        kind = "no geometry" if shape is None else "an empty geometry"
        book.reject(row, line, f"the row has {kind}", fix="draw its boundary", column="geometry")
        return None
    points = shapely.get_coordinates(shape)
    wrong = np.flatnonzero(~possible(points))
    if len(wrong):
        fix = SWAPPED if possible(points[:, ::-1]).all() else ELSEWHERE
        book.reject(row, line, impossible_reason(points[wrong[0]]), fix=fix, column="geometry")
        return None
    polygons = _polygons(shape)
    if not polygons:
        book.reject(
            row,
            line,
            f"a {shape.geom_type} is not an area",
            fix="give a polygon",
            column="geometry",
        )
        return None
    if shape.geom_type not in ("Polygon", "MultiPolygon") or not shape.is_valid:
        reason = shapely.is_valid_reason(shape).partition("[")[0].lower() or "not only polygons"
        book.tell(Outcome.REPAIRED, line, f"the boundary was mended: {reason}", column="geometry")
    return shapely.MultiPolygon(polygons)


def _polygons(shape: Any) -> list[Any]:
    """Return the polygons of a mended geometry, without slivers of no area and empty holes."""
    mended = shape if shape.is_valid else shapely.make_valid(shape)
    return [
        shapely.Polygon(part.exterior, [hole for hole in part.interiors if not hole.is_empty])
        for part in _parts(mended)
        if part.geom_type == "Polygon" and part.area > 0
    ]


def _parts(shape: Any) -> Iterator[Any]:
    """Give the single geometries within a geometry, however deep."""
    for part in shapely.get_parts(shape):
        if hasattr(part, "geoms"):
            yield from _parts(part)
        else:
            yield part


def _reject_far(
    boundary: NDArray[np.object_], line: NDArray[np.intp], book: Notebook, ground: Ground | None
) -> None:
    """Reject precincts that lie in another part of the world, and forget their boundaries."""
    centre = shapely.centroid(boundary)
    lonlat = np.column_stack([shapely.get_x(centre), shapely.get_y(centre)])
    reach_km = max(_MIN_REACH_KM, 3 * ground.size_km if ground else 0.0)
    reject_strays(lonlat, line, book, ground=ground, reach_km=reach_km)


def _one_of_each_code(bound: Bound, boundary: NDArray[np.object_], book: Notebook) -> PrecinctRows:
    """Join the pieces of each code, or let the later row stand."""
    code, line = bound.get("code"), bound.table.line
    first: dict[str, int] = {}
    merged: dict[str, Any] = {}
    for row in range(len(code)):
        if row in book.rejected:
            continue
        if code[row] not in merged:
            merged[code[row]] = boundary[row]
        else:
            merged[code[row]] = _merge(
                merged[code[row]], boundary[row], code[row], int(line[row]), book
            )
        first[code[row]] = row
    rows = list(first.values())
    return PrecinctRows(
        code[rows], bound.get("name")[rows], bound.get("ward")[rows], column(list(merged.values()))
    )


def _merge(before: Any, later: Any, code: str, line: int, book: Notebook) -> Any:
    """Return the boundary of a code that comes up again."""
    if before.equals(later):
        book.tell(Outcome.MERGED, line, "the same precinct again", column="code", value=code)
        return before
    shared = shapely.intersection(before, later).area / min(before.area, later.area)
    if shared < _SAME_GROUND:
        book.tell(
            Outcome.MERGED,
            line,
            "another piece of a precinct, joined to it",
            column="code",
            value=code,
            fix="check the code if these are two precincts",
        )
        return shapely.MultiPolygon(_polygons(shapely.union(before, later)))
    book.tell(
        Outcome.MERGED,
        line,
        f"covers {shared:.0%} of an earlier row of its code and replaces it",
        column="code",
        value=code,
        fix="keep one row a precinct",
    )
    return later
