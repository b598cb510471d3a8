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

from turf.cutting.walks import Walks

LONGEST_CHAIN = 10
LEAST_GAIN_M = 0.01
LINK, CHAIN = 0, 1
# What it may cost, at most, to bring a walk that is a whole turf out of bounds back into them.
STRICTNESS_M = 1e6
BOTH_WAYS = (1, -1)


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


@dataclass(frozen=True, slots=True)
class _Pairs:
    """Pairs u, v, the metres between them, and whether a walk of theirs is out of bounds.

    Such a walk may get longer on its way back into them.
    """

    u: NDArray[np.intp]
    v: NDArray[np.intp]
    uv_m: NDArray[np.float32]
    any_gain: NDArray[np.bool_]

    def take(self, keep: NDArray[np.bool_]) -> "_Pairs":
        return _Pairs(self.u[keep], self.v[keep], self.uv_m[keep], self.any_gain[keep])


def find_moves(walks: Walks, pairs: NDArray[np.intp], hop_load: float) -> Moves:
    """Find, for the pairs of the given numbers, every kind's best move that shortens.

    ``hop_load`` is the load of a metre walked.
    """
    u, v = walks.units.pair[:, pairs]
    rows = np.arange(len(walks.order))
    is_out = walks.units.excess(rows, _whole(walks, rows, hop_load)) > 0
    any_gain = is_out[walks.at[u] // walks.width] | is_out[walks.at[v] // walks.width]
    every = _Pairs(u, v, walks.units.pair_m[pairs], any_gain)
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
            found.append(_chains(walks, every.take(u_gives | v_gives), du, dv, hop_load))
    return Moves(*(np.concatenate(column) for column in zip(*found, strict=True)))


def _link_m(
    walks: Walks, flat: NDArray[np.intp], unit: NDArray[np.intp], step: int
) -> NDArray[np.float32]:
    return walks.units.between(unit, flat.take(walks.at.take(unit) + step))


_Columns = tuple[NDArray[np.generic], ...]


def _columns(
    keep: NDArray[np.bool_],
    gain_m: NDArray[np.float64],
    kind: int,
    pairs: _Pairs,
    way: tuple[int, int],
    length: NDArray[np.intp],
) -> _Columns:
    count = int(keep.sum())
    return (
        gain_m[keep],
        np.full(count, kind),
        pairs.u[keep],
        pairs.v[keep],
        np.full(count, way[0]),
        np.full(count, way[1]),
        length[keep],
    )


def _links(walks: Walks, pairs: _Pairs, du: int, dv: int, hop_load: float) -> _Columns:
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
    one = _side(walks, at_u[keep], du, hop_load) + _side(walks, at_v[keep], dv, hop_load)
    one += hop_load * pairs.uv_m[keep]
    both = _whole(walks, row_u[keep], hop_load) + _whole(walks, row_v[keep], hop_load)
    two = both - hop_load * gain_m[keep] - one
    gain_m[keep] += _relief(walks, (row_u[keep], row_v[keep]), (one, two), hop_load)
    better = allowed & (gain_m > LEAST_GAIN_M)
    return _columns(better, gain_m, LINK, pairs, (du, dv), np.zeros(len(u), np.intp))


def _relief(
    walks: Walks,
    rows: tuple[NDArray[np.intp], NDArray[np.intp]],
    loads: tuple[NDArray[np.float64], NDArray[np.float64]],
    hop_load: float,
) -> NDArray[np.float64]:
    """What it is worth, in metres, that two walks come to have other loads."""
    relief = np.zeros(len(rows[0]))
    for row, load in zip(rows, loads, strict=True):
        relief += walks.units.excess(row, _whole(walks, row, hop_load))
        relief -= walks.units.excess(row, load)
    return STRICTNESS_M * relief


def _side(walks: Walks, at: NDArray[np.intp], step: int, hop_load: float) -> NDArray[np.float64]:
    """Load of the part of a walk that stays with a unit when its link at ``step`` goes."""
    load: NDArray[np.float64] = walks.upto_load.ravel()[at] + hop_load * walks.upto_m.ravel()[at]
    if step == 1:
        return load
    own = walks.units.load[walks.order.ravel()[at]]
    return np.asarray(_whole(walks, at // walks.width, hop_load) - load + own)


def _whole(walks: Walks, row: NDArray[np.intp], hop_load: float) -> NDArray[np.float64]:
    return np.asarray(walks.upto_load[row, -1] + hop_load * walks.upto_m[row, -1])


def _chains(walks: Walks, pairs: _Pairs, du: int, dv: int, hop_load: float) -> _Columns:
    """Try the chains of each length from v on, between u and x; keep the best length."""
    flat, u, v, between = walks.order.ravel(), pairs.u, pairs.v, walks.units.between
    at_u, at_v = walks.at.take(u), walks.at.take(v)
    row_v = at_v // walks.width
    x, z = flat.take(at_u + du), flat.take(at_v - dv)
    fixed_m = (between(u, x) - pairs.uv_m + between(z, v)).astype(np.float64)
    in_row = at_v - row_v * walks.width
    room = (walks.count[row_v] - in_row + 1 if dv == 1 else in_row)[:, None]
    length = np.arange(1, LONGEST_CHAIN + 1)
    at_t = at_v[:, None] + dv * np.minimum(length, room) - dv
    t, w = flat.take(at_t), flat.take(at_t + dv)
    gain_m = fixed_m[:, None] + between(t, w) - between(t, x[:, None]) - between(z[:, None], w)
    same = at_u // walks.width == row_v
    from_v = dv * (at_u - at_v)
    nearer, further = np.minimum(from_v, from_v + dv * du), np.maximum(from_v, from_v + dv * du)
    # Neither u nor x may be part of the chain that is put between them.
    clear = ~same[:, None] | (nearer[:, None] >= length) | (further < 0)[:, None]
    clear &= (length <= room) & ((gain_m > LEAST_GAIN_M) | pairs.any_gain[:, None])
    gain_m[~clear] = 0.0
    pair, which = np.nonzero(clear & ~same[:, None])
    ends = at_u[pair], at_v[pair], at_t[pair, which]
    gain_m[pair, which] += _chain_relief(walks, ends, (du, dv), hop_load)
    best = gain_m.argmax(axis=1)
    gain_m = gain_m[np.arange(len(u)), best]
    return _columns(gain_m > LEAST_GAIN_M, gain_m, CHAIN, pairs, (du, dv), best + 1)


def _chain_relief(
    walks: Walks,
    ends: tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.intp]],
    way: tuple[int, int],
    hop_load: float,
) -> NDArray[np.float64]:
    """What it is worth, in metres, that the chain v..t goes from one walk to the other."""
    (at_u, at_v, at_t), (du, dv), between = ends, way, walks.units.between
    flat = walks.order.ravel()
    row_u, row_v = at_u // walks.width, at_v // walks.width
    upto_load, upto_m = walks.upto_load.ravel(), walks.upto_m.ravel()
    first = np.minimum(at_v, at_t)
    load = np.abs(upto_load[at_t] - upto_load[at_v]) + walks.units.load[flat[first]]
    u, x, v, t = (flat.take(at) for at in (at_u, at_u + du, at_v, at_t))
    z, w = flat.take(at_v - dv), flat.take(at_t + dv)
    inner_m = np.abs(upto_m[at_t] - upto_m[at_v])
    put_m = inner_m + between(u, v) + between(t, x) - between(u, x)
    out_m = inner_m + between(z, v) + between(t, w) - between(z, w)
    to = _whole(walks, row_u, hop_load) + load + hop_load * put_m
    left = _whole(walks, row_v, hop_load) - load - hop_load * out_m
    return _relief(walks, (row_u, row_v), (to, left), hop_load)
