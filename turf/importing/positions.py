"""Where a row lies, and whether that can be."""

from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from turf.importing.binding import Bound
from turf.importing.notes import Notebook, Outcome
from turf.importing.table import column

# Nobody votes beyond these: -60 is south of Cape Horn, and where America lands when swapped.
_MIN_LAT, _MAX_LAT, _MAX_LON = -60.0, 85.0, 180.0
_POINT, _MULTIPOINT = 0, 4
SWAPPED = "swap longitude and latitude: x is the longitude"
ELSEWHERE = "check the coordinates: their order, their sign, or the file's coordinate system"

Lonlat = NDArray[np.float64]


def shapes_of(bound: Bound) -> NDArray[np.object_]:
    """Return (n,) geometries or None: the file's own, or read from a column of WKT."""
    if bound.table.geometry is not None:
        return bound.table.geometry
    # GEOS follows collections inside collections until the stack ends, and the process with it.
    wkt = [
        "" if cell.upper().count("GEOMETRYCOLLECTION") > 1 else cell
        for cell in bound.get("geometry")
    ]
    return column(shapely.from_wkt(column(wkt), on_invalid="ignore").tolist())


def points_of(bound: Bound, book: Notebook) -> Lonlat:
    """Return (n, 2) degrees, NaN where the file gives no position.

    Points come from the geometry, else from the columns lon and lat. Outlines of buildings give a
    point inside them; other shapes and half or unreadable coordinates are rejected in ``book``.
    """
    lonlat = np.full((len(bound.table), 2), np.nan)
    if bound.has("lon") and bound.has("lat"):
        lonlat = _from_columns(bound, book)
    if bound.table.geometry is not None or bound.has("geometry"):
        _from_shapes(bound, book, lonlat)
    _reject_impossible(bound, book, lonlat)
    return lonlat


def _from_columns(bound: Bound, book: Notebook) -> Lonlat:
    """Read longitude and latitude from two columns of text."""
    lon, lat = bound.get("lon"), bound.get("lat")
    try:
        return np.column_stack([_numbers(lon), _numbers(lat)])
    except ValueError:
        pass
    lonlat = np.full((len(bound.table), 2), np.nan)
    for row, pair in enumerate(zip(lon, lat, strict=True)):
        if not any(pair):
            continue
        try:
            lonlat[row] = float(pair[0]), float(pair[1])
        except ValueError:
            blamed = 0 if _is_no_number(pair[0]) else 1
            book.reject(
                row,
                int(bound.table.line[row]),
                "not a number",
                fix="write degrees with a point, as -75.16; or leave both cells empty",
                column=bound.column_of[("lon", "lat")[blamed]],
                value=pair[blamed],
            )
    return lonlat


def _numbers(cells: NDArray[np.object_]) -> NDArray[np.float64]:
    """Turn a column without empty cells into numbers. Raises ValueError."""
    return cells.astype(np.float64)


def _is_no_number(cell: str) -> bool:
    """Whether float cannot read the cell."""
    try:
        float(cell)
    except ValueError:
        return True
    return False


def _from_shapes(bound: Bound, book: Notebook, lonlat: Lonlat) -> None:
    """Fill in the points that geometries give."""
    shapes = shapes_of(bound)
    kind = shapely.get_type_id(shapes)
    is_there = (kind >= 0) & ~shapely.is_empty(shapes)
    is_point = is_there & (kind == _POINT)
    lonlat[is_point] = shapely.get_coordinates(shapes[is_point])
    is_area = is_there & (shapely.get_dimensions(shapes) == 2)
    for row in np.flatnonzero(is_there & ~is_point).tolist():
        line, name = int(bound.table.line[row]), shapes[row].geom_type
        if is_area[row] or (kind[row] == _MULTIPOINT and len(shapes[row].geoms) == 1):
            lonlat[row] = _inside(shapes[row])
            if is_area[row]:
                book.tell(Outcome.REPAIRED, line, f"{name} taken as a point inside it")
        else:
            book.reject(row, line, f"a {name} is no place to knock", fix="give one point a row")
    if bound.table.geometry is None:
        broken = (kind < 0) & (bound.get("geometry") != "")
        for row in np.flatnonzero(broken).tolist():
            book.reject(
                row,
                int(bound.table.line[row]),
                "not a geometry in WKT",
                column=bound.column_of["geometry"],
                value=bound.get("geometry")[row],
            )


def _inside(shape: Any) -> tuple[float, float]:
    """Return a point inside an area, or the middle of one that has collapsed into a line."""
    with np.errstate(invalid="ignore"):
        inside = shapely.point_on_surface(shape)
    point = shapely.centroid(shape) if inside is None or inside.is_empty else inside
    return point.x, point.y


def _reject_impossible(bound: Bound, book: Notebook, lonlat: Lonlat) -> None:
    """Reject positions that are not on Earth, or where nobody lives."""
    given = ~np.isnan(lonlat).all(axis=1)
    for row in np.flatnonzero(given & ~possible(lonlat)):
        book.reject(
            int(row),
            int(bound.table.line[row]),
            impossible_reason(lonlat[row]),
            fix=SWAPPED if possible(lonlat[row, ::-1]) else ELSEWHERE,
            column=bound.column_of.get("lon", "geometry"),
            value=written(lonlat[row]),
        )


def possible(lonlat: Lonlat) -> NDArray[np.bool_]:
    """Whether people can live there, for (n, 2) points."""
    lon, lat = lonlat[..., 0], lonlat[..., 1]
    return np.asarray((np.abs(lon) <= _MAX_LON) & (lat >= _MIN_LAT) & (lat <= _MAX_LAT))


def impossible_reason(lonlat: Lonlat) -> str:
    """Say what is wrong with a position that `possible` refuses."""
    lon, lat = lonlat
    if not np.isfinite(lonlat).all():
        return "coordinates are not finite numbers"
    if abs(lon) > _MAX_LON or abs(lat) > 90.0:
        return f"coordinates {written(lonlat)} are out of range"
    return f"coordinates {written(lonlat)} lie where nobody lives"


def written(lonlat: Lonlat) -> str:
    """Write a position as longitude and latitude."""
    return f"{lonlat[0]:.6g} {lonlat[1]:.6g}"
