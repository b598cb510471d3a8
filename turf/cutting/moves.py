"""Which moves would shorten the walks: links swapped within or between two, chains moved over.

Every move starts from a pair of neighbours u, v that shall follow each other. With ``du`` and
``dv`` (1 on, -1 back) saying on which side a link of u and of v gives way:

- `LINK`: u - x and v - y give way to u - v and x - y (2-opt in one walk, 2-opt* between two);
- `CHAIN`: up to `LONGEST_CHAIN` units from v on, away from z, go between u and x (Or-opt).

Gain criterion and neighbour lists after Lin and Kernighan 1973 and Bentley 1992; 2-opt* after
Potvin and Rousseau 1995.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from turf.cutting.chains import find_chains
from turf.cutting.pairs import LEAST_GAIN_M, LINK, Columns, Pairs, columns
from turf.cutting.relief import relief_m, side_load, whole_load
from turf.cutting.walks import Walks

BOTH_WAYS = (1, -1)
# So many pairs keep arrays in the processor's caches: twice as quick as all at once.
PAIRS_AT_ONCE = 16_384


@dataclass(frozen=True, slots=True)
class Moves:
    """Moves that shorten: metres gained, and what is done, all of shape (m,)."""

    gain_m: NDArray[np.float64]
    kind: NDArray[np.intp]
    u: NDArray[np.intp]
    v: NDArray[np.intp]
    du: NDArray[np.intp]
    dv: NDArray[np.intp]
    length: NDArray[np.intp]


def find_moves(walks: Walks, pairs: NDArray[np.intp], hop_load: float) -> Moves:
    """Find, for the pairs of the given numbers, every kind's best move that shortens.

    ``hop_load`` is the load of a metre walked.
    """
    rows = np.arange(len(walks.order))
    is_out = walks.units.excess(rows, whole_load(walks, rows, hop_load)) > 0
    found = []
    for first in range(0, max(1, len(pairs)), PAIRS_AT_ONCE):
        found += _find(walks, pairs[first : first + PAIRS_AT_ONCE], is_out, hop_load)
    return Moves(*(np.concatenate(column) for column in zip(*found, strict=True)))


def _find(
    walks: Walks, pairs: NDArray[np.intp], is_out: NDArray[np.bool_], hop_load: float
) -> list[Columns]:
    """Find the moves of some pairs; ``is_out`` (w,) says which walks are out of bounds."""
    u, v = walks.units.pair[:, pairs]
    any_gain = is_out[walks.at[u] // walks.width] | is_out[walks.at[v] // walks.width]
    every = Pairs(u, v, walks.units.pair_m[pairs], any_gain)
    found = []
    flat = walks.order.ravel()
    link_u = {d: _link_m(walks, flat, every.u, d) for d in BOTH_WAYS}
    link_v = {d: _link_m(walks, flat, every.v, d) for d in BOTH_WAYS}
    for du in BOTH_WAYS:
        u_gives = (link_u[du] > every.uv_m + LEAST_GAIN_M) | any_gain
        giving = every.take(u_gives)
        for dv in BOTH_WAYS:
            found.append(_links(walks, giving, du, dv, hop_load))
            v_gives = link_v[-dv] > every.uv_m + LEAST_GAIN_M
            found.append(find_chains(walks, every.take(u_gives | v_gives), du, dv, hop_load))
    return found


def _link_m(
    walks: Walks, flat: NDArray[np.intp], unit: NDArray[np.intp], step: int
) -> NDArray[np.float32]:
    return walks.units.between(unit, flat.take(walks.at.take(unit) + step))


def _links(walks: Walks, pairs: Pairs, du: int, dv: int, hop_load: float) -> Columns:
    """Try u - x, v - y against u - v, x - y."""
    flat, u, v = walks.order.ravel(), pairs.u, pairs.v
    at_u, at_v = walks.at.take(u), walks.at.take(v)
    x, y = flat.take(at_u + du), flat.take(at_v + dv)
    between = walks.units.between
    gain_m = (between(u, x) - pairs.uv_m).astype(np.float64) + between(v, y) - between(x, y)
    row_u, row_v = at_u // walks.width, at_v // walks.width
    same = row_u == row_v
    allowed = ~same if du != dv else (same | walks.units.may_turn[row_u])
    # In one walk x - y may be the very link u - v or v - u.
    allowed &= (x != v) & (y != u)
    keep = np.flatnonzero(allowed & ~same)
    one = side_load(walks, at_u[keep], du, hop_load) + side_load(walks, at_v[keep], dv, hop_load)
    one += hop_load * pairs.uv_m[keep]
    both = whole_load(walks, row_u[keep], hop_load) + whole_load(walks, row_v[keep], hop_load)
    two = both - hop_load * gain_m[keep] - one
    gain_m[keep] += relief_m(walks, (row_u[keep], row_v[keep]), (one, two), hop_load)
    better = allowed & (gain_m > LEAST_GAIN_M)
    return columns(better, gain_m, LINK, pairs, (du, dv), np.zeros(len(u), np.intp))
