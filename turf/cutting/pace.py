"""How long a walk takes: the forecast's two figures, to be replaced by an organization's own."""

import numpy as np
from numpy.typing import NDArray

DOOR_MIN = 2.5
WALK_M_PER_MIN = 75.0


def minutes_of(
    doors: NDArray[np.intp] | NDArray[np.float64], walk_m: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Estimate minutes for knocking ``doors`` and walking ``walk_m`` metres between them."""
    return doors * DOOR_MIN + walk_m / WALK_M_PER_MIN
