"""Where a row lies, and whether that can be."""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from turf.importing.fields import Bound
from turf.importing.notes import Notebook, Outcome
from turf.importing.table import column

# Nobody votes beyond these: -60 is south of Cape Horn, and where America lands when swapped.
_MIN_LAT, _MAX_LAT, _MAX_LON = -60.0, 85.0, 180.0
_KM_PER_DEGREE = 111.2
_MIN_REACH_KM = 500.0
_POINT, _MULTIPOINT = 0, 4
SWAPPED = "swap longitude and latitude: x is the longitude"
ELSEWHERE = "check the coordinates: their order, their sign, or the file's coordinate system"

Lonlat = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Ground:
    """The box of what is known to be there, in degrees."""

    west: float
    south: float
    east: float
    north: float

    def km_away(self, lonlat: Lonlat) -> NDArray[np.float64]:
        """Return (n,) kilometres from the box, 0 inside it."""
        shrink = np.cos(np.radians((self.south + self.north) / 2))
        lon, lat = lonlat[:, 0], lonlat[:, 1]
        east = np.maximum(np.maximum(self.west - lon, lon - self.east), 0.0) * shrink
        north = np.maximum(np.maximum(self.south - lat, lat - self.north), 0.0)
        return np.asarray(np.hypot(east, north) * _KM_PER_DEGREE)

    @property
    def size_km(self) -> float:
        """Return the box's diagonal."""
        shrink = np.cos(np.radians((self.south + self.north) / 2))
        return float(
            np.hypot((self.east - self.west) * shrink, self.north - self.south) * _KM_PER_DEGREE
        )


def box_of(lonlat: Lonlat) -> Ground | None:
    """Return the box of (n, 2) points, None of no points."""
    if not len(lonlat):
        return None
    west, south = lonlat.min(axis=0)
    east, north = lonlat.max(axis=0)
    return Ground(float(west), float(south), float(east), float(north))


def shapes_of(bound: Bound) -> NDArray[np.object_]:
    """Return (n,) geometries or None: the file's own, or read from a column of WKT."""
    if bound.table.geometry is not None:
        return bound.table.geometry
    wkt = bound.get("geometry")
    return column(shapely.from_wkt(wkt, on_invalid="ignore").tolist())


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
                row, int(bound.table.line[row]), "not a number",
                fix="write degrees with a point, as -75.16; or leave both cells empty",
                column=bound.column_of[("lon", "lat")[blamed]], value=pair[blamed],
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
            inside = shapely.point_on_surface(shapes[row])
            lonlat[row] = inside.x, inside.y
            if is_area[row]:
                book.tell(Outcome.REPAIRED, line, f"{name} taken as a point inside it")
        else:
            book.reject(row, line, f"a {name} is no place to knock", fix="give one point a row")
    if bound.table.geometry is None:
        broken = (kind < 0) & (bound.get("geometry") != "")
        for row in np.flatnonzero(broken).tolist():
            book.reject(
                row, int(bound.table.line[row]), "not a geometry in WKT",
                column=bound.column_of["geometry"], value=bound.get("geometry")[row],
            )


def _reject_impossible(bound: Bound, book: Notebook, lonlat: Lonlat) -> None:
    """Reject positions that are not on Earth, or where nobody lives."""
    given = ~np.isnan(lonlat).all(axis=1)
    for row in np.flatnonzero(given & ~possible(lonlat)):
        book.reject(
            int(row), int(bound.table.line[row]), impossible_reason(lonlat[row]),
            fix=SWAPPED if possible(lonlat[row, ::-1]) else ELSEWHERE,
            column=bound.column_of.get("lon", "geometry"), value=_pair(lonlat[row]),
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
        return f"coordinates {_pair(lonlat)} are out of range"
    return f"coordinates {_pair(lonlat)} lie where nobody lives"


def reject_strays(
    lonlat: Lonlat,
    line: NDArray[np.intp],
    book: Notebook,
    *,
    ground: Ground | None,
    reach_km: float,
) -> None:
    """Reject points farther than ``reach_km`` from the ground, saying so if swapping would help.

    Without ``ground`` the file's own rows stand in for it: the box of those near their median.
    """
    rows = np.flatnonzero(possible(lonlat))
    ground = ground or _own_ground(lonlat[rows])
    if ground is None:
        return
    far_km = ground.km_away(lonlat[rows])
    for row, km in zip(rows[far_km > reach_km], far_km[far_km > reach_km], strict=True):
        is_swapped = ground.km_away(lonlat[row : row + 1, ::-1])[0] <= reach_km
        book.reject(
            int(row), int(line[row]),
            f"coordinates {_pair(lonlat[row])} lie {km:,.0f} km from the rest of the ground",
            fix=SWAPPED if is_swapped else ELSEWHERE, column="geometry", value=_pair(lonlat[row]),
        )


def _own_ground(lonlat: Lonlat) -> Ground | None:
    """Return the box of the rows that lie together, leaving out those far from most others."""
    if not len(lonlat):
        return None
    middle = np.median(lonlat, axis=0)
    km = Ground(middle[0], middle[1], middle[0], middle[1]).km_away(lonlat)
    return box_of(lonlat[km <= max(_MIN_REACH_KM, 10 * float(np.median(km)))])


def _pair(lonlat: Lonlat) -> str:
    """Write a position."""
    return f"{lonlat[0]:.6g} {lonlat[1]:.6g}"
