"""Walks as links from run to run, which can be cut and joined at many sites at once."""

import numpy as np
from numpy.typing import NDArray

from turf.cutting.neighbours import least
from turf.cutting.walks import Units

NEIGHBOURS = 9
FAR_CM = 2.0**40


class Links:
    """The r runs of w walks: each knows the one before and the one following.

    Nodes are the runs, then the walks' starts, then their ends, and last one that is nowhere.
    ``metres`` are those between the runs' ends, place after place; ``row`` and ``column``
    (nodes, 2) say where in them each end is found, ``leave`` and ``enter`` (nodes,) the same of the
    ends by which a node is left and entered as it lies. ``walk`` (nodes,) is -1 for runs taken out;
    ``load`` that of each run with the walking inside it, ``weight`` (w + 1,) that of each walk with
    all its walking.
    """

    def __init__(self, units: Units, runs: list[list[NDArray[np.intp]]], hop_load: float) -> None:
        """Link the runs of each walk."""
        self.units, self.hop_load = units, hop_load
        self.all_runs = [run for walk in runs for run in walk]
        self.runs, self.walks = len(self.all_runs), len(runs)
        self.nowhere = self.runs + 2 * self.walks
        ends = np.array([(run[0], run[-1]) for run in self.all_runs], np.intp)
        terminals = np.repeat(np.r_[units.start, units.end], 2).reshape(-1, 2)
        both = np.concatenate([ends, terminals])
        counts = [len(walk) for walk in runs]
        of_run = np.repeat(np.arange(self.walks), counts)
        self.place = units.place[of_run]
        self._measure(both, np.r_[self.place, np.tile(units.place, 2)])
        self.near = self._near(ends)
        inner_m = [units.between(run[:-1], run[1:]).sum(dtype=np.float64) for run in self.all_runs]
        load = [units.load[run].sum() for run in self.all_runs]
        self.load = np.zeros(self.nowhere + 1)
        self.load[: self.runs] = np.array(load) + hop_load * np.array(inner_m)
        self.leave, self.enter = self.row[:, 1].copy(), self.column[:, 0].copy()
        self.walk = np.full(self.nowhere + 1, -1)
        self.walk[: self.nowhere] = np.r_[of_run, np.tile(np.arange(self.walks), 2)]
        self.before = np.full(self.nowhere + 1, self.nowhere)
        self.following = self.before.copy()
        number = 0
        for walk, count in enumerate(counts):
            nodes = np.r_[self.runs + walk, number : number + count, self.runs + self.walks + walk]
            self.following[nodes[:-1]], self.before[nodes[1:]] = nodes[1:], nodes[:-1]
            number += count
        weight = np.bincount(of_run, self.load[: self.runs], self.walks + 1)
        here = np.arange(self.runs + self.walks)
        hop_m = self.between(here, self.following[here]).astype(np.float64)
        walked_m = np.bincount(self.walk[here], hop_m, self.walks + 1)
        self.weight = weight.astype(np.float64) + hop_load * walked_m

    def _measure(self, ends: NDArray[np.intp], place: NDArray[np.intp]) -> None:
        """Gather the metres between all ends (nodes, 2) of each place.

        Nowhere's mean nothing, but must be found in the matrix of any place.
        """
        self.row = np.zeros((self.nowhere + 1, 2), np.intp)
        self.column = np.zeros((self.nowhere + 1, 2), np.intp)
        squares, begin = [], 0
        order = np.argsort(place, kind="stable")
        for nodes in np.split(order, np.flatnonzero(np.diff(place[order])) + 1):
            unit, column = np.unique(ends[nodes], return_inverse=True)
            squares.append(self.units.between(unit[:, None], unit).ravel())
            self.column[nodes] = column.reshape(-1, 2)
            self.row[nodes] = begin + self.column[nodes] * len(unit)
            begin += len(unit) ** 2
        self.metres = np.concatenate(squares)

    def _near(self, ends: NDArray[np.intp]) -> NDArray[np.intp]:
        """The nearest runs of the same place, by their nearest ends, (runs + 1, NEIGHBOURS)."""
        near = np.full((self.runs, NEIGHBOURS), self.nowhere)
        order = np.argsort(self.place, kind="stable")
        for rows in np.split(order, np.flatnonzero(np.diff(self.place[order])) + 1):
            apart_m = np.full((len(rows), len(rows)), np.inf, np.float32)
            for a in (0, 1):
                for b in (0, 1):
                    hop_m = self.units.between(ends[rows, a][:, None], ends[rows, b])
                    np.minimum(apart_m, hop_m, out=apart_m)
            # Centimetres and the run's number in one integer, so that ties fall alike everywhere.
            code = np.minimum(apart_m * 100, FAR_CM).astype(np.int64) * len(rows)
            code += np.arange(len(rows))
            np.fill_diagonal(code, np.iinfo(np.int64).max)
            nearest = np.sort(least(code, min(NEIGHBOURS, len(rows) - 1)), axis=1) % len(rows)
            near[rows, : nearest.shape[1]] = rows[nearest]
        return near

    def between(self, p: NDArray[np.intp], q: NDArray[np.intp]) -> NDArray[np.float32]:
        """Metres from where ``p`` is left to where ``q`` is entered, elementwise."""
        return np.asarray(self.metres.take(self.leave.take(p) + self.enter.take(q)))

    def lay(self, runs: NDArray[np.intp], is_turned: NDArray[np.bool_]) -> None:
        """Let runs be passed from their first unit to their last, or turned round."""
        last = np.where(is_turned, 0, 1)
        self.leave[runs], self.enter[runs] = self.row[runs, last], self.column[runs, 1 - last]

    def join(self, p: NDArray[np.intp], q: NDArray[np.intp]) -> None:
        """Let ``q`` follow ``p``, elementwise."""
        self.following[p], self.before[q] = q, p

    def excess(self, walk: NDArray[np.intp], weight: NDArray[np.float64]) -> NDArray[np.float64]:
        """By what share of a turf walks are out of bounds, given all weights (w + 1,)."""
        share = self.units.excess(np.arange(self.walks), weight[:-1])
        return np.asarray(np.r_[share, 0.0][walk])

    def is_empty(self, walk: NDArray[np.intp]) -> NDArray[np.bool_]:
        """Whether walks, numbers up to w for none, have lost their last run."""
        start = np.r_[self.runs + np.arange(self.walks), self.nowhere].take(walk)
        following = self.following.take(start)
        return np.asarray((following >= self.runs) & (following < self.nowhere))

    def state(self) -> tuple[NDArray[np.intp], ...]:
        """A copy of all links, for `restore`."""
        return tuple(links.copy() for links in self._linked())

    def restore(self, state: tuple[NDArray[np.intp], ...], walks: NDArray[np.bool_]) -> None:
        """Put the marked walks (w,) back to how they were."""
        was_in = state[2]
        rows = np.flatnonzero((was_in >= 0) & walks[was_in])
        for links, old in zip(self._linked(), state, strict=True):
            links[rows] = old[rows]

    def _linked(self) -> tuple[NDArray[np.intp], ...]:
        return self.following, self.before, self.walk, self.leave, self.enter

    def unroll(self) -> list[NDArray[np.intp]]:
        """The units of each walk, in order."""
        following = self.following.tolist()
        is_turned = (self.enter != self.column[:, 0]).tolist()
        walks = []
        for walk in range(self.walks):
            node, passed = following[self.runs + walk], []
            while node < self.runs:
                run = self.all_runs[node]
                passed.append(run[::-1] if is_turned[node] else run)
                node = following[node]
            walks.append(np.concatenate(passed))
        return walks
