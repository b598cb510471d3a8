"""One open walk through all runs of a place: greedy links, then 2-opt and Or-opt.

Greedy edge matching and neighbour-list 2-opt and Or-opt after Bentley, "Fast algorithms for
geometric traveling salesman problems", 1992. Every step is a comparison in a fixed order, so the
result depends on the input alone.
"""

import numpy as np
from numpy.typing import NDArray

LONGEST_CHAIN = 3
LEAST_GAIN_M = 1e-3
NEIGHBOURS = 12
# A link that no gain can outweigh: a run's two ends stay together.
NEVER_CUT_M = -1e7


def with_ends(
    walk_m: NDArray[np.float32],
    from_start_m: NDArray[np.float32] | None = None,
    to_end_m: NDArray[np.float32] | None = None,
) -> NDArray[np.float32]:
    """Add the walk's two ends to a matrix (n, n) as its last two rows and columns.

    ``from_start_m``, ``to_end_m`` (n,) are the metres from the staging point to each unit and from
    each unit to where the walk shall finish; an end that is free costs nothing.
    """
    n = len(walk_m)
    both = np.zeros((n + 2, n + 2), np.float32)
    both[:n, :n] = walk_m
    for row, ends_m in ((n, from_start_m), (n + 1, to_end_m)):
        if ends_m is not None:
            both[row, :n] = both[:n, row] = ends_m
    return both


def giant_tour(walk_m: NDArray[np.float32], runs: list[NDArray[np.intp]]) -> NDArray[np.intp]:
    """Order the units of all runs into one short open walk that passes each run in one go.

    ``walk_m`` (n, n) metres between units. A tour through the runs' ends, in which the two ends of
    a run are linked for good; turning a part of the tour round turns its runs with it.
    """
    ends = [unit for run in runs for unit in dict.fromkeys((int(run[0]), int(run[-1])))]
    of_end = [i for i, run in enumerate(runs) for _ in range(1 + (len(run) > 1))]
    if len(runs) == 1:
        return runs[0]
    between_m = walk_m[np.ix_(ends, ends)].astype(np.float64)
    np.fill_diagonal(between_m, np.inf)
    for end in range(1, len(ends)):
        if of_end[end] == of_end[end - 1]:
            between_m[end, end - 1] = between_m[end - 1, end] = NEVER_CUT_M
    near = np.argsort(between_m, axis=1, kind="stable")[:, : min(NEIGHBOURS, len(ends) - 1)]
    cycle = _Cycle(_greedy(between_m, near), between_m, near.tolist())
    cycle.improve()
    return _unroll([(ends[end], runs[of_end[end]]) for end in cycle.opened()])


def _unroll(passed: list[tuple[int, NDArray[np.intp]]]) -> NDArray[np.intp]:
    """List the units of runs whose ends are met in this order."""
    units: list[NDArray[np.intp]] = []
    skip = False
    for end, run in passed:
        if not skip:
            units.append(run if run[0] == end else run[::-1])
        skip = not skip and len(run) > 1
    return np.concatenate(units)


class _Cycle:
    """A closed tour as a list, with each end's place in it.

    It is closed through an end of its own, last of all, that is free to reach.
    """

    def __init__(self, walk: list[int], walk_m: NDArray[np.float64], near: list[list[int]]) -> None:
        n = len(walk)
        self.cycle = [*walk, n]
        self.place = [0] * (n + 1)
        for i, end in enumerate(self.cycle):
            self.place[end] = i
        self.walk_m = [[*row, 0.0] for row in walk_m.tolist()] + [[0.0] * (n + 1)]
        self.near = [*near, []]

    def opened(self) -> list[int]:
        """The tour as a walk, without the end that closes it."""
        at = self.place[len(self.cycle) - 1]
        return self.cycle[at + 1 :] + self.cycle[:at]

    def improve(self) -> None:
        """Try each end in turn, and again those next to a change, until all are quiet."""
        queue = list(self.cycle)
        waiting = set(queue)
        at = 0
        while at < len(queue):
            end = queue[at]
            at += 1
            waiting.discard(end)
            while touched := self._two_opt(end) or self._or_opt(end):
                news = [other for other in touched if other not in waiting]
                waiting.update(news)
                queue += dict.fromkeys(news)

    def _two_opt(self, a: int) -> tuple[int, ...]:
        """Swap two links for two shorter ones by turning the way between them round."""
        cycle, place, walk_m = self.cycle, self.place, self.walk_m
        n = len(cycle)
        for step in (1, -1):
            b = cycle[(place[a] + step) % n]
            ab = walk_m[a][b]
            for c in self.near[a]:
                gain = ab - walk_m[a][c]
                if gain <= LEAST_GAIN_M:
                    break
                d = cycle[(place[c] + step) % n]
                if gain + walk_m[c][d] - walk_m[b][d] > LEAST_GAIN_M:
                    self._turn(*((place[b], place[c]) if step == 1 else (place[c], place[b])))
                    return a, b, c, d
        return ()

    def _or_opt(self, a: int) -> tuple[int, ...]:
        """Move a short chain that ends in ``a`` between a neighbour and the one beside it."""
        n = len(self.cycle)
        for step in (1, -1):
            for length in range(1, min(LONGEST_CHAIN, n - 3) + 1):
                touched = self._move_chain(a, step, length)
                if touched:
                    return touched
        return ()

    def _move_chain(self, a: int, step: int, length: int) -> tuple[int, ...]:
        """Try the chain of ``length`` from a against the step; before and after hold it."""
        cycle, place, walk_m = self.cycle, self.place, self.walk_m
        n, at = len(cycle), place[a]
        tail = cycle[(at - step * (length - 1)) % n]
        after, before = cycle[(at + step) % n], cycle[(at - step * length) % n]
        freed = walk_m[a][after] + walk_m[before][tail] - walk_m[before][after]
        for c in self.near[a]:
            gain = freed - walk_m[a][c]
            if gain <= LEAST_GAIN_M:
                break
            for side in (1, -1):
                d = cycle[(place[c] + side) % n]
                if min((at - place[c]) * step % n, (at - place[d]) * step % n) < length:
                    continue
                if gain + walk_m[c][d] - walk_m[tail][d] > LEAST_GAIN_M:
                    self._put([cycle[(at - step * i) % n] for i in range(length)], c, side)
                    return a, tail, before, after, c, d
        return ()

    def _turn(self, first: int, last: int) -> None:
        """Turn the way from place ``first`` on to place ``last`` round, or else all the rest."""
        cycle, place, n = self.cycle, self.place, len(self.cycle)
        if (last - first) % n * 2 > n:
            first, last = (last + 1) % n, (first - 1) % n
        for _ in range(((last - first) % n + 1) // 2):
            cycle[first], cycle[last] = cycle[last], cycle[first]
            place[cycle[first]], place[cycle[last]] = first, last
            first, last = (first + 1) % n, (last - 1) % n

    def _put(self, chain: list[int], c: int, side: int) -> None:
        """Take the chain out and put it beside ``c``, its first next to ``c``."""
        out = set(chain)
        rest = [end for end in self.cycle if end not in out]
        at = rest.index(c) + (side == 1)
        self.cycle = rest[:at] + (chain if side == 1 else chain[::-1]) + rest[at:]
        for i, end in enumerate(self.cycle):
            self.place[end] = i


def _greedy(walk_m: NDArray[np.float64], near: NDArray[np.intp]) -> list[int]:
    """Link the nearest pairs first as long as they form open chains; then chain the chains."""
    n, k = near.shape
    chains = _Chains(n)
    first, second = np.repeat(np.arange(n), k), near.ravel()
    chains.link(first, second, walk_m[first, second])
    ends = np.flatnonzero(np.array([len(linked) for linked in chains.links]) < 2)
    a, b = np.triu_indices(len(ends), 1)
    chains.link(ends[a], ends[b], walk_m[ends[a], ends[b]])
    return chains.walk()


class _Chains:
    """Open chains that grow together, kept from closing by knowing their other end."""

    def __init__(self, n: int) -> None:
        self.links: list[list[int]] = [[] for _ in range(n)]
        self.other_end = list(range(n))

    def link(
        self, first: NDArray[np.intp], second: NDArray[np.intp], walk_m: NDArray[np.float64]
    ) -> None:
        """Link pairs, nearest first, wherever both are ends of different chains."""
        order = np.lexsort((second, first, walk_m))
        links, other_end = self.links, self.other_end
        for a, b in zip(first[order].tolist(), second[order].tolist(), strict=True):
            if len(links[a]) < 2 and len(links[b]) < 2 and other_end[a] != b:
                links[a].append(b)
                links[b].append(a)
                far_a, far_b = other_end[a], other_end[b]
                other_end[far_a], other_end[far_b] = far_b, far_a

    def walk(self) -> list[int]:
        """Walk the one chain that is left, from the lower of its ends."""
        here = [len(linked) for linked in self.links].index(1)
        walk, before = [here], -1
        while len(walk) < len(self.links):
            before, here = here, next(end for end in self.links[here] if end != before)
            walk.append(here)
        return walk
