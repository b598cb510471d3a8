"""Everything that all groups of areas share while they are cut."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from turf.cutting.ground import Doors, Params
from turf.cutting.pace import DOOR_MIN, WALK_M_PER_MIN
from turf.cutting.snapping import Snapper
from turf.cutting.sorting import Sorted


@dataclass(frozen=True, slots=True)
class Scene:
    """The doors and the network, and the metres from the staging points.

    ``start_m``, ``end_m`` (corners,) are the walks from the staging point to every corner and from
    every corner to where walks shall finish; None where walks may start or finish anywhere.
    ``by_area`` (n,) are the rows of the doors, area by area, and ``area_start`` (a + 1,) where each
    area's begin. ``groups`` are the rows of the areas cut together, ``seed`` feeds what is drawn by
    chance.
    """

    doors: Doors
    sorted: Sorted
    snapper: Snapper
    params: Params
    by_area: NDArray[np.intp]
    area_start: NDArray[np.intp]
    groups: tuple[NDArray[np.intp], ...]
    start_m: NDArray[np.float64] | None
    end_m: NDArray[np.float64] | None
    seed: int

    def doors_in(self, areas: NDArray[np.intp]) -> NDArray[np.intp]:
        """Rows of the doors that lie in some areas, ascending."""
        found = [
            self.by_area[self.area_start[area] : self.area_start[area + 1]]
            for area in areas.tolist()
        ]
        return np.sort(np.concatenate(found))

    @property
    def turf_load(self) -> float:
        """What makes up a turf: doors, or minutes where walks are balanced by minutes."""
        return float(self.params.doors if self.params.minutes is None else self.params.minutes)

    @property
    def door_load(self) -> float:
        """A door's share of a turf's load."""
        return 1.0 if self.params.minutes is None else DOOR_MIN

    @property
    def hop_load(self) -> float:
        """The share of a metre walked."""
        return 0.0 if self.params.minutes is None else 1 / WALK_M_PER_MIN
