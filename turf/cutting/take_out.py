"""Cut strings of runs out of the walks of many sites."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from turf.cutting.links import Links
from turf.cutting.sites import WALKS_A_SITE, Sites

# Runs in a string: of a walk in a town; of one with many runs, or that is alone at its site.
LONGEST_STRING = 5
LONGEST_OF_MANY = 10


@dataclass(frozen=True, slots=True)
class TakenOut:
    """What each site has taken out.

    ``runs`` (s, m) in the order they go back, padded; ``anchor`` (s, 3) the nodes before the gaps;
    ``change_m`` (s,) by how much the walks got longer.
    """

    runs: NDArray[np.intp]
    anchor: NDArray[np.intp]
    change_m: NDArray[np.float64]


def longest_strings(times: NDArray[np.float64]) -> NDArray[np.float64]:
    """How long strings may be where walks have so many times the runs of those in a town."""
    return np.minimum(LONGEST_STRING * times, LONGEST_OF_MANY)


def take_out(links: Links, sites: Sites) -> TakenOut:
    """Cut a string of runs round each seed out of its walk and close the gap."""
    seed, draw = sites.seed.ravel(), sites.draw
    is_alone = sites.walk[:, 1] == links.walks
    longest = np.where(is_alone, LONGEST_OF_MANY, draw[12])[:, None]
    length = 1 + (draw[2:5].T * longest).astype(np.intp).ravel()
    length[seed == links.nowhere] = 0
    back = (draw[5:8].T.ravel() * length).astype(np.intp)
    node = seed.copy()
    for step in range(int(back.max(initial=0))):
        before = links.before[node]
        node = np.where((step < back) & (before < links.runs), before, node)
    anchor = links.before[node]
    change_m, gone = np.zeros(len(seed)), np.zeros(len(seed))
    last = anchor
    out = np.full((len(seed), LONGEST_OF_MANY), links.nowhere)
    for step in range(int(length.max(initial=0))):
        goes = (step < length) & (node < links.runs)
        out[goes, step] = node[goes]
        change_m[goes] -= links.between(last[goes], node[goes])
        gone[goes] += links.load[node[goes]]
        last = np.where(goes, node, last)
        node = np.where(goes, links.following[node], node)
    some = np.flatnonzero(length)
    a, b = anchor[some], node[some]
    change_m[some] += links.between(a, b).astype(np.float64) - links.between(last[some], b)
    links.join(a, b)
    links.walk[out] = -1
    links.weight[sites.walk.ravel()[some]] += (links.hop_load * change_m - gone)[some]
    out = out.reshape(len(sites.seed), -1)
    by_site_m = change_m.reshape(-1, WALKS_A_SITE)
    return TakenOut(
        _shuffled(out, draw[8], links.nowhere),
        anchor.reshape(-1, WALKS_A_SITE),
        by_site_m[:, 0] + by_site_m[:, 1] + by_site_m[:, 2],
    )


def _shuffled(runs: NDArray[np.intp], draw: NDArray[np.float64], nowhere: int) -> NDArray[np.intp]:
    """Bring each row into an order drawn by chance, what is nowhere last."""
    turn = (np.arange(runs.shape[1]) + 1) * (1 + draw[:, None]) * 7919.3 % 1.0
    turn[runs == nowhere] = 2.0
    return np.take_along_axis(runs, np.argsort(turn, axis=1, kind="stable"), axis=1)
