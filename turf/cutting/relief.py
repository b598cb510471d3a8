"""What it is worth that walks come to have other loads."""

import numpy as np
from numpy.typing import NDArray

from turf.cutting.walks import Walks

# What it may cost, at most, to bring a walk that is a whole turf out of bounds back into them.
STRICTNESS_M = 1e6


def relief_m(
    walks: Walks,
    rows: tuple[NDArray[np.intp], NDArray[np.intp]],
    loads: tuple[NDArray[np.float64], NDArray[np.float64]],
    hop_load: float,
) -> NDArray[np.float64]:
    """What it is worth, in metres, that two walks come to have other loads."""
    relief = np.zeros(len(rows[0]))
    for row, load in zip(rows, loads, strict=True):
        relief += walks.units.excess(row, whole_load(walks, row, hop_load))
        relief -= walks.units.excess(row, load)
    return STRICTNESS_M * relief


def side_load(
    walks: Walks, at: NDArray[np.intp], step: int, hop_load: float
) -> NDArray[np.float64]:
    """Load of the part of a walk that stays with a unit when its link at ``step`` goes."""
    load: NDArray[np.float64] = walks.upto_load.ravel()[at] + hop_load * walks.upto_m.ravel()[at]
    if step == 1:
        return load
    own = walks.units.load[walks.order.ravel()[at]]
    return np.asarray(whole_load(walks, at // walks.width, hop_load) - load + own)


def whole_load(walks: Walks, row: NDArray[np.intp], hop_load: float) -> NDArray[np.float64]:
    """Load of the walks in some rows, with all their walking."""
    return np.asarray(walks.upto_load[row, -1] + hop_load * walks.upto_m[row, -1])
