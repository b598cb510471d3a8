"""Which area each door is cut with, and what is wrong with the doors and areas that are not."""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from turf.cutting.ground import Areas, Doors
from turf.cutting.outline import areal, outline_turfs
from turf.cutting.projection import Projection, is_on_earth
from turf.cutting.result import Unassigned
from turf.cutting.wording import counted, some_of

ON_BORDER_M = 0.5
OVERLAP_SHARE = 1e-7


@dataclass(frozen=True, slots=True)
class Sorted:
    """Doors in metres, each with the area that holds it.

    ``xy_m`` (n, 2), NaN where the position is bad; ``area`` (n,) -1 where there is a ``reason``
    (n,); ``ground_m`` (a,) valid polygons that do not overlap, empty where an area has none.
    """

    projection: Projection
    xy_m: NDArray[np.float64]
    area: NDArray[np.intp]
    reason: NDArray[np.object_]
    ground_m: NDArray[np.object_]
    warnings: tuple[str, ...]


def sort_doors(doors: Doors, areas: Areas, projection: Projection) -> Sorted:
    """Sort the doors by area; the ground decides where a door's own area does not hold it."""
    good = is_on_earth(doors.lonlat)
    xy_m = np.where(good[:, None], projection.to_metres(doors.lonlat), np.nan)
    ground_m = projection.shapes_to_metres(_polygons(areas.boundary))
    reason = np.full(len(xy_m), "", dtype=object)
    reason[~good] = Unassigned.BAD_POSITION
    area, moved = _placed(xy_m, good, doors.area, ground_m)
    reason[good & (area < 0)] = Unassigned.OUTSIDE
    warnings = []
    if groundless := [str(code) for code in areas.code[shapely.is_empty(ground_m)]]:
        warnings.append(
            f"Without a usable boundary, so that doors count as outside: {some_of(groundless)}."
        )
    ground_m, overlaps = _apart(ground_m, xy_m, area)
    if moved:
        warnings.append(f"Outside of their own area, sorted by position: {counted(moved, 'door')}.")
    if overlaps:
        pairs = [f"{areas.code[a]} and {areas.code[b]}" for a, b in overlaps]
        warnings.append(f"Areas overlap, doors there stayed with their own: {some_of(pairs)}.")
    return Sorted(projection, xy_m, area, reason, ground_m, tuple(warnings))


def _polygons(boundary: NDArray[np.object_]) -> NDArray[np.object_]:
    """Mend what is mendable; everything that is no ground becomes an empty polygon."""
    ground = np.empty(len(boundary), dtype=object)
    for i, shape in enumerate(boundary):
        is_ground = isinstance(shape, shapely.Polygon | shapely.MultiPolygon) and _is_finite(shape)
        ground[i] = shape if is_ground and not shape.is_empty else shapely.Polygon()
    return areal(ground)


def _is_finite(shape: shapely.Geometry) -> bool:
    return bool(np.isfinite(shapely.get_coordinates(shape)).all())


def _placed(
    xy_m: NDArray[np.float64],
    good: NDArray[np.bool_],
    area: NDArray[np.intp],
    ground_m: NDArray[np.object_],
) -> tuple[NDArray[np.intp], int]:
    """Keep each door in its area if that holds it, else look for one that does; -1 for none."""
    placed = np.where(good & (area >= 0) & (area < len(ground_m)), area, -1)
    order = np.argsort(placed, kind="stable")
    ends = np.searchsorted(placed[order], np.arange(len(ground_m) + 1))
    strayed = []
    for row, ground in enumerate(ground_m):
        rows = order[ends[row] : ends[row + 1]]
        shapely.prepare(ground)
        out = rows[~shapely.intersects_xy(ground, *xy_m[rows].T)]
        far = shapely.distance(ground, shapely.points(xy_m[out])) <= ON_BORDER_M
        strayed.append(out[~far])
    lost = np.sort(np.concatenate(strayed)) if strayed else np.empty(0, np.intp)
    placed[lost] = -1
    found, row = shapely.STRtree(ground_m).query(shapely.points(xy_m[lost]), "intersects")
    order = np.lexsort((row, found))[::-1]
    placed[lost[found[order]]] = row[order]
    return placed, len(lost)


def _apart(
    ground_m: NDArray[np.object_], xy_m: NDArray[np.float64], area: NDArray[np.intp]
) -> tuple[NDArray[np.object_], list[tuple[int, int]]]:
    """Share out ground that two areas claim: to the nearer doors, without doors to the first."""
    apart = ground_m.copy()
    pairs = shapely.STRtree(ground_m).query(ground_m, predicate="intersects").T
    overlaps = []
    for a, b in sorted(map(tuple, pairs[pairs[:, 0] < pairs[:, 1]].tolist())):
        if shapely.touches(apart[a], apart[b]):
            continue
        common = shapely.intersection(apart[a], apart[b])
        least = OVERLAP_SHARE * min(shapely.area(apart[a]), shapely.area(apart[b]))
        if shapely.area(common) <= least:
            continue
        overlaps.append((a, b))
        rows = np.flatnonzero((area == a) | (area == b))
        rows = rows[shapely.intersects_xy(common, *xy_m[rows].T)]
        shares = [common, shapely.Polygon()]
        if (area[rows] == b).any():
            shares = list(outline_turfs(xy_m[rows], (area[rows] == b).astype(np.intp), 2, common))
        apart[a] = shapely.difference(apart[a], shares[1])
        apart[b] = shapely.difference(apart[b], shares[0])
    return apart, overlaps
