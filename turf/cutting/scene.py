"""Everything that all groups of areas share while they are cut."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from turf.cutting.ground import Doors, Params
from turf.cutting.snapping import Snapper
from turf.cutting.sorting import Sorted


@dataclass(frozen=True, slots=True)
class Scene:
    """The doors and the network, and the metres from the staging points.

    ``start_m``, ``end_m`` (corners,) are the walks from the staging point to every corner and from
    every corner to where walks shall finish; None where walks may start or finish anywhere.
    ``groups`` are the rows of the areas cut together, ``seed`` feeds what is drawn by chance.
    """

    doors: Doors
    sorted: Sorted
    snapper: Snapper
    params: Params
    groups: tuple[NDArray[np.intp], ...]
    start_m: NDArray[np.float64] | None
    end_m: NDArray[np.float64] | None
    seed: int
