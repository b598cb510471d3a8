"""Put the runs that were taken out at many sites back, each where it costs least."""

import numpy as np
from numpy.typing import NDArray

from turf.cutting.links import Links
from turf.cutting.sites import Sites
from turf.cutting.take_out import TakenOut

# While runs are moved about, a walk may be this much over its bounds, at a price.
LEEWAY = 1.06


def put_back(links: Links, sites: Sites, taken: TakenOut) -> NDArray[np.float64]:
    """Put the runs back one by one; metres by which each site's walks got longer in all.

    A run goes beside one of its neighbours, or into a gap, where the walks of its site have room;
    infinite where there is none.
    """
    count = (taken.runs != links.nowhere).sum(axis=1)
    # Sites with most to put back come first, so that each round works on the first so many.
    order = np.argsort(-count, kind="stable")
    runs, walk, anchor = taken.runs[order], sites.walk[order], taken.anchor[order]
    left = np.searchsorted(-count[order], -np.arange(count.max(initial=0)), side="left")
    detours_m = np.zeros(len(order))
    for number, first in enumerate(left.tolist()):
        run = runs[:first, number]
        after, detour_m, is_turned = _best_gaps(links, run, walk[:first], anchor[:first])
        detours_m[:first] += detour_m
        found = np.isfinite(detour_m)
        if not found.all():
            run, after = run[found], after[found]
            detour_m, is_turned = detour_m[found], is_turned[found]
        into = links.walk.take(after)
        links.walk[run] = into
        links.weight[into] += links.load.take(run) + links.hop_load * detour_m
        links.lay(run, is_turned)
        following = links.following.take(after)
        links.join(after, run)
        links.join(run, following)
    change_m = taken.change_m.copy()
    change_m[order] += detours_m
    return change_m


def _best_gaps(
    links: Links, run: NDArray[np.intp], walk: NDArray[np.intp], anchor: NDArray[np.intp]
) -> tuple[NDArray[np.intp], NDArray[np.float32], NDArray[np.bool_]]:
    """Find where each run costs least: the node before, metres, and whether it is turned round.

    ``walk`` and ``anchor`` (r, 3) are those of each run's site. The metres are infinite where no
    walk has room.
    """
    near = links.near[run]
    near_walk = links.walk.take(near)
    here = np.logical_or.reduce([near_walk == one[:, None] for one in walk.T])
    room = np.r_[links.units.high * LEEWAY, -np.inf] - links.weight
    load = links.load.take(run)[:, None]
    here &= room[near_walk] >= load
    fits = np.concatenate([here, here, room[walk] >= load], axis=1)
    after = np.concatenate([near, links.before.take(near), anchor], axis=1)
    # Most nodes are in walks of other sites: work on the rest only.
    at = np.flatnonzero(fits)
    ahead_m, turned_m = _detours(links, after.ravel().take(at), run, at // fits.shape[1])
    detour_m = np.full(fits.shape, np.inf, np.float32)
    detour_m.ravel()[at] = np.minimum(ahead_m, turned_m)
    is_turned = np.zeros(fits.shape, bool)
    is_turned.ravel()[at] = turned_m < ahead_m
    best = detour_m.argmin(axis=1)
    rows = np.arange(len(run))
    return after[rows, best], detour_m[rows, best], is_turned[rows, best]


def _detours(
    links: Links, after: NDArray[np.intp], run: NDArray[np.intp], which: NDArray[np.intp]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Metres that ``run[which]`` add behind ``after``, passed as they are and turned round."""
    metres = links.metres
    leave, enter = links.leave.take(after), links.enter.take(links.following.take(after))
    (row_0, row_1), (column_0, column_1) = links.row[run].T, links.column[run].T
    saved = metres.take(leave + enter)
    ahead = metres.take(leave + column_0.take(which)) + metres.take(row_1.take(which) + enter)
    turned = metres.take(leave + column_1.take(which)) + metres.take(row_0.take(which) + enter)
    return ahead - saved, turned - saved
