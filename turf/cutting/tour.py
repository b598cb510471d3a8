"""One open walk through all units of a place: greedy links, then 2-opt and Or-opt.

Greedy edge matching and neighbour-list 2-opt and Or-opt after Bentley, "Fast algorithms for
geometric traveling salesman problems", 1992. Every step is a comparison in a fixed order, so the
result depends on the input alone.
"""

import numpy as np
from numpy.typing import NDArray

LONGEST_CHAIN = 3
LEAST_GAIN_M = 1e-3
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


def giant_tour(walk_m: NDArray[np.float32], neighbours: NDArray[np.intp]) -> NDArray[np.intp]:
    """Order n units into one short open walk; ``walk_m`` (n + 2, n + 2) as from `with_ends`."""
    n = len(walk_m) - 2
    if n < 3:
        return np.arange(n)
    return improve_walk(_greedy(walk_m[:n, :n], neighbours), walk_m, neighbours)


def improve_walk(
    walk: NDArray[np.intp], walk_m: NDArray[np.float32], neighbours: NDArray[np.intp]
) -> NDArray[np.intp]:
    """Shorten a walk through some of the units by 2-opt and Or-opt until nothing gains.

    The walk is closed by a link from its end to its start that is too good to be cut, so that open
    ends are improved like any other place and the way through stays symmetric.
    """
    n = len(walk_m) - 2
    cycle = _Cycle([n + 1, n, *walk.tolist()], walk_m, neighbours)
    cycle.improve()
    at = cycle.cycle.index(n)
    turned = cycle.cycle[at:] + cycle.cycle[:at]
    if turned[1] == n + 1:
        turned = turned[:1] + turned[:0:-1]
    return np.array(turned[1:-1], np.intp)


class _Cycle:
    """A closed tour as a list, with each unit's place in it."""

    def __init__(
        self, cycle: list[int], walk_m: NDArray[np.float32], neighbours: NDArray[np.intp]
    ) -> None:
        n = len(walk_m) - 2
        self.cycle = cycle
        self.place = [-1] * (n + 2)
        for i, unit in enumerate(cycle):
            self.place[unit] = i
        self.walk_m = walk_m.tolist()
        self.walk_m[n][n + 1] = self.walk_m[n + 1][n] = NEVER_CUT_M
        self.near = [[v for v in row if v >= 0] for row in neighbours.tolist()]
        self.near += [[], []]

    def improve(self) -> None:
        """Try each unit in turn, and again those next to a change, until all are quiet."""
        queue = [unit for unit in self.cycle if self.near[unit]]
        waiting = set(queue)
        at = 0
        while at < len(queue):
            unit = queue[at]
            at += 1
            waiting.discard(unit)
            touched = self._two_opt(unit) or self._or_opt(unit)
            while touched:
                for other in touched:
                    if other not in waiting:
                        waiting.add(other)
                        queue.append(other)
                touched = self._two_opt(unit) or self._or_opt(unit)

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
                if place[c] < 0:
                    continue
                d = cycle[(place[c] + step) % n]
                if gain + walk_m[c][d] - walk_m[b][d] > LEAST_GAIN_M:
                    if step == 1:
                        self._turn(place[b], place[c])
                    else:
                        self._turn(place[c], place[b])
                    return a, b, c, d
        return ()

    def _or_opt(self, a: int) -> tuple[int, ...]:
        """Move a short chain that ends in ``a`` between a neighbour and the one beside it."""
        cycle, place, walk_m = self.cycle, self.place, self.walk_m
        n = len(cycle)
        for step in (1, -1):
            for length in range(1, min(LONGEST_CHAIN, n - 3) + 1):
                # The chain runs from a, against the step, to tail; before and after hold it.
                tail = cycle[(place[a] - step * (length - 1)) % n]
                after = cycle[(place[a] + step) % n]
                before = cycle[(place[a] - step * length) % n]
                freed = walk_m[a][after] + walk_m[before][tail] - walk_m[before][after]
                if freed <= LEAST_GAIN_M:
                    continue
                for c in self.near[a]:
                    gain = freed - walk_m[a][c]
                    if gain <= LEAST_GAIN_M:
                        break
                    if place[c] < 0 or (place[a] - place[c]) * step % n < length:
                        continue
                    for side in (1, -1):
                        d = cycle[(place[c] + side) % n]
                        if (place[a] - place[d]) * step % n < length:
                            continue
                        if gain + walk_m[c][d] - walk_m[tail][d] > LEAST_GAIN_M:
                            self._move((a, tail, step, length), c, side)
                            return a, tail, before, after, c, d
        return ()

    def _turn(self, first: int, last: int) -> None:
        """Turn the way from place ``first`` on to place ``last`` round, or else all the rest."""
        cycle, place, n = self.cycle, self.place, len(self.cycle)
        if (last - first) % n * 2 > n:
            first, last = (last + 1) % n, (first - 1) % n
        count = (last - first) % n + 1
        if first <= last:
            part = cycle[first : last + 1][::-1]
            cycle[first : last + 1] = part
            for i, unit in enumerate(part, first):
                place[unit] = i
            return
        for _ in range(count // 2):
            cycle[first], cycle[last] = cycle[last], cycle[first]
            place[cycle[first]], place[cycle[last]] = first, last
            first, last = (first + 1) % n, (last - 1) % n

    def _move(self, chain: tuple[int, int, int, int], c: int, side: int) -> None:
        """Take the chain out and put it beside ``c``, its end ``a`` next to ``c``."""
        a, _, step, length = chain
        n = len(self.cycle)
        units = [self.cycle[(self.place[a] - step * i) % n] for i in range(length)]
        out = set(units)
        rest = [unit for unit in self.cycle if unit not in out]
        at = rest.index(c)
        self.cycle = (
            rest[: at + 1] + units + rest[at + 1 :]
            if side == 1
            else rest[:at] + units[::-1] + rest[at:]
        )
        for i, unit in enumerate(self.cycle):
            self.place[unit] = i


def _greedy(walk_m: NDArray[np.float32], neighbours: NDArray[np.intp]) -> NDArray[np.intp]:
    """Link the nearest pairs first as long as they form open chains; then chain the chains."""
    n = len(walk_m)
    chains = _Chains(n)
    first = np.repeat(np.arange(n), neighbours.shape[1])
    second = neighbours.ravel()
    first, second = first[second >= 0], second[second >= 0]
    chains.link(first, second, walk_m[first, second])
    ends = np.flatnonzero(np.array(chains.degree) < 2)
    a, b = np.triu_indices(len(ends), 1)
    chains.link(ends[a], ends[b], walk_m[ends[a], ends[b]])
    return chains.walk()


class _Chains:
    """Open chains of units that grow together, kept apart from closing by union-find."""

    def __init__(self, n: int) -> None:
        self.links: list[list[int]] = [[] for _ in range(n)]
        self.degree = [0] * n
        self.other_end = list(range(n))

    def link(
        self, first: NDArray[np.intp], second: NDArray[np.intp], walk_m: NDArray[np.float32]
    ) -> None:
        """Link pairs, nearest first, wherever both are ends of different chains."""
        order = np.lexsort((second, first, walk_m))
        degree, other_end = self.degree, self.other_end
        for a, b in zip(first[order].tolist(), second[order].tolist(), strict=True):
            if degree[a] < 2 and degree[b] < 2 and other_end[a] != b:
                self.links[a].append(b)
                self.links[b].append(a)
                degree[a] += 1
                degree[b] += 1
                far_a, far_b = other_end[a], other_end[b]
                other_end[far_a], other_end[far_b] = far_b, far_a

    def walk(self) -> NDArray[np.intp]:
        """Walk the one chain that is left, from the lower of its ends."""
        here = self.degree.index(1)
        walk, before = [here], -1
        for _ in range(len(self.degree) - 1):
            step = [unit for unit in self.links[here] if unit != before]
            before, here = here, step[0]
            walk.append(here)
        return np.array(walk, np.intp)
