"""Which chains of units would shorten the walks if they were moved over."""

import numpy as np
from numpy.typing import NDArray

from turf.cutting.pairs import CHAIN, LEAST_GAIN_M, Columns, Pairs, columns
from turf.cutting.relief import relief_m, whole_load
from turf.cutting.walks import Walks

LONGEST_CHAIN = 6


def find_chains(walks: Walks, pairs: Pairs, du: int, dv: int, hop_load: float) -> Columns:
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
    gain_m[pair, which] += _chain_relief_m(walks, ends, (du, dv), hop_load)
    best = gain_m.argmax(axis=1)
    gain_m = gain_m[np.arange(len(u)), best]
    return columns(gain_m > LEAST_GAIN_M, gain_m, CHAIN, pairs, (du, dv), best + 1)


def _chain_relief_m(
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
    to = whole_load(walks, row_u, hop_load) + load + hop_load * put_m
    left = whole_load(walks, row_v, hop_load) - load - hop_load * out_m
    return relief_m(walks, (row_u, row_v), (to, left), hop_load)
