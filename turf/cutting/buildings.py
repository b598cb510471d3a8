"""Doors to buildings, the units that are walked to; the order of doors inside a building.

Buildings on one spot count as one here: apart, each would lie in the outline of the other's turf.
"""

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from turf.cutting.ground import Doors
from turf.cutting.spots import number_spots

DIGITS = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class Buildings:
    """The b buildings of some doors.

    ``rows`` (d,) rows of the doors, building by building and inside each in knocking order;
    ``start`` (b + 1,) where each building's doors begin in ``rows``.
    """

    rows: NDArray[np.intp]
    start: NDArray[np.intp]

    @property
    def size(self) -> NDArray[np.intp]:
        """Doors in each building, (b,)."""
        return np.diff(self.start)

    def doors_of(self, building: int) -> NDArray[np.intp]:
        """Rows of one building's doors in knocking order."""
        return self.rows[self.start[building] : self.start[building + 1]]

    def of_door(self, doors: int) -> NDArray[np.intp]:
        """The building of each of all ``doors`` doors, -1 for those that are not among these."""
        building = np.full(doors, -1, np.intp)
        building[self.rows] = np.repeat(np.arange(len(self.size)), self.size)
        return building

    def middle(self, xy_m: NDArray[np.float64]) -> NDArray[np.float64]:
        """The mean place of each building's doors, (b, 2); ``xy_m`` holds all doors."""
        total = np.add.reduceat(xy_m[self.rows], self.start[:-1], axis=0)
        return np.asarray(total / self.size[:, None])


def gather_buildings(doors: Doors, rows: NDArray[np.intp], xy_m: NDArray[np.float64]) -> Buildings:
    """Group the doors at ``rows`` by building; buildings come in the order of their first door.

    ``xy_m`` (n, 2) holds all doors. Buildings on one spot become one, knocked one by one.
    """
    own = _by_appearance(doors.building[rows])
    building = _by_appearance(_joined(own, number_spots(xy_m[rows])[1]))
    order = np.lexsort((own, building))
    start = np.searchsorted(building[order], np.arange(building.max(initial=-1) + 2))
    rows, own = rows[order], own[order]
    ends = np.flatnonzero(np.r_[True, own[1:] != own[:-1], True])
    for at in np.flatnonzero(np.diff(ends) > 1):
        inside = rows[ends[at] : ends[at + 1]]
        inside[:] = sorted(inside, key=lambda row: _knocking_key(doors, row))
    return Buildings(rows, start.astype(np.intp))


def _by_appearance(label: NDArray[np.intp]) -> NDArray[np.intp]:
    """Number labels anew, from 0, in the order in which they first appear."""
    _, first, number = np.unique(label, return_index=True, return_inverse=True)
    by_appearance = np.empty(len(first), np.intp)
    by_appearance[np.argsort(first)] = np.arange(len(first))
    return by_appearance[number]


def _joined(building: NDArray[np.intp], spot: NDArray[np.intp]) -> NDArray[np.intp]:
    """Give buildings that share a spot one number; the number of each door's."""
    buildings = int(building.max(initial=-1)) + 1
    nodes = buildings + int(spot.max(initial=-1)) + 1
    shared = coo_matrix((np.ones(len(spot)), (building, buildings + spot)), (nodes, nodes))
    joined: NDArray[np.intp] = connected_components(shared, directed=False)[1].astype(np.intp)
    return joined[building]


def _knocking_key(doors: Doors, row: int) -> tuple[bool, float, list[tuple[int, str]], int]:
    """Sort top floor down, then by unit; where no floor is known the highest unit comes first.

    Units such as 1204 start with their storey, so counting down is the way down the stairs.
    """
    floor = float(doors.floor[row])
    unit = _natural(str(doors.unit[row] or ""))
    if np.isfinite(floor):
        return False, -floor, unit, row
    return True, 0.0, [(-number, text) for number, text in unit], row


def _natural(unit: str) -> list[tuple[int, str]]:
    """Split "12B" into its numbers and words so that 9 comes before 12."""
    parts = DIGITS.split(unit.upper())
    return [
        (int(part), "") if i % 2 else (0, part.strip())
        for i, part in enumerate(parts)
        if part.strip()
    ]
