"""Who walks with whom."""

from collections.abc import Set

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

Pair = tuple[int, int]


def match_pairs(may_walk: NDArray[np.bool_], together: Set[Pair], *, seed: int) -> list[Pair]:
    """Pair as many of n people as can be, each at most once, in pairs (i, j) with i below j.

    ``may_walk`` has shape (n, n), true where i and j may walk together; only its upper half is
    read. Pairs of ``together`` are kept, whether they may or not. Of equal choices ``seed``
    decides.
    """
    kept = sorted(together)
    taken = {one for pair in kept for one in pair}
    free = np.array([i not in taken for i in range(len(may_walk))], dtype=bool)
    rows, columns = np.nonzero(np.triu(may_walk & np.outer(free, free), k=1))
    if not len(rows):
        return kept
    chance = np.random.default_rng(seed).random(len(rows)) / (len(rows) + 1)
    edges = np.arange(len(rows))
    ends = csr_array(
        (
            np.ones(2 * len(rows)),
            (np.concatenate([rows, columns]), np.concatenate([edges, edges])),
        ),
        shape=(len(may_walk), len(rows)),
    )
    found = milp(
        c=-(1 + chance),
        constraints=LinearConstraint(ends, ub=1),
        integrality=np.ones(len(rows)),
        bounds=Bounds(0, 1),
    )
    chosen = np.flatnonzero(found.x > 0.5)
    return sorted([*kept, *((int(rows[edge]), int(columns[edge])) for edge in chosen)])
