"""Which units are worth walking to next: those along the same kerb, and one on each near face."""

import numpy as np
from numpy.typing import NDArray

SAME_FACE = 2
OTHER_FACES = 5


def neighbour_lists(walk_m: NDArray[np.float32], face: NDArray[np.intp]) -> NDArray[np.intp]:
    """List for each of n units its neighbours, nearest first, (n, k); -1 where there are fewer.

    ``face`` (n,) numbers the block faces. A tour runs along faces and hops between them, so a list
    of the k nearest would hold next-door units only and miss the hops.
    """
    n = len(face)
    if n < 2:
        return np.full((n, 1), -1, np.intp)
    order = np.argsort(face, kind="stable")
    starts = np.flatnonzero(np.r_[True, np.diff(face[order]) != 0])
    # Centimetres and the unit's number in one integer: the least of a face tells which unit it is.
    code = np.minimum(walk_m[:, order] * np.float32(100), np.float32(2**40)).astype(np.int64)
    code = code * n + order
    own = np.repeat(np.arange(len(starts)), np.diff(np.r_[starts, n]))
    own_of = np.empty(n, np.intp)
    own_of[order] = own
    far = np.iinfo(np.int64).max
    nearest = np.minimum.reduceat(code, starts, axis=1)
    nearest[np.arange(n), own_of] = far
    code[own_of[:, None] != own] = far
    code[order, np.arange(n)] = far
    both = np.hstack([least(nearest, OTHER_FACES), least(code, SAME_FACE)])
    both.sort(axis=1)
    return np.where(both == far, -1, both % n).astype(np.intp)


def least(values: NDArray[np.int64], count: int) -> NDArray[np.int64]:
    """The least so many of each row, in any order."""
    if values.shape[1] <= count:
        return values
    return np.partition(values, count - 1, axis=1)[:, :count]
