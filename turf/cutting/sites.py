"""Where in the network runs are taken out and put back: spots at which walks meet."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from turf.cutting.links import Links

WALKS_A_SITE = 3


@dataclass(frozen=True, slots=True)
class Sites:
    """Places in the network at which walks meet.

    ``walk`` (s, 3) the walks of each site, the number of walks where it has fewer; ``seed`` (s, 3)
    the run in each from which it starts; ``draw`` (DRAWS + 3, s) chance for all
    that follows, then the round's warmth and strictness, then the longest string to take out.
    """

    walk: NDArray[np.intp]
    seed: NDArray[np.intp]
    draw: NDArray[np.float64]


def pick_sites(links: Links, seed: NDArray[np.intp], draw: NDArray[np.float64]) -> Sites:
    """Give each seed the walks of its nearest runs; of sites that share a walk the first stays."""
    none, here = links.walks, np.arange(len(seed))
    near = links.near[seed]
    near_walk = links.walk[near]
    seeds, walks = [seed], [links.walk[seed]]
    other = near_walk >= 0
    for _ in range(WALKS_A_SITE - 1):
        other &= near_walk != walks[-1][:, None]
        nearest = other.argmax(axis=1)
        has = other[here, nearest]
        seeds.append(np.where(has, near[here, nearest], links.nowhere))
        walks.append(np.where(has, near_walk[here, nearest], none))
    walk = np.stack(walks, axis=1)
    turn = draw[1]
    least = np.full(none + 1, np.inf)
    np.minimum.at(least, walk.ravel(), np.repeat(turn, WALKS_A_SITE))
    keep = ((least[walk] == turn[:, None]) | (walk == none)).all(axis=1)
    return Sites(walk[keep], np.stack(seeds, axis=1)[keep], draw[:, keep])
