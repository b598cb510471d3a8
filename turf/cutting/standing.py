"""Where each building stands on the network, and which connected part it is cut with."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from turf.cutting.result import Unassigned
from turf.cutting.snapping import Feet, Snapper


@dataclass(frozen=True, slots=True)
class Standing:
    """``feet`` of b buildings; ``part`` (b,) the connected part, -1 where there is a ``reason``."""

    feet: Feet
    part: NDArray[np.intp]
    reason: NDArray[np.object_]


def stand(
    snapper: Snapper,
    xy_m: NDArray[np.float64],
    load: NDArray[np.float64],
    reach_m: float,
    least_load: float,
) -> Standing:
    """Stand each building on its street.

    ``load`` (b,) is each building's share of a turf. Parts of the network whose buildings make less
    than ``least_load`` together are islands: their buildings go to streets of the main part within
    reach, or else are unreachable.
    """
    feet = snapper.snap(xy_m, reach_m)
    part = snapper.part_of(feet)
    reason = np.full(len(part), "", dtype=object)
    reason[part < 0] = Unassigned.NO_STREET
    standing = part >= 0
    if not standing.any():
        return Standing(feet, part, reason)
    parts, index = np.unique(part[standing], return_inverse=True)
    held = np.bincount(index, load[standing])
    main = int(parts[held.argmax()])
    islands = parts[(held < least_load) & (parts != main)]
    rows = np.flatnonzero(np.isin(part, islands))
    if len(rows):
        moved = snapper.snap_to_part(xy_m[rows], reach_m, main)
        feet.edge[rows], feet.along_m[rows], feet.side[rows] = moved.edge, moved.along_m, moved.side
        part[rows] = np.where(moved.edge >= 0, main, -1)
        reason[rows[moved.edge < 0]] = Unassigned.UNREACHABLE
    return Standing(feet, part, reason)
