"""Colours for turfs, so that neighbours can be told apart."""

from collections import Counter

import numpy as np
import shapely
from numpy.typing import NDArray

NEAR_DEG = 0.0002
"""Outlines closer than this, some 20 m, look like neighbours on the screen."""


def colour_neighbours(
    outline: NDArray[np.object_], *, colours: int, near_deg: float = NEAR_DEG
) -> NDArray[np.intp]:
    """Give each of n outlines a colour from 0 to ``colours`` - 1; neighbours differ.

    The outline with the most neighbours chooses first, each takes the colour that is rarest around
    it, the lowest of equals. Only where all colours are taken around one does it share a colour
    with a neighbour. Raises ValueError when ``colours`` is below 1.
    """
    if colours < 1:
        raise ValueError(f"colours must be at least 1, not {colours}")
    left, right = shapely.STRtree(outline).query(outline, predicate="dwithin", distance=near_deg)
    neighbours: list[list[int]] = [[] for _ in outline]
    for one, other in zip(left.tolist(), right.tolist(), strict=True):
        if one != other:
            neighbours[one].append(other)
    colour = np.full(len(outline), -1, dtype=np.intp)
    for row in sorted(range(len(outline)), key=lambda row: -len(neighbours[row])):
        taken = Counter(int(colour[other]) for other in neighbours[row])
        colour[row] = min(range(colours), key=lambda candidate: taken[candidate])
    return colour
