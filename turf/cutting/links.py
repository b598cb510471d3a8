"""Walks as links from run to run, which can be cut and joined at many sites at once."""

import numpy as np
from numpy.typing import NDArray

from turf.cutting.ends import metres_between_ends, nearest_runs
from turf.cutting.walks import Units


class Links:
    """The r runs of w walks, of several tries that start alike: each knows its neighbours.

    Nodes are the runs, try after try, then the walks' starts, then their ends, and last one that is
    nowhere; ``before`` and ``following`` (nodes,) link them. ``metres`` are those between the runs'
    ends, place after place; ``row`` and ``column`` (nodes, 2) say where in them each end is found,
    ``leave`` and ``enter`` (nodes,) the same of the ends by which a node is left and entered as it
    lies. ``walk`` (nodes,) is -1 for runs taken out; ``place`` (r,) and ``place_of_walk`` (w,) the
    number of a place in a try; ``load`` (nodes,) that of each run with the walking inside it,
    ``weight`` (w + 1,) that of each walk with all its walking.
    """

    def __init__(
        self, units: Units, runs: list[list[NDArray[np.intp]]], hop_load: float, tries: int
    ) -> None:
        """Link the runs of each walk, as often as there are tries."""
        self.units, self.hop_load, self.tries = units, hop_load, tries
        self.all_runs = [run for walk in runs for run in walk]
        own, walks = len(self.all_runs), len(runs)
        self.runs, self.walks = own * tries, walks * tries
        self.nowhere = self.runs + 2 * self.walks
        counts = [len(walk) for walk in runs]
        of_run = np.repeat(np.arange(walks), counts)
        place = units.place[of_run]
        self._place(place)
        ends = np.array([(run[0], run[-1]) for run in self.all_runs], np.intp)
        self.metres, row, column = metres_between_ends(units, ends, place)
        self.row, self.column = self._of_nodes(row, own), self._of_nodes(column, own)
        self.near = self._near(nearest_runs(units, ends, place))
        inner_m = [units.between(run[:-1], run[1:]).sum(dtype=np.float64) for run in self.all_runs]
        load = np.array([units.load[run].sum() for run in self.all_runs])
        self.load = np.zeros(self.nowhere + 1)
        self.load[: self.runs] = np.tile(load + hop_load * np.array(inner_m), tries)
        self.leave, self.enter = self.row[:, 1].copy(), self.column[:, 0].copy()
        self._link(counts, of_run)

    def _place(self, place: NDArray[np.intp]) -> None:
        """Number the places through all tries; ``place`` is that of each run of one try."""
        places = int(self.units.place.max()) + 1
        before = np.arange(self.tries)[:, None] * places
        self.place = (place + before).ravel()
        self.place_of_walk = (self.units.place + before).ravel()

    def _link(self, counts: list[int], of_run: NDArray[np.intp]) -> None:
        """Let the runs of each walk follow each other; weigh the walks."""
        every = np.arange(self.walks)
        start, end = self.runs + every, self.runs + self.walks + every
        walk_of_run = (of_run + np.arange(self.tries)[:, None] * len(counts)).ravel()
        self.walk = np.r_[walk_of_run, every, every, -1]
        last = np.cumsum(np.tile(counts, self.tries)) - 1
        first = np.r_[0, last[:-1] + 1]
        self.before = np.full(self.nowhere + 1, self.nowhere)
        self.following = self.before.copy()
        self.following[: self.runs] = np.arange(self.runs) + 1
        self.before[: self.runs] = np.arange(self.runs) - 1
        self.join(start, first)
        self.join(last, end)
        here = np.arange(self.runs + self.walks)
        hop_m = self.between(here, self.following[here]).astype(np.float64)
        walked_m = np.bincount(self.walk[here], hop_m, self.walks + 1)
        weight = np.bincount(walk_of_run, self.load[: self.runs], self.walks + 1)
        self.weight = weight.astype(np.float64) + self.hop_load * walked_m

    def _of_nodes(self, of_one: NDArray[np.intp], runs: int) -> NDArray[np.intp]:
        """Repeat for all tries what is known of the runs, starts and ends of one.

        Nowhere's means nothing, but must be found in the matrix of any place.
        """
        parts = np.split(of_one, [runs, runs + len(self.units.place)])
        return np.concatenate([np.tile(part, (self.tries, 1)) for part in parts] + [[[0, 0]]])

    def _near(self, near: NDArray[np.intp]) -> NDArray[np.intp]:
        """Repeat for all tries which runs (runs, k) are nearest, -1 for none; (r + 1, k)."""
        first = np.arange(self.tries)[:, None, None] * len(near)
        of_all = np.where(near < 0, self.nowhere, near + first).reshape(-1, near.shape[1])
        return np.pad(of_all, ((0, 1), (0, 0)), constant_values=self.nowhere)

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
        own = np.arange(self.walks) % len(self.units.place)
        return np.asarray(np.r_[self.units.excess(own, weight[:-1]), 0.0][walk])

    def most(self, leeway: float) -> NDArray[np.float64]:
        """How much each walk (w + 1,) may weigh, if it may be over its bounds by a factor."""
        return np.asarray(np.r_[np.tile(self.units.high * leeway, self.tries), -np.inf])

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

    def unroll(self) -> list[list[NDArray[np.intp]]]:
        """The units of each walk, in order, by try."""
        following = self.following.tolist()
        is_turned = (self.enter != self.column[:, 0]).tolist()
        walks = []
        for walk in range(self.walks):
            node, passed = following[self.runs + walk], []
            while node < self.runs:
                run = self.all_runs[node % len(self.all_runs)]
                passed.append(run[::-1] if is_turned[node] else run)
                node = following[node]
            walks.append(np.concatenate(passed))
        own = len(self.units.place)
        return [walks[first : first + own] for first in range(0, self.walks, own)]
