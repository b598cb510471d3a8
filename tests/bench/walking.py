"""What a walk is worth: a model of its own, by which every contender is measured.

A door is walked from the nearest point of the nearest street. One walks along streets, and crosses
them anywhere for `CROSS_M`, at most once from door to door. Every foot is a node of the graph, so
that a walk is nothing but a shortest path; the engine works its metres out in another way.
"""

from collections.abc import Callable

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components, dijkstra

from tests.bench.town import Town, on_plane

CROSS_M = 10.0
NODE_M = 0.5
# Streets this far from the doors are walked at first; farther ones where doors stay apart.
AROUND_M = (500.0, 2_000.0, 8_000.0, np.inf)
# Where no street leads, the way is reckoned as a long detour.
PATHLESS = 3.0
# So many feet's ways to all nodes are in memory at a time.
AT_ONCE = 500


class Walking:
    """The streets of a town cut into straight pieces, and where its doors stand on them."""

    def __init__(self, town: Town) -> None:
        """Find the foot of every door."""
        xy_m, of_line = shapely.get_coordinates(town.line, return_index=True)
        xy_m = on_plane(town, xy_m)
        spot = np.round(xy_m / NODE_M).astype(np.int64)
        _, node = np.unique(spot, axis=0, return_inverse=True)
        goes_on = (of_line[1:] == of_line[:-1]) & (np.hypot(*np.diff(xy_m, axis=0).T) > 1e-6)
        self.node = np.stack([node.ravel()[:-1], node.ravel()[1:]], axis=1)[goes_on]
        self.ends_m = np.stack([xy_m[:-1], xy_m[1:]], axis=1)[goes_on]
        pieces = shapely.linestrings(self.ends_m)
        self.length_m = shapely.length(pieces)
        self.xy_m = town.xy_m
        points = shapely.points(self.xy_m)
        self.piece = shapely.STRtree(pieces).nearest(points)
        self.along_m = shapely.line_locate_point(pieces[self.piece], points)
        start, end = self.ends_m[self.piece, 0], self.ends_m[self.piece, 1]
        (way_x, way_y), (x, y) = (end - start).T, (self.xy_m - start).T
        self.side = np.sign(way_x * y - way_y * x)
        linked = csr_matrix((np.ones(len(self.node)), self.node.T), (int(self.node.max()) + 1,) * 2)
        part_of_node = connected_components(linked, directed=False)[1]
        self.part = part_of_node[self.node[self.piece, 0]]

    def between(self, rows: NDArray[np.intp]) -> NDArray[np.float64]:
        """Metres walked between all pairs of some doors, (n, n)."""
        joined = self.part[rows][:, None] == self.part[rows]
        for around_m in AROUND_M:
            metres = self._metres(rows, around_m)
            if np.isfinite(metres[joined]).all():
                break
        pathless = ~np.isfinite(metres)
        straight = np.hypot(*(self.xy_m[rows][:, None] - self.xy_m[rows]).transpose(2, 0, 1))
        metres[pathless] = PATHLESS * straight[pathless]
        return metres

    def _metres(self, rows: NDArray[np.intp], around_m: float) -> NDArray[np.float64]:
        low = self.xy_m[rows].min(axis=0) - around_m
        high = self.xy_m[rows].max(axis=0) + around_m
        near = ((self.ends_m >= low) & (self.ends_m <= high)).all(axis=2).any(axis=1)
        near[self.piece[rows]] = True
        kept = np.flatnonzero(near)
        node, ends = np.unique(self.node[kept], return_inverse=True)
        ends = ends.reshape(-1, 2)
        # On each piece: its start, the feet on it, its end; each linked with the next.
        feet, foot = np.unique(
            np.stack([self.piece[rows], np.round(self.along_m[rows], 3)], axis=1),
            axis=0,
            return_inverse=True,
        )
        first_foot = len(node)
        of_piece = np.r_[kept, feet[:, 0].astype(np.intp), kept]
        at_m = np.r_[np.zeros(len(kept)), feet[:, 1], self.length_m[kept]]
        number = np.r_[ends[:, 0], first_foot + np.arange(len(feet)), ends[:, 1]]
        stage = np.repeat([0, 1, 2], [len(kept), len(feet), len(kept)])
        order = np.lexsort((at_m, stage, of_piece))
        same = np.diff(of_piece[order]) == 0
        a, b = number[order][:-1][same], number[order][1:][same]
        graph = _graph(a, b, np.abs(np.diff(at_m[order])[same]), first_foot + len(feet))
        sources = first_foot + np.arange(len(feet))
        walked = np.vstack(
            [
                dijkstra(graph, directed=False, indices=some)[:, sources]
                for some in np.split(sources, np.arange(AT_ONCE, len(sources), AT_ONCE))
            ]
        )
        foot = foot.ravel()
        across = np.multiply.outer(self.side[rows], self.side[rows]) < 0
        metres = np.asarray(walked[np.ix_(foot, foot)] + CROSS_M * across)
        np.fill_diagonal(metres, 0)
        return metres


class Metres:
    """Metres between the doors of each group: held for who needs them, else made when asked for.

    A city's matrices are too many to hold them all where nobody walks by them.
    """

    def __init__(self, walking: Callable[[], Walking], rows: list[NDArray[np.intp]]) -> None:
        """Hold nothing yet; ``rows`` are the doors of each group."""
        self.walking, self.rows = walking, rows
        self.held: list[NDArray[np.float64]] = []

    def hold(self, tell: Callable[[int, int], None]) -> None:
        """Work them all out, once."""
        while len(self.held) < len(self.rows):
            self.held.append(self.walking().between(self.rows[len(self.held)]))
            tell(len(self.held), len(self.rows))

    def of(self, group: int) -> NDArray[np.float64]:
        """Metres between all pairs of the group's doors, (n, n)."""
        return self.held[group] if self.held else self.walking().between(self.rows[group])


def _graph(
    a: NDArray[np.intp], b: NDArray[np.intp], metres: NDArray[np.float64], nodes: int
) -> csr_matrix:
    """Link nodes; of several links between the same two the shortest counts."""
    apart = a != b
    low, high = np.minimum(a, b)[apart], np.maximum(a, b)[apart]
    metres = np.maximum(metres[apart], 1e-6)
    order = np.lexsort((metres, high, low))
    low, high, metres = low[order], high[order], metres[order]
    first = np.r_[True, (np.diff(low) != 0) | (np.diff(high) != 0)]
    return csr_matrix((metres[first], (low[first], high[first])), (nodes, nodes))
