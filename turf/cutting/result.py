"""What the engine gives: a turf and a position for each door, or the reason why it has none."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray


class Unassigned(StrEnum):
    """Why a door is in no turf."""

    NO_STREET = "no_street"
    OUTSIDE = "outside"
    UNREACHABLE = "unreachable"
    BAD_POSITION = "bad_position"


@dataclass(frozen=True, slots=True)
class Turfs:
    """The t turfs of a cut, a row each, every array of shape (t,) unless said otherwise.

    ``areas`` holds for each turf a tuple of rows of `Areas` (several only where areas were packed);
    ``outline`` shapely Polygons or MultiPolygons in degrees; ``walk_m`` and ``worst_hop_m`` metres
    on the network; ``minutes`` the estimate; ``crossings`` how often a major road is crossed;
    ``compactness`` Polsby-Popper, 0 to 1.
    """

    areas: NDArray[np.object_]
    outline: NDArray[np.object_]
    door_count: NDArray[np.intp]
    walk_m: NDArray[np.float64]
    minutes: NDArray[np.float64]
    worst_hop_m: NDArray[np.float64]
    crossings: NDArray[np.intp]
    compactness: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Score:
    """The figures by which a cut is judged; metres on the network, None where there is no turf."""

    turfs: int
    assigned: int
    unassigned: int
    unassigned_by_reason: dict[str, int]
    metres_per_door: float | None
    doors_min: int | None
    doors_median: float | None
    doors_max: int | None
    doors_cv: float | None
    minutes_total: float
    worst_hop_m: float | None
    crossings: int
    compactness_mean: float | None


@dataclass(frozen=True, slots=True)
class Cut:
    """A finished cut of n doors.

    ``turf_of_door`` (n,) from 0 without gaps, -1 unassigned; ``position_of_door`` (n,) from 1 in
    walking order, 0 unassigned; ``reason_of_door`` (n,) `Unassigned` values, "" where assigned;
    ``street_of_door`` (n,) row in `Streets` the door is walked from, -1 none; ``side_of_door`` (n,)
    -1 right, 0 on the line, 1 left of the line's direction. ``warnings`` are sentences for the
    director.
    """

    turf_of_door: NDArray[np.intp]
    position_of_door: NDArray[np.intp]
    reason_of_door: NDArray[np.object_]
    street_of_door: NDArray[np.intp]
    side_of_door: NDArray[np.int8]
    turfs: Turfs
    score: Score
    warnings: tuple[str, ...]
