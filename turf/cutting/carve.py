"""Cut the buildings of one connected part of an area into first walks: one tour, cut in pieces."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from turf.cutting.distance import Corners, reach_from_corners, walk_matrix, walks_between_corners
from turf.cutting.measure import Measure
from turf.cutting.neighbours import neighbour_lists
from turf.cutting.runs import runs_along
from turf.cutting.scene import Scene
from turf.cutting.snapping import Feet
from turf.cutting.split import size_bounds, split_walk
from turf.cutting.tour import giant_tour, with_ends
from turf.cutting.walks import Place

MOST_UNITS = 1500
# By minutes, moves shorten the mean that sizes are held to: leave room for that.
MINUTES_ROOM = 0.85


@dataclass(frozen=True, slots=True)
class Plot:
    """A place, what its turfs are measured in, and where its units stand.

    ``rows`` (n,) of the buildings, ``feet`` and ``corners``.
    """

    rows: NDArray[np.intp]
    feet: Feet
    corners: Corners
    place: Place
    measure: Measure


def doors_in_walks(plots: list[Plot], doors: NDArray[np.intp]) -> NDArray[np.intp]:
    """Count the doors of each plot's first walks; ``doors`` (b,) are those in each building."""
    counts = [doors[plot.rows[walk]].sum() for plot in plots for walk in plot.place.walks]
    return np.array(counts, np.intp)


def carve(
    scene: Scene,
    feet: Feet,
    load: NDArray[np.float64],
    key: int,
    measure: Measure | None = None,
) -> list[Plot]:
    """Cut n buildings that stand on one connected part into first walks.

    ``load`` (n,) is each building's share by ``measure``, the scene's where not given: doors, or
    minutes at the door. A large part is first halved until each block is small enough for a matrix.
    """
    measure = measure or scene.measure
    blocks = _blocks(scene, feet, load, measure.turf_load)
    return [
        _plot(scene, feet.take(rows), load[rows], rows, key + number, measure)
        for number, rows in enumerate(blocks)
    ]


def _blocks(
    scene: Scene, feet: Feet, load: NDArray[np.float64], turf_load: float
) -> list[NDArray[np.intp]]:
    """Halve the buildings across their longer side, at a whole number of turfs."""
    network = scene.snapper.network
    xy_m = network.corner_xy_m[network.edge_corner[feet.edge, 0, 0]]
    waiting, blocks = [np.arange(len(load))], []
    while waiting:
        rows = waiting.pop()
        turfs = round(load[rows].sum() / turf_load)
        if len(rows) <= MOST_UNITS or turfs < 2:
            blocks.append(rows)
            continue
        axis = int(np.ptp(xy_m[rows], axis=0).argmax())
        order = rows[np.lexsort((rows, xy_m[rows, axis]))]
        share = np.cumsum(load[order]) / load[order].sum()
        at = int(np.clip(np.searchsorted(share, (turfs // 2) / turfs) + 1, 1, len(rows) - 1))
        waiting += [np.sort(order[at:]), np.sort(order[:at])]
    return blocks


def _plot(
    scene: Scene,
    feet: Feet,
    load: NDArray[np.float64],
    rows: NDArray[np.intp],
    key: int,
    measure: Measure,
) -> Plot:
    network = scene.snapper.network
    corners = walks_between_corners(network, feet)
    between_m = walk_matrix(network, feet, corners)
    walk_m = with_ends(
        between_m,
        reach_from_corners(network, feet, scene.start_m),
        reach_from_corners(network, feet, scene.end_m),
    )
    tour = giant_tour(between_m, runs_along(network, feet))
    walks, low, high = _pieces(scene.params.tolerance, measure, tour, walk_m, load)
    neighbours = neighbour_lists(between_m, feet.edge * 2 + (feet.side < 0))
    place = Place(walk_m, neighbours, load, feet.edge, walks, low, high, key)
    return Plot(rows, feet, corners, place, measure)


def _pieces(
    tolerance: float,
    measure: Measure,
    tour: NDArray[np.intp],
    walk_m: NDArray[np.float32],
    load: NDArray[np.float64],
) -> tuple[list[NDArray[np.intp]], float, float]:
    """Cut the tour; also give the bounds of load that the walks are to keep."""
    start, end = len(tour), len(tour) + 1
    hop_m = walk_m[tour[:-1], tour[1:]].astype(np.float64)
    cut_m = walk_m[tour[:-1], end] + walk_m[start, tour[1:]] - hop_m
    hop_load = hop_m * measure.hop_load
    k = max(1, round((load.sum() + hop_load.sum()) / measure.turf_load))
    room = MINUTES_ROOM if measure.hop_load else 1.0
    split = split_walk(load[tour], hop_load, cut_m, k, tolerance * room)
    mean = (load.sum() + hop_load.sum() - hop_load[split.starts[1:] - 1].sum()) / len(split.starts)
    return np.split(tour, split.starts[1:]), *size_bounds(float(mean), split.tolerance)
