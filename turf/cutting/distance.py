"""Walking metres between doors, worked out from corner to corner and not door by door."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse.csgraph import dijkstra

from turf.cutting.banks import LEFT, RIGHT
from turf.cutting.ground import RoadClass
from turf.cutting.network import CROSS_MINOR_M, Network, graph_of
from turf.cutting.snapping import Feet

NEIGHBOURHOOD_M = 400.0


@dataclass(frozen=True, slots=True)
class Corners:
    """Walks between the c corners that an area's feet can leave by.

    ``end`` (n, 2) which corner each foot reaches at its edge's start and end, ``end_m`` (n, 2) how
    far it is; ``walk_m`` and ``crossings`` (c, c): metres, and major roads crossed on the way.
    """

    end: NDArray[np.intp]
    end_m: NDArray[np.float64]
    walk_m: NDArray[np.float64]
    crossings: NDArray[np.int16]


def walks_between_corners(network: Network, feet: Feet) -> Corners:
    """Find the shortest walks between the corners of feet that stand on one connected part."""
    kerb = np.where(feet.side < 0, RIGHT, LEFT)
    corner = network.edge_corner[feet.edge, :, kerb]
    wanted, end = np.unique(corner, return_inverse=True)
    end = end.reshape(corner.shape)
    end_m = np.stack([feet.along_m, network.edge_length_m[feet.edge] - feet.along_m], axis=1)
    near = _neighbourhood(network, network.corner_xy_m[wanted])
    walk_m, crossings = _search(network, wanted, near)
    if not np.isfinite(walk_m).all():
        walk_m, crossings = _search(network, wanted, np.ones(len(near), bool))
    return Corners(end, np.maximum(end_m, 0), walk_m, crossings)


def walk_matrix(network: Network, feet: Feet, corners: Corners) -> NDArray[np.float32]:
    """Walking metres between all pairs of n feet, (n, n), symmetric; as `walk_pairs`."""
    walk_m = corners.walk_m.astype(np.float32)
    end, end_m = corners.end, corners.end_m.astype(np.float32)
    to_corner = np.minimum(walk_m[end[:, 0]] + end_m[:, :1], walk_m[end[:, 1]] + end_m[:, 1:])
    from_corner = np.ascontiguousarray(to_corner.T)
    matrix = from_corner[end[:, 0]] + end_m[:, :1]
    np.minimum(matrix, from_corner[end[:, 1]] + end_m[:, 1:], out=matrix)
    road_class = network.edge_class[feet.edge]
    for rows in _rows_by_edge(feet.edge):
        along_m = feet.along_m[rows].astype(np.float32)
        straight_m = np.abs(along_m[:, None] - along_m)
        if road_class[rows[0]] == RoadClass.MAJOR:
            left = feet.side[rows] >= 0
            straight_m[left[:, None] != left] = np.inf
        block = np.ix_(rows, rows)
        matrix[block] = np.minimum(matrix[block], straight_m)
    side = np.where(road_class == RoadClass.MINOR, feet.side, 0).astype(np.int8)
    matrix += np.float32(CROSS_MINOR_M) * (np.multiply.outer(side, side) < 0)
    matrix = np.minimum(matrix, matrix.T)
    np.fill_diagonal(matrix, 0)
    return matrix


def _rows_by_edge(edge: NDArray[np.intp]) -> list[NDArray[np.intp]]:
    order = np.argsort(edge, kind="stable")
    return np.split(order, np.flatnonzero(np.diff(edge[order])) + 1)


def walk_pairs(
    network: Network,
    feet: Feet,
    corners: Corners,
    first: NDArray[np.intp],
    second: NDArray[np.intp],
) -> tuple[NDArray[np.float64], NDArray[np.int16]]:
    """Metres, and major roads crossed, between ``first`` and ``second`` (m,), rows of ``feet``.

    A minor street may be crossed anywhere for `CROSS_MINOR_M`, once a walk; the sides of a major
    road meet at its corners only.
    """
    best_m = np.full(len(first), np.inf)
    crossings = np.zeros(len(first), np.int16)
    for a in (0, 1):
        for b in (0, 1):
            here, there = corners.end[first, a], corners.end[second, b]
            way_m = corners.end_m[first, a] + corners.walk_m[here, there] + corners.end_m[second, b]
            better = way_m < best_m
            best_m[better] = way_m[better]
            crossings[better] = corners.crossings[here, there][better]
    road_class = network.edge_class[feet.edge]
    same_edge = feet.edge[first] == feet.edge[second]
    # On the line counts as left, so that a door there still has a kerb to stand on.
    left = feet.side >= 0
    other_kerb = (road_class[first] == RoadClass.MAJOR) & (left[first] != left[second])
    straight_m = np.abs(feet.along_m[first] - feet.along_m[second])
    direct = same_edge & ~other_kerb & (straight_m <= best_m)
    best_m[direct], crossings[direct] = straight_m[direct], 0
    minor = road_class == RoadClass.MINOR
    opposite = feet.side[first].astype(np.int16) * feet.side[second] < 0
    best_m += CROSS_MINOR_M * (opposite & minor[first] & minor[second])
    best_m[first == second] = 0
    return best_m, crossings


def _neighbourhood(network: Network, xy_m: NDArray[np.float64]) -> NDArray[np.bool_]:
    low, high = xy_m.min(axis=0) - NEIGHBOURHOOD_M, xy_m.max(axis=0) + NEIGHBOURHOOD_M
    inside = (network.corner_xy_m >= low) & (network.corner_xy_m <= high)
    return np.asarray(inside.all(axis=1))


def _search(
    network: Network, wanted: NDArray[np.intp], near: NDArray[np.bool_]
) -> tuple[NDArray[np.float64], NDArray[np.int16]]:
    """Dijkstra between the wanted corners over the links whose ends are both near."""
    number = np.cumsum(near) - 1
    kept = near[network.walk_from] & near[network.walk_to]
    walk_from, walk_to = number[network.walk_from[kept]], number[network.walk_to[kept]]
    corners = int(near.sum())
    graph = graph_of(walk_from, walk_to, network.walk_m[kept], corners)
    sources = number[wanted]
    is_crossing = network.is_crossing[kept]
    if not is_crossing.any():
        walk_m = dijkstra(graph, directed=False, indices=sources)[:, sources]
        return walk_m, np.zeros(walk_m.shape, np.int16)
    walk_m, before = dijkstra(graph, directed=False, indices=sources, return_predecessors=True)
    marked = _keys(walk_from[is_crossing], walk_to[is_crossing], corners)
    here = np.arange(corners)
    back = np.where(before < 0, here, before)
    is_step = np.isin(_keys(back, here, corners), marked)
    return walk_m[:, sources], _count_along(back, is_step)[:, sources]


def _keys(a: NDArray[np.intp], b: NDArray[np.intp], corners: int) -> NDArray[np.int64]:
    """One number for each pair of corners, whichever way round."""
    return np.minimum(a, b).astype(np.int64) * corners + np.maximum(a, b)


def _count_along(back: NDArray[np.intp], is_step: NDArray[np.bool_]) -> NDArray[np.int16]:
    """Count the marked steps from each corner back to its source, doubling the stride."""
    count = is_step.astype(np.int16)
    while True:
        further = np.take_along_axis(back, back, axis=1)
        if np.array_equal(further, back):
            return count
        count = count + np.take_along_axis(count, back, axis=1)
        back = further


def reach_from_corners(
    network: Network, feet: Feet, corner_m: NDArray[np.float64] | None
) -> NDArray[np.float32] | None:
    """Metres from some place to each foot, given ``corner_m`` (corners,) to every corner."""
    if corner_m is None:
        return None
    kerb = np.where(feet.side < 0, RIGHT, LEFT)
    corner = network.edge_corner[feet.edge, :, kerb]
    rest_m = network.edge_length_m[feet.edge] - feet.along_m
    reach_m = np.minimum(corner_m[corner[:, 0]] + feet.along_m, corner_m[corner[:, 1]] + rest_m)
    return reach_m.astype(np.float32)


def walks_to_all_corners(network: Network, foot: Feet) -> NDArray[np.float64]:
    """Metres from one foot to every corner of the network, infinite where there is no way."""
    kerb = RIGHT if foot.side[0] < 0 else LEFT
    corner = network.edge_corner[foot.edge[0], :, kerb]
    graph = graph_of(network.walk_from, network.walk_to, network.walk_m, len(network.corner_xy_m))
    from_ends = dijkstra(graph, directed=False, indices=corner)
    to_ends = [foot.along_m[0], network.edge_length_m[foot.edge[0]] - foot.along_m[0]]
    return np.asarray((from_ends + np.array(to_ends)[:, None]).min(axis=0))
