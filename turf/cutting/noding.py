"""From street lines to straight pieces that meet at numbered nodes."""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree

SAME_NODE_M = 0.5
JOIN_M = 1.0


@dataclass(frozen=True, slots=True)
class Pieces:
    """The p straight pieces of the street lines, in the lines' order.

    ``line`` (p,) row of the street line; ``u``, ``v`` (p,) node numbers of the ends; ``node_xy_m``
    (nodes, 2). No piece has one node at both ends and no two share both.
    """

    line: NDArray[np.intp]
    u: NDArray[np.intp]
    v: NDArray[np.intp]
    node_xy_m: NDArray[np.float64]


def node_lines(lines_m: NDArray[np.object_], rows: NDArray[np.intp]) -> Pieces:
    """Break lines in metres at their vertices and join what meets.

    Vertices closer than `SAME_NODE_M` are one node. A dangling end within `JOIN_M` of another node
    or of the middle of a piece is joined to it. Lines that cross without a shared vertex (bridges)
    stay apart. ``rows`` (m,) are the numbers under which the lines are known.
    """
    xy_m, of_line = shapely.get_coordinates(lines_m, return_index=True)
    node, node_xy_m = _same_nodes(xy_m)
    within = of_line[1:] == of_line[:-1]
    u, v, line = node[:-1][within], node[1:][within], of_line[1:][within]
    u, v, line = _without_doubles(u, v, line)
    u, v, node_xy_m = _join_ends(u, v, node_xy_m)
    u, v, line = _without_doubles(u, v, line)
    u, v, line = _split_at_ends(u, v, line, node_xy_m)
    u, v, line = _without_doubles(u, v, line)
    return Pieces(rows[line], u, v, node_xy_m)


def _same_nodes(xy_m: NDArray[np.float64]) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
    """Number the vertices so that those rounded to the same spot share a number."""
    spot = np.round(xy_m / SAME_NODE_M).astype(np.int64)
    key = (spot[:, 0] << 32) + spot[:, 1]
    _, first, node = np.unique(key, return_index=True, return_inverse=True)
    return node.astype(np.intp), xy_m[first]


def _without_doubles(
    u: NDArray[np.intp], v: NDArray[np.intp], line: NDArray[np.intp]
) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.intp]]:
    """Drop pieces of no length and all but the first of those between the same two nodes."""
    key = (np.minimum(u, v).astype(np.int64) << 32) + np.maximum(u, v)
    first = np.zeros(len(u), bool)
    first[np.unique(key, return_index=True)[1]] = True
    keep = first & (u != v)
    return u[keep], v[keep], line[keep]


def _dangling(u: NDArray[np.intp], v: NDArray[np.intp], nodes: int) -> NDArray[np.intp]:
    return np.flatnonzero(np.bincount(np.r_[u, v], minlength=nodes) == 1)


def _join_ends(
    u: NDArray[np.intp], v: NDArray[np.intp], node_xy_m: NDArray[np.float64]
) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.float64]]:
    """Make one node of a dangling end and its nearest node within reach."""
    ends = _dangling(u, v, len(node_xy_m))
    if not len(ends):
        return u, v, node_xy_m
    reach_m, near = cKDTree(node_xy_m).query(node_xy_m[ends], k=2, distance_upper_bound=JOIN_M)
    found = np.isfinite(reach_m) & (near != ends[:, None])
    has = found.any(axis=1)
    other = near[has, np.argmax(found[has], axis=1)]
    links = coo_matrix((np.ones(has.sum()), (ends[has], other)), (len(node_xy_m),) * 2)
    _, merged = connected_components(links, directed=False)
    _, first, merged = np.unique(merged, return_index=True, return_inverse=True)
    return merged[u], merged[v], node_xy_m[first]


def _split_at_ends(
    u: NDArray[np.intp], v: NDArray[np.intp], line: NDArray[np.intp], node_xy_m: NDArray[np.float64]
) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.intp]]:
    """Split each piece at the dangling ends that come within reach of its middle."""
    ends = _dangling(u, v, len(node_xy_m))
    if not len(ends):
        return u, v, line
    shapes = shapely.linestrings(np.stack([node_xy_m[u], node_xy_m[v]], axis=1))
    which, piece = shapely.STRtree(shapes).query(
        shapely.points(node_xy_m[ends]), predicate="dwithin", distance=JOIN_M
    )
    end = ends[which]
    apart = (u[piece] != end) & (v[piece] != end)
    end, piece = end[apart], piece[apart]
    along = shapely.line_locate_point(shapes[piece], shapely.points(node_xy_m[end]))
    order = np.lexsort((end, along, piece))
    end, piece = end[order], piece[order]
    # Each split piece u-v becomes u-e1, e1-e2, ..., en-v: list all its nodes, then pair them up.
    nodes = np.r_[u, end, v]
    of_piece = np.r_[np.arange(len(u)), piece, np.arange(len(u))]
    stage = np.r_[np.zeros(len(u)), np.ones(len(end)), np.full(len(u), 2)]
    order = np.lexsort((np.arange(len(nodes)), stage, of_piece))
    nodes, of_piece = nodes[order], of_piece[order]
    within = of_piece[1:] == of_piece[:-1]
    return nodes[:-1][within], nodes[1:][within], line[of_piece[1:][within]]
