"""How far each turf is walked from door to door, and how often a major road is crossed."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from turf.cutting.carve import Plot
from turf.cutting.distance import walk_pairs
from turf.cutting.network import CROSS_MAJOR_M, CROSS_MINOR_M
from turf.cutting.scene import Scene


@dataclass(frozen=True, slots=True)
class Legs:
    """Figures of t walks.

    ``walk_m`` and ``worst_hop_m`` metres from the first stop to the last, and ``crossings`` of
    major roads on the way, each (t,).
    """

    walk_m: NDArray[np.float64]
    worst_hop_m: NDArray[np.float64]
    crossings: NDArray[np.intp]


def legs_of(
    scene: Scene, plots: list[Plot], walks_by_plot: list[list[NDArray[np.intp]]], towers: int
) -> Legs:
    """Measure the walks of all plots, and of as many towers, in which nobody walks a street.

    The price of crossing a major road is taken off again; the metres across it are counted.
    """
    walk_m, worst_m, crossings = [], [], []
    for plot, walks in zip(plots, walks_by_plot, strict=True):
        first = np.concatenate([walk[:-1] for walk in walks])
        second = np.concatenate([walk[1:] for walk in walks])
        turf = np.repeat(np.arange(len(walks)), [len(walk) - 1 for walk in walks])
        leg_m, crossed = walk_pairs(scene.snapper.network, plot.feet, plot.corners, first, second)
        leg_m -= crossed * (CROSS_MAJOR_M - CROSS_MINOR_M)
        walk_m.append(np.bincount(turf, leg_m, len(walks)))
        crossings.append(np.bincount(turf, crossed, len(walks)))
        worst = np.zeros(len(walks))
        np.maximum.at(worst, turf, leg_m)
        worst_m.append(worst)
    still = np.zeros(towers)
    return Legs(
        np.concatenate([*walk_m, still]),
        np.concatenate([*worst_m, still]),
        np.concatenate([*crossings, still]).astype(np.intp),
    )
