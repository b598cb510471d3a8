"""Walks as links from run to run, which can be cut and joined at many sites at once."""

import numpy as np
from numpy.typing import NDArray

from turf.cutting.walks import Units

NEIGHBOURS = 14


class Links:
    """The r runs of w walks: each knows the one before and the one following.

    Nodes are the runs, then the walks' starts, then their ends, and last one that is nowhere.
    ``turned`` says which runs are passed from their last unit to their first; ``walk`` (nodes,) is
    -1 for runs taken out; ``load`` that of each run with the walking inside it, ``weight`` (w + 1,)
    that of each walk with all its walking.
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
        # Nowhere's metres mean nothing, but must be found in the matrix of any place.
        self.row = np.vstack([units.row[both], [[0, 0]]])
        self.column = np.vstack([units.column[both], [[0, 0]]])
        counts = [len(walk) for walk in runs]
        of_run = np.repeat(np.arange(self.walks), counts)
        self.place = units.place[of_run]
        self.near = self._near(ends)
        inner_m = [units.between(run[:-1], run[1:]).sum(dtype=np.float64) for run in self.all_runs]
        load = [units.load[run].sum() for run in self.all_runs]
        self.load = np.zeros(self.nowhere + 1)
        self.load[: self.runs] = np.array(load) + hop_load * np.array(inner_m)
        self.turned = np.zeros(self.nowhere + 1, np.intp)
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
            np.fill_diagonal(apart_m, np.inf)
            nearest = np.argsort(apart_m, axis=1, kind="stable")[:, : len(rows) - 1]
            nearest = nearest[:, :NEIGHBOURS]
            near[rows, : nearest.shape[1]] = rows[nearest]
        return near

    def between(self, p: NDArray[np.intp], q: NDArray[np.intp]) -> NDArray[np.float32]:
        """Metres from where ``p`` is left to where ``q`` is entered, elementwise."""
        leave = self.row.ravel().take(2 * p + 1 - self.turned.take(p))
        enter = self.column.ravel().take(2 * q + self.turned.take(q))
        return np.asarray(self.units.metres.take(leave + enter))

    def join(self, p: NDArray[np.intp], q: NDArray[np.intp]) -> None:
        """Let ``q`` follow ``p``, elementwise."""
        self.following[p], self.before[q] = q, p

    def excess(self, walk: NDArray[np.intp], weight: NDArray[np.float64]) -> NDArray[np.float64]:
        """By what share of a turf walks are out of bounds, given all weights (w + 1,)."""
        share = self.units.excess(np.arange(self.walks), weight[:-1])
        return np.asarray(np.r_[share, 0.0][walk])

    def state(self) -> tuple[NDArray[np.intp], ...]:
        """A copy of all links, for `restore`."""
        return tuple(
            links.copy() for links in (self.following, self.before, self.walk, self.turned)
        )

    def restore(self, state: tuple[NDArray[np.intp], ...], walks: NDArray[np.bool_]) -> None:
        """Put the marked walks (w,) back to how they were."""
        was_in = state[2]
        rows = np.flatnonzero((was_in >= 0) & walks[was_in])
        for links, old in zip(
            (self.following, self.before, self.walk, self.turned), state, strict=True
        ):
            links[rows] = old[rows]

    def unroll(self) -> list[NDArray[np.intp]]:
        """The units of each walk, in order."""
        following, turned = self.following.tolist(), self.turned.tolist()
        walks = []
        for walk in range(self.walks):
            node, passed = following[self.runs + walk], []
            while node < self.runs:
                run = self.all_runs[node]
                passed.append(run[::-1] if turned[node] else run)
                node = following[node]
            walks.append(np.concatenate(passed))
        return walks
