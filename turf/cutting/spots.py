"""Which doors stand on one spot, so near to each other that no outline could part them."""

import numpy as np
from numpy.typing import NDArray

SAME_SPOT_M = 1e-3


def number_spots(xy_m: NDArray[np.float64]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Number the spots of (n, 2) doors: the first door on each, and the spot of each door (n,)."""
    _, first, spot = np.unique(
        np.round(xy_m / SAME_SPOT_M), axis=0, return_index=True, return_inverse=True
    )
    return first, spot.ravel()
