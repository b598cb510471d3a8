"""Pairs of neighbouring units, from which every move starts, and moves as columns."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

LINK, CHAIN = 0, 1
LEAST_GAIN_M = 0.01

# Metres gained, kind, u, v, du, dv, length: as in `turf.cutting.moves.Moves`.
Columns = tuple[NDArray[np.generic], ...]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs u, v, the metres between them, and whether a walk of theirs is out of bounds.

    Such a walk may get longer on its way back into them.
    """

    u: NDArray[np.intp]
    v: NDArray[np.intp]
    uv_m: NDArray[np.float32]
    any_gain: NDArray[np.bool_]

    def take(self, keep: NDArray[np.bool_]) -> "Pairs":
        """Those of the pairs that are marked."""
        return Pairs(self.u[keep], self.v[keep], self.uv_m[keep], self.any_gain[keep])


def columns(
    keep: NDArray[np.bool_],
    gain_m: NDArray[np.float64],
    kind: int,
    pairs: Pairs,
    way: tuple[int, int],
    length: NDArray[np.intp],
) -> Columns:
    """Those of the pairs' moves that are marked, all of one kind and way (du, dv), as columns."""
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
