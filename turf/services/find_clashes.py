"""Finds ids that two files use for two things."""

from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from turf.importing.street_names import normal_street
from turf.importing.table import Texts
from turf.services.match_rows import Stored

# About 1 km.
_APART_DEGREES = 0.01
REASON = "its id belongs to another street, more than 1 km away"


def find_clashes(
    stored: Stored, *, drawn: str, geometry: NDArray[Any], named: str, name: Texts
) -> NDArray[np.bool_]:
    """Whether each of n stored rows would change its street and move far away, both at once.

    That is no correction: two files number their rows alike. ``drawn`` and ``named`` are the stored
    attributes that ``geometry`` (n,) and ``name`` (n,) are about to replace.
    """
    clashes = np.zeros(len(name), dtype=bool)
    known = np.flatnonzero(~stored.is_new)
    apart = shapely.distance(stored.values[drawn][known], geometry[known])
    for row in known[apart > _APART_DEGREES]:
        clashes[row] = normal_street(stored.values[named][row]) != normal_street(name[row])
    return clashes
