"""The walking network: block-long edges, the banks of major roads, and what hangs together.

A walker may cross a minor street anywhere, so its two sides share their ends. A major road has a
left and a right kerb; the kerbs meet only where streets do, by a crossing at a price.
"""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.sparse import coo_matrix, csr_matrix
from scipy.sparse.csgraph import connected_components

from turf.cutting.banks import Banks, lay_banks
from turf.cutting.ground import RoadClass, Streets
from turf.cutting.noding import Pieces, node_lines
from turf.cutting.projection import Projection

CROSS_MINOR_M = 10.0
CROSS_MAJOR_M = 40.0

WALKABLE = (RoadClass.MINOR, RoadClass.MAJOR, RoadClass.PATH)


@dataclass(frozen=True, slots=True)
class Network:
    """Pieces to snap to, edges to walk, corners to turn at.

    ``piece_line_m`` (p,) shapely lines in metres, ``piece_xy_m`` (p, 2, 2) their ends,
    ``piece_edge`` (p,) and ``piece_offset_m`` (p,) where on which edge each lies. ``edge_street``,
    ``edge_class``, ``edge_length_m`` (e,); ``edge_corner`` (e, 2, 2) the corner at the edge's start
    and end (first axis after e) for its left and right kerb. ``corner_xy_m`` (c, 2),
    ``corner_part`` (c,) the connected part each corner belongs to. ``walk_from``, ``walk_to``,
    ``walk_m``, ``is_crossing`` (w,) the links between corners. ``barrier_m`` shapely lines.
    """

    piece_line_m: NDArray[np.object_]
    piece_xy_m: NDArray[np.float64]
    piece_edge: NDArray[np.intp]
    piece_offset_m: NDArray[np.float64]
    edge_street: NDArray[np.intp]
    edge_class: NDArray[np.intp]
    edge_length_m: NDArray[np.float64]
    edge_corner: NDArray[np.intp]
    corner_xy_m: NDArray[np.float64]
    corner_part: NDArray[np.intp]
    walk_from: NDArray[np.intp]
    walk_to: NDArray[np.intp]
    walk_m: NDArray[np.float64]
    is_crossing: NDArray[np.bool_]
    barrier_m: NDArray[np.object_]


def build_network(streets: Streets, projection: Projection) -> tuple[Network, int]:
    """Build the walking network; also say how many lines were unusable and left out."""
    usable = np.flatnonzero(_usable(streets.line))
    lines_m = projection.shapes_to_metres(streets.line[usable])
    road_class = np.asarray(streets.road_class, dtype=np.intp)[usable]
    walkable = np.isin(road_class, WALKABLE)
    pieces = node_lines(lines_m[walkable], usable[walkable])
    all_classes = np.asarray(streets.road_class, dtype=np.intp)
    network = _assemble(pieces, all_classes, lines_m[~walkable])
    return network, len(streets.line) - len(usable)


def graph_of(
    walk_from: NDArray[np.intp],
    walk_to: NDArray[np.intp],
    walk_m: NDArray[np.float64],
    corners: int,
) -> csr_matrix:
    """The links as a matrix with one row per corner; of doubled links the shorter counts."""
    low, high = np.minimum(walk_from, walk_to), np.maximum(walk_from, walk_to)
    order = np.lexsort((walk_m, high, low))
    low, high, walk_m = low[order], high[order], walk_m[order]
    first = np.ones(len(low), bool)
    first[1:] = (low[1:] != low[:-1]) | (high[1:] != high[:-1])
    first &= low != high
    return coo_matrix((walk_m[first], (low[first], high[first])), (corners, corners)).tocsr()


def _usable(lines: NDArray[np.object_]) -> NDArray[np.bool_]:
    """Whether each is a LineString of finite coordinates and some length."""
    is_line = shapely.get_type_id(lines) == shapely.GeometryType.LINESTRING
    return np.asarray(
        is_line & np.isfinite(shapely.bounds(lines)).all(axis=1) & (shapely.length(lines) > 0)
    )


def _assemble(
    pieces: Pieces, road_class: NDArray[np.intp], barrier_m: NDArray[np.object_]
) -> Network:
    xy_m = np.stack([pieces.node_xy_m[pieces.u], pieces.node_xy_m[pieces.v]], axis=1)
    length_m = np.hypot(*(xy_m[:, 1] - xy_m[:, 0]).T)
    first = _edge_starts(pieces)
    edge = np.cumsum(first) - 1
    start = np.flatnonzero(first)
    last = np.r_[start[1:], len(first)] - 1 if len(start) else start
    before_m = np.cumsum(length_m) - length_m
    offset_m = before_m - before_m[start][edge] if len(start) else before_m
    edge_class = road_class[pieces.line[start]]
    banks = lay_banks(pieces, start, last, edge_class)
    edge_length_m = np.bincount(edge, length_m, len(start)).astype(np.float64)
    links = _links(banks, edge_length_m)
    corners = len(banks.corner_node)
    graph = graph_of(*links[:3], corners)
    return Network(
        piece_line_m=shapely.linestrings(xy_m),
        piece_xy_m=xy_m,
        piece_edge=edge,
        piece_offset_m=offset_m,
        edge_street=pieces.line[start],
        edge_class=edge_class,
        edge_length_m=edge_length_m,
        edge_corner=banks.edge_corner,
        corner_xy_m=pieces.node_xy_m[banks.corner_node],
        corner_part=connected_components(graph, directed=False)[1].astype(np.intp),
        walk_from=links[0],
        walk_to=links[1],
        walk_m=links[2],
        is_crossing=links[3],
        barrier_m=barrier_m,
    )


def _edge_starts(pieces: Pieces) -> NDArray[np.bool_]:
    """Mark the first piece of each edge: a run of one line's pieces between two junctions."""
    first = np.ones(len(pieces.u), bool)
    degree = np.bincount(np.r_[pieces.u, pieces.v], minlength=len(pieces.node_xy_m))
    goes_on = (pieces.line[1:] == pieces.line[:-1]) & (pieces.u[1:] == pieces.v[:-1])
    first[1:] = ~(goes_on & (degree[pieces.u[1:]] == 2))
    return first


def _links(
    banks: Banks, edge_length_m: NDArray[np.float64]
) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.float64], NDArray[np.bool_]]:
    """List all links between corners: along each kerb, and across major roads."""
    left, right = banks.edge_corner[:, :, 0], banks.edge_corner[:, :, 1]
    two_kerbs = (left != right).any(axis=1)
    across = len(banks.crossing)
    ends = np.concatenate([left, right[two_kerbs], banks.crossing])
    walk_m = np.r_[edge_length_m, edge_length_m[two_kerbs], np.full(across, CROSS_MAJOR_M)]
    is_crossing = np.zeros(len(walk_m), bool)
    is_crossing[len(walk_m) - across :] = True
    return ends[:, 0], ends[:, 1], walk_m, is_crossing
