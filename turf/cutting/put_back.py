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
    runs, anchor = taken.runs[order], taken.anchor[order]
    site_of_walk = np.full(links.walks + 1, -1)
    site_of_walk[sites.walk[order]] = np.arange(len(order))[:, None]
    site_of_walk[-1] = -1
    most = links.most(LEEWAY)
    left = np.searchsorted(-count[order], -np.arange(count.max(initial=0)), side="left")
    detours_m = np.zeros(len(order))
    for number, first in enumerate(left.tolist()):
        run = runs[:first, number]
        room = most - links.weight
        after, detour_m, is_turned = _best_gaps(links, run, anchor[:first], site_of_walk, room)
        detours_m[:first] += detour_m
        if not np.isfinite(detour_m).all():
            found = np.isfinite(detour_m)
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
    links: Links,
    run: NDArray[np.intp],
    anchor: NDArray[np.intp],
    site_of_walk: NDArray[np.intp],
    room: NDArray[np.float64],
) -> tuple[NDArray[np.intp], NDArray[np.float32], NDArray[np.bool_]]:
    """Find where each run costs least: the node before, metres, and whether it is turned round.

    ``run`` (r,) and ``anchor`` (r, 3) are those of sites 0 to r - 1, ``room`` (w + 1,) that of each
    walk. The metres are infinite where no walk has room.
    """
    rows, near = np.arange(len(run))[:, None], links.near[run]
    width = 2 * near.shape[1] + anchor.shape[1]
    # Most nodes are in walks of other sites: work on the rest only.
    beside = np.flatnonzero(site_of_walk.take(links.walk.take(near)) == rows)
    node, row = near.ravel().take(beside), beside // near.shape[1]
    cell = beside + row * (width - near.shape[1])
    in_gaps = np.arange(2 * near.shape[1], width) + rows * width
    after = np.concatenate([node, links.before.take(node), anchor.ravel()])
    cell = np.concatenate([cell, cell + near.shape[1], in_gaps.ravel()])
    which = cell // width
    fits = np.flatnonzero(room.take(links.walk.take(after)) >= links.load.take(run).take(which))
    after, cell, which = after.take(fits), cell.take(fits), which.take(fits)
    ahead_m, turned_m = _detours(links, after, run, which)
    detour_m = np.full(len(run) * width, np.inf, np.float32)
    detour_m[cell] = np.minimum(ahead_m, turned_m)
    best = detour_m.reshape(-1, width).argmin(axis=1) + rows.ravel() * width
    found = np.full(len(detour_m), links.nowhere)
    found[cell] = after
    is_turned = np.zeros(len(detour_m), bool)
    is_turned[cell] = turned_m < ahead_m
    return found.take(best), detour_m.take(best), is_turned.take(best)


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
