"""The walks of many places at once, as arrays, so that all of them are improved together."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

# The walks of a place, each a list of units.
Cut = list[NDArray[np.intp]]


@dataclass(frozen=True, slots=True)
class Place:
    """One connected place to be walked: n units and its first walks.

    ``walk_m`` (n + 2, n + 2) as from `with_ends`; ``neighbours`` (n, k), -1 for none; ``load``
    (n,); ``edge`` (n,) the street each stands on; ``walks`` lists of units; ``low``, ``high`` the
    bounds of a walk's load; ``key`` a number of its own for what is drawn by chance.
    """

    walk_m: NDArray[np.float32]
    neighbours: NDArray[np.intp]
    load: NDArray[np.float64]
    edge: NDArray[np.intp]
    walks: list[NDArray[np.intp]]
    low: float
    high: float
    key: int


class Units:
    """The units of several places numbered through, each place's start and end behind its own.

    ``place`` (w,) is the place of each walk, ``start`` and ``end`` (w,) its end units, ``low`` and
    ``high`` (w,) its bounds; ``first`` (places,) the number of each place's first unit.
    """

    def __init__(self, places: list[Place]) -> None:
        """Number the units and stack the matrices."""
        sizes = np.array([len(place.walk_m) for place in places])
        self.first = np.cumsum(sizes) - sizes
        squares = sizes**2
        square = np.cumsum(squares) - squares
        of_unit = np.repeat(np.arange(len(places)), sizes)
        self.column = np.arange(len(of_unit)) - self.first[of_unit]
        self.row = square[of_unit] + self.column * sizes[of_unit]
        self.metres = np.concatenate([place.walk_m.ravel() for place in places])
        self.load = np.concatenate([[*place.load, 0.0, 0.0] for place in places])
        counts = [len(place.walks) for place in places]
        self.place = np.repeat(np.arange(len(places)), counts)
        self.low = np.repeat([place.low for place in places], counts)
        self.high = np.repeat([place.high for place in places], counts)
        self.start = (self.first + sizes - 2)[self.place]
        self.end = self.start + 1
        is_symmetric = [
            np.array_equal(place.walk_m[-2, :-2], place.walk_m[-1, :-2]) for place in places
        ]
        self.may_turn = np.array(is_symmetric)[self.place]
        self.pair = np.concatenate(
            [_pairs(place) + low for place, low in zip(places, self.first, strict=True)], axis=1
        )
        self.pair_m = self.between(self.pair[0], self.pair[1])
        self.first_pair = np.searchsorted(self.pair[0], np.arange(len(of_unit) + 1))
        self.reverse = np.lexsort((self.pair[0], self.pair[1]))

    def numbered(self, cuts: list[Cut]) -> Cut:
        """All walks of each place's cut, their units numbered through."""
        return [walk + low for cut, low in zip(cuts, self.first, strict=True) for walk in cut]

    def by_place(self, walks: Cut) -> list[Cut]:
        """Undo `numbered`."""
        cuts: list[Cut] = [[] for _ in self.first]
        for place, walk in zip(self.place.tolist(), walks, strict=True):
            cuts[place].append(walk - self.first[place])
        return cuts

    def between(self, a: NDArray[np.intp], b: NDArray[np.intp]) -> NDArray[np.float32]:
        """Metres between units of one place, elementwise."""
        return np.asarray(self.metres.take(self.row.take(a) + self.column.take(b)))

    def excess(self, walk: NDArray[np.intp], load: NDArray[np.float64]) -> NDArray[np.float64]:
        """By what share of a turf walks of these loads would be out of their bounds."""
        low, high = self.low[walk], self.high[walk]
        return np.asarray(np.maximum(0, np.maximum(load - high, low - load)) * 2 / (low + high))

    def pairs_of(self, units: NDArray[np.intp]) -> NDArray[np.intp]:
        """Numbers of all pairs that one of the units is in."""
        marked = np.zeros(len(self.load), bool)
        marked[units] = True
        units = np.flatnonzero(marked)
        first, count = self.first_pair[units], np.diff(self.first_pair)[units]
        own = np.repeat(first - (np.cumsum(count) - count), count) + np.arange(count.sum())
        others = self.reverse[own]
        return np.concatenate([own, others[~marked[self.pair[0, others]]]])


class Walks:
    """The walks in one matrix, a walk a row: start, units, end, end, ...

    ``order`` (w, width) the rows; ``at`` (units,) each unit's index into the flattened rows;
    ``upto_load`` and ``upto_m`` (w, width) running sums of load and metres.
    """

    def __init__(self, units: Units, walks: list[NDArray[np.intp]]) -> None:
        """Lay out the walks, lists of units as numbered by ``units``."""
        self.units = units
        self.width = 2 * max(len(walk) for walk in walks) + 4
        self.order = np.repeat(units.end[:, None], self.width, axis=1)
        self.count = np.zeros(len(walks), np.intp)
        self.upto_load = np.zeros(self.order.shape)
        self.upto_m = np.zeros(self.order.shape)
        self.at = np.zeros(len(units.load), np.intp)
        for row, walk in enumerate(walks):
            self.write(row, walk)
        self.refresh(np.arange(len(walks)))

    def write(self, row: int, walk: NDArray[np.intp]) -> None:
        """Replace one walk; `refresh` must follow."""
        if len(walk) + 2 > self.width:
            self._widen(2 * len(walk) + 4)
        self.order[row, 1 : len(walk) + 1] = walk
        self.order[row, len(walk) + 1 :] = self.units.end[row]
        self.order[row, 0] = self.units.start[row]
        self.count[row] = len(walk)

    def refresh(self, rows: NDArray[np.intp]) -> None:
        """Work out places and running sums of rows that were written."""
        order = self.order[rows]
        self.at[order] = rows[:, None] * self.width + np.arange(self.width)
        self.upto_load[rows] = np.cumsum(self.units.load[order], axis=1)
        hop_m = self.units.between(order[:, :-1], order[:, 1:])
        self.upto_m[rows, 1:] = np.cumsum(hop_m, axis=1, dtype=np.float64)

    def _widen(self, width: int) -> None:
        """Make room for longer walks."""
        more = width - self.width
        self.width = width
        self.order = np.pad(self.order, ((0, 0), (0, more)), mode="edge")
        self.upto_load = np.pad(self.upto_load, ((0, 0), (0, more)))
        self.upto_m = np.pad(self.upto_m, ((0, 0), (0, more)))
        self.refresh(np.arange(len(self.order)))

    def walk(self, row: int) -> NDArray[np.intp]:
        """The units of one walk, in order."""
        return self.order[row, 1 : self.count[row] + 1]


def _pairs(place: Place) -> NDArray[np.intp]:
    """All ordered pairs of units of which one is a neighbour of the other, (2, p)."""
    n, k = place.neighbours.shape
    a, b = np.repeat(np.arange(n), k), place.neighbours.ravel()
    a, b = a[b >= 0], b[b >= 0]
    key = np.unique(np.r_[a * n + b, b * n + a])
    return np.stack([key // n, key % n])
