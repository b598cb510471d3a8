"""Cut one walk into k pieces of about equal load at its longest hops.

Optimal split of a giant tour after Beasley 1983 and Prins 2004, with a lower as well as an upper
bound on every piece.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

EVERYTHING = 1e9


@dataclass(frozen=True, slots=True)
class Split:
    """How a walk is cut.

    ``starts`` (k,) the places at which pieces begin, the first 0; ``tolerance`` the share by which
    pieces were let differ from their mean: more than asked where that could not be met.
    """

    starts: NDArray[np.intp]
    tolerance: float


def split_walk(
    load: NDArray[np.float64],
    hop_load: NDArray[np.float64],
    cut_m: NDArray[np.float64],
    k: int,
    tolerance: float,
) -> Split:
    """Cut n units in walking order into at most k pieces.

    ``load`` (n,) is each unit's share of a piece's size, ``hop_load`` (n - 1,) that of walking on
    from each unit but the last, which falls away where the walk is cut; ``cut_m`` (n - 1,) the cost
    of cutting there (negative where a hop is saved). Where no cut keeps every piece within
    ``tolerance`` of the mean, the least tolerance that has one is used instead.
    """
    n = len(load)
    k = min(k, n)
    if k <= 1:
        return Split(np.zeros(1, np.intp), tolerance)
    before = np.r_[0.0, np.cumsum(load)]
    hops = np.r_[0.0, np.cumsum(hop_load)]
    # A piece from place h up to place i weighs ends[i] - begins[h].
    ends, begins = before + np.r_[0.0, hops], before + np.r_[hops, hops[-1]]
    mean = float(ends[-1]) / k
    if not _windows(ends, begins, k, size_bounds(mean, tolerance)).feasible:
        tolerance = _least_tolerance(ends, begins, k, tolerance)
    windows = _windows(ends, begins, k, size_bounds(mean, tolerance))
    return Split(_cheapest(windows, np.r_[0.0, cut_m], k), tolerance)


def size_bounds(mean: float, tolerance: float) -> tuple[float, float]:
    """The least and the greatest size within the tolerance of the mean."""
    slack = 1e-9 * max(mean, 1.0)
    return mean * (1 - tolerance) - slack, mean * (1 + tolerance) + slack


@dataclass(frozen=True, slots=True)
class _Windows:
    """For each end i (n + 1,) the places first..last where a piece ending there may begin."""

    first: NDArray[np.intp]
    last: NDArray[np.intp]
    reach: NDArray[np.bool_]

    @property
    def feasible(self) -> bool:
        return bool(self.reach[-1, -1])


def _windows(
    ends: NDArray[np.float64], begins: NDArray[np.float64], k: int, bounds: tuple[float, float]
) -> _Windows:
    """Work out the windows, and ``reach`` (k + 1, n + 1): whether j pieces can end at i."""
    low, high = bounds
    first = np.searchsorted(begins, ends - high, side="left")
    last = np.searchsorted(begins, ends - low, side="right") - 1
    # A piece holds at least one unit.
    last = np.minimum(last, np.arange(len(ends)) - 1)
    reach = np.zeros((k + 1, len(ends)), bool)
    reach[0, 0] = True
    for j in range(1, k + 1):
        count = np.r_[0, np.cumsum(reach[j - 1])]
        has_room = last >= first
        reach[j] = has_room & (
            count[np.maximum(last, -1) + 1] > count[np.where(has_room, first, 0)]
        )
    return _Windows(first, last, reach)


def _least_tolerance(
    ends: NDArray[np.float64], begins: NDArray[np.float64], k: int, tolerance: float
) -> float:
    """Find by halving the least tolerance at which the units, in this order, can be cut."""
    mean = float(ends[-1]) / k
    low, high = tolerance, float(k)
    for _ in range(20):
        middle = (low + high) / 2
        if _windows(ends, begins, k, size_bounds(mean, middle)).feasible:
            high = middle
        else:
            low = middle
    return high


def _cheapest(windows: _Windows, cut_m: NDArray[np.float64], k: int) -> NDArray[np.intp]:
    """Choose the k starts with the least sum of ``cut_m`` (n,), the cost of starting at a place."""
    n = len(cut_m)
    width = int(max(1, (windows.last - windows.first).max() + 1))
    places = np.minimum(windows.first[:, None] + np.arange(width), n - 1)
    allowed = places <= windows.last[:, None]
    cost = np.full(n + 1, EVERYTHING)
    cost[0] = 0.0
    back = np.zeros((k + 1, n + 1), np.intp)
    for j in range(1, k + 1):
        begin = cost[:-1] + cut_m
        options = np.where(allowed & windows.reach[j - 1][places], begin[places], np.inf)
        choice = options.argmin(axis=1)
        back[j] = places[np.arange(n + 1), choice]
        cost = options[np.arange(n + 1), choice]
    starts = np.empty(k, np.intp)
    end = n
    for j in range(k, 0, -1):
        end = starts[j - 1] = back[j][end]
    return starts
