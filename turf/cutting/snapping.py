"""Which street a door is walked from: the nearest one that no barrier cuts off."""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from turf.cutting.banks import LEFT, RIGHT
from turf.cutting.network import Network


@dataclass(frozen=True, slots=True)
class Feet:
    """Where n points stand on the network.

    ``edge`` (n,) -1 where no street is in reach; ``along_m`` (n,) from the edge's start; ``side``
    (n,) 1 left, -1 right, 0 on the line.
    """

    edge: NDArray[np.intp]
    along_m: NDArray[np.float64]
    side: NDArray[np.int8]

    def take(self, rows: NDArray[np.intp]) -> "Feet":
        """The feet of the given rows."""
        return Feet(self.edge[rows], self.along_m[rows], self.side[rows])


class Snapper:
    """Finds the street of a door; holds the search trees of one network."""

    def __init__(self, network: Network) -> None:
        """Build the search trees."""
        self.network = network
        self._pieces = shapely.STRtree(network.piece_line_m)
        self._barriers = shapely.STRtree(network.barrier_m)

    def snap(self, xy_m: NDArray[np.float64], reach_m: float) -> Feet:
        """Stand each of (n, 2) points on the nearest street that no barrier cuts off."""
        piece = np.full(len(xy_m), -1, np.intp)
        if len(self._pieces) and len(xy_m):
            (row, found), away_m = self._pieces.query_nearest(
                shapely.points(xy_m), max_distance=reach_m, return_distance=True, all_matches=True
            )
            # Of streets equally near (a corner) the first in the file is taken, on any machine.
            order = np.lexsort((found, away_m, row))
            row, found = row[order], found[order]
            first = np.r_[True, row[1:] != row[:-1]][: len(row)]
            piece[row[first]] = found[first]
            cut_off = np.flatnonzero(self._is_cut_off(xy_m, piece))
            piece[cut_off] = self._search(xy_m[cut_off], reach_m, None)
        return self._feet(xy_m, piece)

    def snap_to_part(self, xy_m: NDArray[np.float64], reach_m: float, part: int) -> Feet:
        """Like `snap`, but on streets of one connected part of the network only."""
        return self._feet(xy_m, self._search(xy_m, reach_m, part))

    def parts_near(self, xy_m: NDArray[np.float64], reach_m: float) -> NDArray[np.intp]:
        """The connected parts of the network with a street in reach of any of (n, 2) points."""
        _, piece = self._pieces.query(shapely.points(xy_m), predicate="dwithin", distance=reach_m)
        edge = self.network.piece_edge[np.unique(piece)]
        return np.unique(self.network.corner_part[self.network.edge_corner[edge]])

    def part_of(self, feet: Feet) -> NDArray[np.intp]:
        """The connected part of the network each foot is on; -1 for none."""
        kerb = np.where(feet.side < 0, RIGHT, LEFT)
        if not len(self.network.edge_corner):
            return np.full(len(feet.edge), -1, np.intp)
        corner = self.network.edge_corner[feet.edge, 0, kerb]
        return np.where(feet.edge < 0, -1, self.network.corner_part[corner])

    def _search(
        self, xy_m: NDArray[np.float64], reach_m: float, part: int | None
    ) -> NDArray[np.intp]:
        """Try the streets in reach of each point, nearest first; -1 where none will do."""
        best = np.full(len(xy_m), -1, np.intp)
        if not len(xy_m):
            return best
        points = shapely.points(xy_m)
        row, piece = self._pieces.query(points, predicate="dwithin", distance=reach_m)
        away_m = shapely.distance(points[row], self.network.piece_line_m[piece])
        order = np.lexsort((piece, away_m, row))
        row, piece = row[order], piece[order]
        usable = ~self._is_cut_off(xy_m[row], piece)
        if part is not None:
            usable &= self.part_of(self._feet(xy_m[row], piece)) == part
        row, piece = row[usable], piece[usable]
        rows, first = np.unique(row, return_index=True)
        best[rows] = piece[first]
        return best

    def _is_cut_off(self, xy_m: NDArray[np.float64], piece: NDArray[np.intp]) -> NDArray[np.bool_]:
        """Whether the straight way from each point to its piece meets a barrier."""
        cut_off = np.zeros(len(xy_m), bool)
        rows = np.flatnonzero(piece >= 0)
        if not len(self._barriers) or not len(rows):
            return cut_off
        foot, _ = self._feet_on(xy_m[rows], piece[rows])
        ways = shapely.linestrings(np.stack([xy_m[rows], foot], axis=1))
        hit, _ = self._barriers.query(ways, predicate="intersects")
        cut_off[rows[hit]] = True
        return cut_off

    def _feet_on(
        self, xy_m: NDArray[np.float64], piece: NDArray[np.intp]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Nearest position on each piece, (n, 2), and its metres from the piece's start."""
        start, end = self.network.piece_xy_m[piece, 0], self.network.piece_xy_m[piece, 1]
        way = end - start
        length_m = np.hypot(*way.T)
        share = np.clip(((xy_m - start) * way).sum(axis=1) / length_m**2, 0, 1)
        return start + share[:, None] * way, share * length_m

    def _feet(self, xy_m: NDArray[np.float64], piece: NDArray[np.intp]) -> Feet:
        """Turn chosen pieces into places on edges; the side is as one looks along the street."""
        edge = np.full(len(xy_m), -1, np.intp)
        along_m = np.zeros(len(xy_m))
        side = np.zeros(len(xy_m), np.int8)
        rows = np.flatnonzero(piece >= 0)
        chosen = piece[rows]
        _, on_piece_m = self._feet_on(xy_m[rows], chosen)
        start, end = self.network.piece_xy_m[chosen, 0], self.network.piece_xy_m[chosen, 1]
        (way_x, way_y), (x, y) = (end - start).T, (xy_m[rows] - start).T
        edge[rows] = self.network.piece_edge[chosen]
        along_m[rows] = self.network.piece_offset_m[chosen] + on_piece_m
        side[rows] = np.sign(way_x * y - way_y * x)
        return Feet(edge, along_m, side)
