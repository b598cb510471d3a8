"""Cut the buildings of one connected place into walks: tour, split, and tour again."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from turf.cutting.distance import reach_from_corners, walk_matrix, walks_between_corners
from turf.cutting.neighbours import neighbour_lists
from turf.cutting.pace import WALK_M_PER_MIN
from turf.cutting.scene import Scene
from turf.cutting.snapping import Feet
from turf.cutting.split import Split, split_walk
from turf.cutting.tour import giant_tour, improve_walk, with_ends

MOST_UNITS = 1500


@dataclass(frozen=True, slots=True)
class Carved:
    """``walks`` lists of rows in walking order; ``tolerance`` the widest that was needed."""

    walks: list[NDArray[np.intp]]
    tolerance: float


def carve(scene: Scene, feet: Feet, load: NDArray[np.float64], turf_load: float) -> Carved:
    """Cut n buildings that stand on one connected part into walks of about ``turf_load``.

    ``load`` (n,) is each building's share, doors or minutes at the door.
    """
    walks: list[NDArray[np.intp]] = []
    tolerance = scene.params.tolerance
    for rows in _blocks(feet, load, turf_load, scene):
        carved = _carve_block(scene, feet.take(rows), load[rows], turf_load)
        walks += [rows[walk] for walk in carved.walks]
        tolerance = max(tolerance, carved.tolerance)
    return Carved(walks, tolerance)


def _blocks(
    feet: Feet, load: NDArray[np.float64], turf_load: float, scene: Scene
) -> list[NDArray[np.intp]]:
    """Halve a large place across its longer side until no block has too many units for a matrix."""
    pieces = scene.snapper.network.edge_corner[feet.edge, 0, 0]
    xy_m = scene.snapper.network.corner_xy_m[pieces]
    waiting, blocks = [np.arange(len(load))], []
    while waiting:
        rows = waiting.pop()
        turfs = round(load[rows].sum() / turf_load)
        if len(rows) <= MOST_UNITS or turfs < 2:
            blocks.append(rows)
            continue
        axis = int(np.ptp(xy_m[rows], axis=0).argmax())
        rows = rows[np.lexsort((rows, xy_m[rows, axis]))]
        share = np.cumsum(load[rows]) / load[rows].sum()
        at = int(np.clip(np.searchsorted(share, (turfs // 2) / turfs), 1, len(rows) - 1))
        waiting += [np.sort(rows[at:]), np.sort(rows[:at])]
    return blocks


def _carve_block(scene: Scene, feet: Feet, load: NDArray[np.float64], turf_load: float) -> Carved:
    network = scene.snapper.network
    corners = walks_between_corners(network, feet)
    between_m = walk_matrix(network, feet, corners)
    neighbours = neighbour_lists(between_m, feet.edge * 2 + (feet.side < 0))
    walk_m = with_ends(
        between_m,
        reach_from_corners(network, feet, scene.start_m),
        reach_from_corners(network, feet, scene.end_m),
    )
    tour = giant_tour(walk_m, neighbours)
    split = _split(scene, tour, walk_m, load, turf_load)
    walks = [_retour(walk, walk_m, neighbours) for walk in np.split(tour, split.starts[1:])]
    return Carved(walks, split.tolerance)


def _split(
    scene: Scene,
    tour: NDArray[np.intp],
    walk_m: NDArray[np.float32],
    load: NDArray[np.float64],
    turf_load: float,
) -> Split:
    start, end = len(tour), len(tour) + 1
    hop_m = walk_m[tour[:-1], tour[1:]].astype(np.float64)
    cut_m = walk_m[tour[:-1], end] + walk_m[start, tour[1:]] - hop_m
    by_minutes = scene.params.minutes is not None
    hop_load = hop_m / WALK_M_PER_MIN if by_minutes else np.zeros(len(hop_m))
    k = max(1, round((load.sum() + hop_load.sum()) / turf_load))
    return split_walk(load[tour], hop_load, cut_m, k, scene.params.tolerance)


def _retour(
    walk: NDArray[np.intp], walk_m: NDArray[np.float32], neighbours: NDArray[np.intp]
) -> NDArray[np.intp]:
    """Improve one walk by itself, on its own part of the matrix."""
    rows = np.r_[walk, len(walk_m) - 2, len(walk_m) - 1]
    place = np.full(len(walk_m) + 1, -1, np.intp)
    place[walk] = np.arange(len(walk))
    near = place[neighbours[walk]]
    return walk[improve_walk(np.arange(len(walk)), walk_m[np.ix_(rows, rows)], near)]
