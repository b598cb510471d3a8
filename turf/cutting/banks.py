"""Corners: how the kerbs of streets meet at the nodes, and where a major road may be crossed."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from turf.cutting.ground import RoadClass
from turf.cutting.noding import Pieces

LEFT, RIGHT = 0, 1


@dataclass(frozen=True, slots=True)
class Banks:
    """The corners of a network.

    ``corner_node`` (c,) the node of each corner; ``edge_corner`` (e, 2, 2) corners by end and kerb;
    ``crossing`` (x, 2) pairs of corners between which a major road is crossed.
    """

    corner_node: NDArray[np.intp]
    edge_corner: NDArray[np.intp]
    crossing: NDArray[np.intp]


def lay_banks(
    pieces: Pieces, start: NDArray[np.intp], last: NDArray[np.intp], edge_class: NDArray[np.intp]
) -> Banks:
    """Give every node one corner, or, where m > 1 major roads leave it, the m between them.

    ``start`` and ``last`` (e,) are the first and last piece of each edge. A major road is crossed
    only at nodes where at least three edges meet; where it ends or bends there is no crossing, but
    round its dead end both kerbs meet.
    """
    node = np.r_[pieces.u[start], pieces.v[last]]
    ahead = np.r_[pieces.v[start], pieces.u[last]]
    edges = len(start)
    is_major = np.tile(edge_class == RoadClass.MAJOR, 2)
    majors = np.bincount(node[is_major], minlength=len(pieces.node_xy_m))
    corners = np.maximum(majors, 1)
    first_corner = np.cumsum(corners) - corners
    # On its way out of a node an edge has one corner to its left and one to its right.
    left = first_corner[node].copy()
    right = left.copy()
    crossing = np.empty((0, 2), np.intp)
    split = np.flatnonzero(majors[node] > 1)
    if len(split):
        out = pieces.node_xy_m[ahead[split]] - pieces.node_xy_m[node[split]]
        order = np.lexsort((np.arctan2(out[:, 1], out[:, 0]), node[split]))
        by_angle = split[order]
        turn = _turn(node[by_angle], is_major[by_angle])
        count = majors[node[by_angle]]
        left[by_angle] += (turn + is_major[by_angle]) % count
        right[by_angle] += turn % count
        degree = np.bincount(node, minlength=len(pieces.node_xy_m))
        crossed = by_angle[is_major[by_angle] & (degree[node[by_angle]] > 2)]
        crossing = np.stack([left[crossed], right[crossed]], axis=1)
    edge_corner = np.empty((edges, 2, 2), np.intp)
    edge_corner[:, 0, LEFT], edge_corner[:, 0, RIGHT] = left[:edges], right[:edges]
    edge_corner[:, 1, LEFT], edge_corner[:, 1, RIGHT] = right[edges:], left[edges:]
    return Banks(np.repeat(np.arange(len(corners)), corners), edge_corner, crossing)


def _turn(node: NDArray[np.intp], is_major: NDArray[np.bool_]) -> NDArray[np.intp]:
    """Count, round each node, the major roads met before each edge; ``node`` comes sorted."""
    before: NDArray[np.intp] = np.cumsum(is_major) - is_major
    is_first = np.r_[True, node[1:] != node[:-1]]
    return (before - np.maximum.accumulate(np.where(is_first, before, 0))).astype(np.intp)
