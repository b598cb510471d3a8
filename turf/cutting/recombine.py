"""Take the best of several cuts of one place, part by part.

Partition crossover after Whitley, Hains and Howe 2009, with walks in the place of edges: where some
walks of one cut hold just the units that as many walks of another hold, the better of the two lots
can be taken whatever is done elsewhere.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from turf.cutting.walks import Cut


def best_parts(cuts: list[Cut], costs: list[NDArray[np.float64]]) -> Cut:
    """Combine cuts of the same units into equally many walks; ``costs`` are those of each walk.

    The result costs no more than the cheapest of the cuts. Raises ValueError when there is none.
    """
    if not cuts:
        raise ValueError("there must be at least one cut to choose from")
    best, best_cost = cuts[0], costs[0]
    for cut, cost in zip(cuts[1:], costs[1:], strict=True):
        part_of_best, part_of_cut = _parts(best, cut)
        parts = int(part_of_best.max()) + 1
        gain = np.bincount(part_of_best, best_cost, parts) - np.bincount(part_of_cut, cost, parts)
        from_cut = np.flatnonzero((gain > 0)[part_of_cut]).tolist()
        from_best = np.flatnonzero((gain <= 0)[part_of_best]).tolist()
        best = [best[walk] for walk in from_best] + [cut[walk] for walk in from_cut]
        best_cost = np.r_[best_cost[from_best], cost[from_cut]]
    return best


def _parts(one: Cut, two: Cut) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Number the parts into which both cuts fall alike: the part of each walk of both.

    Parts in which one has more walks than the other can only be taken together, and are one.
    """
    units = sum(map(len, one))
    label = np.empty((2, units), np.intp)
    for row, walks in enumerate((one, two)):
        label[row, np.concatenate(walks)] = np.repeat(np.arange(len(walks)), list(map(len, walks)))
    shape = (len(one) + len(two),) * 2
    shared = coo_array((np.ones(units), (label[0], len(one) + label[1])), shape)
    parts, part = connected_components(shared, directed=False)
    part = part.astype(np.intp)
    part_of_one, part_of_two = part[: len(one)], part[len(one) :]
    uneven = np.bincount(part_of_one, minlength=parts) != np.bincount(part_of_two, minlength=parts)
    joint = np.where(uneven, int(uneven.argmax()), np.arange(parts))
    return joint[part_of_one], joint[part_of_two]
