"""Turf outlines: the ground nearer to a turf's doors than to any other's, inside the precincts."""

import math
from contextlib import suppress

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.spatial import Voronoi

from turf.cutting.spots import number_spots

# Overlays are worked out on this lattice: houses on a regular grid make Voronoi cells with corners
# a hair apart, on which floating-point overlay fails.
LATTICE_M = 1e-6
LEAST_M2 = 1e-3
# Edges match where joining them keeps the area; overlay is thirty times as slow.
MATCH = 1e-9
FANS = 360
# Spots of nobody round the ground, that close the cells; so far off that theirs do not touch it.
RIM = 7
RIM_AWAY = 4.0


def outline_turfs(
    xy_m: NDArray[np.float64], turf: NDArray[np.intp], turfs: int, ground_m: shapely.Geometry
) -> NDArray[np.object_]:
    """Tile the ground with one outline for each turf, (turfs,).

    ``xy_m`` (n, 2) are the doors, ``turf`` (n,) their turfs. Each outline is the union of its
    doors' Voronoi cells, cut off at the ground's border; where turfs share a spot (a tower cut by
    floors) they share its cell in equal wedges round it. A turf all of whose doors lie off the
    ground has an empty outline.
    """
    if not turfs:
        return np.empty(0, dtype=object)
    if turfs == 1:
        return np.array([ground_m], dtype=object)
    first, spot_of_door = number_spots(xy_m)
    holds = np.unique(np.stack([spot_of_door, turf], axis=1), axis=0)
    spot_m = xy_m[first]
    cells = _cells(spot_m, ground_m)
    shares = np.bincount(holds[:, 0])
    parts = cells[holds[:, 0]]
    for spot in np.flatnonzero(shares > 1):
        rows = np.flatnonzero(holds[:, 0] == spot)
        here = shapely.intersection(cells[spot], ground_m)
        wedges = _wedges(spot_m[spot], cells[spot], len(rows))
        if (shapely.area(shapely.intersection(wedges, here)) < LEAST_M2).any():
            # Round a corner of the ground equal angles may lie outside of it: share what is there.
            wedges = _slices(spot_m[spot], here, len(rows))
        parts[rows] = wedges
    order = np.argsort(holds[:, 1], kind="stable")
    starts = np.searchsorted(holds[order, 1], np.arange(1, turfs))
    merged = [_joined(some) for some in np.split(parts[order], starts)]
    return areal(
        shapely.intersection(np.array(merged, dtype=object), ground_m, grid_size=LATTICE_M)
    )


def _joined(parts: NDArray[np.object_]) -> shapely.Geometry:
    """The union of parts that do not overlap, by their shared edges where these match."""
    area_m2 = shapely.area(parts).sum()
    with suppress(shapely.GEOSException):
        joined = shapely.coverage_union_all(parts)
        if shapely.is_valid(joined) and abs(shapely.area(joined) - area_m2) <= MATCH * area_m2:
            return joined
    return shapely.union_all(parts, grid_size=LATTICE_M)


def compactness(outline_m: NDArray[np.object_]) -> NDArray[np.float64]:
    """Polsby-Popper, 4 pi area / perimeter squared: 1 for a circle, 0 for an empty outline."""
    perimeter = shapely.length(outline_m)
    return np.where(
        perimeter > 0, 4 * math.pi * shapely.area(outline_m) / np.maximum(perimeter, 1e-9) ** 2, 0.0
    )


def _cells(spot_m: NDArray[np.float64], ground_m: shapely.Geometry) -> NDArray[np.object_]:
    """The Voronoi cell of each spot, reaching beyond the ground.

    Qhull's, in which cells that meet share their corners to the last bit: GEOS (3.14, its issue
    1040) draws some cells far too large where many spots lie on one circle.
    """
    bounds_m = np.array([*ground_m.bounds, *spot_m.min(axis=0), *spot_m.max(axis=0)]).reshape(-1, 2)
    middle_m = (bounds_m.min(axis=0) + bounds_m.max(axis=0)) / 2
    angle = 2 * math.pi * np.arange(RIM) / RIM
    reach_m = RIM_AWAY * max(float(np.hypot(*np.ptp(bounds_m, axis=0))), 1.0)
    rim_m = reach_m * np.stack([np.cos(angle), np.sin(angle)], axis=1)
    diagram = Voronoi(np.concatenate([spot_m - middle_m, rim_m]))
    corners = [diagram.regions[region] for region in diagram.point_region[: len(spot_m)]]
    cell = np.repeat(np.arange(len(spot_m)), [len(some) for some in corners])
    ring_m = diagram.vertices[np.concatenate(corners)] + middle_m
    return areal(shapely.polygons(shapely.linearrings(ring_m, indices=cell)))


def _wedges(spot_m: NDArray[np.float64], cell: shapely.Geometry, count: int) -> NDArray[np.object_]:
    """Cut a cell into equal angles round its spot."""
    west, south, east, north = cell.bounds
    far_m = 4 * math.hypot(east - west, north - south)
    angle = 2 * math.pi * np.arange(2 * count + 1) / (2 * count)
    rim = spot_m + far_m * np.stack([np.cos(angle), np.sin(angle)], axis=1)
    rim[-1] = rim[0]
    fans = [shapely.Polygon([spot_m, *rim[2 * i : 2 * i + 3]]) for i in range(count)]
    return np.asarray(shapely.intersection(np.array(fans, dtype=object), cell), dtype=object)


def _slices(spot_m: NDArray[np.float64], here: shapely.Geometry, count: int) -> NDArray[np.object_]:
    """Cut ground around a spot into slices of about equal area; nothing where there is none."""
    if here.is_empty:
        return np.array([shapely.Polygon()] * count, dtype=object)
    bits = areal(shapely.intersection(_wedges(spot_m, shapely.envelope(here), FANS), here))
    share = np.cumsum(shapely.area(bits)) / max(shapely.area(here), LEAST_M2)
    of_slice = np.minimum((share * count * (1 - 1e-9)).astype(np.intp), count - 1)
    slices = [shapely.union_all(bits[of_slice == number]) for number in range(count)]
    return np.array(slices, dtype=object)


def areal(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    """Make every shape a valid polygon or multipolygon, without stray lines and points."""
    shapes = np.array(shapes, dtype=object)
    polygonal = np.isin(shapely.get_type_id(shapes), (3, 6)) & shapely.is_valid(shapes)
    for i in np.flatnonzero(~polygonal):
        parts = shapely.get_parts(shapely.get_parts(shapely.make_valid(shapes[i])))
        shapes[i] = shapely.union_all(parts[shapely.get_dimensions(parts) == 2])
        if shapes[i].is_empty:
            shapes[i] = shapely.Polygon()
    return shapes
