"""Tells ids that number units from ids that number buildings."""

from collections.abc import Collection

import numpy as np
from numpy.typing import NDArray

from turf.importing.address_rows import AddressRows
from turf.importing.table import Texts
from turf.services.find_doors import DoorBook


def find_unit_rows(
    rows: AddressRows, *, buildings: Collection[str], doors: DoorBook
) -> tuple[NDArray[np.bool_], Texts]:
    """Find out which of n rows have an id of their unit's own, and the unit of each row.

    An id numbers a unit when it comes with one address and one unit alone, in the file and in the
    database; it numbers a building when it comes with several, with none, or is stored as one's key
    (``buildings``). Where a building's doors are known to have ids each, another unit is that
    door's new name, and no unit is the known one.
    """
    is_unit, unit = np.zeros(len(rows.row), dtype=bool), rows.parts.unit.copy()
    numbered = np.flatnonzero(rows.has_id & ((unit != "") | bool(doors.by_key)))
    first: dict[str, int] = {}
    several: set[str] = set()
    for row in np.flatnonzero(rows.has_id).tolist() if len(numbered) else ():
        before = first.setdefault(rows.key[row], row)
        is_same = unit[before] == unit[row]
        if not is_same or rows.parts.address[before] != rows.parts.address[row]:
            several.add(rows.key[row])
    for row in numbered.tolist():
        key = rows.key[row]
        if key in several:
            continue
        known = doors.by_key.get(key)
        if known is None:
            is_unit[row] = unit[row] != "" and key not in buildings
        elif unit[row] == known.unit or doors.is_one_of_many(known):
            is_unit[row] = True
            unit[row] = unit[row] or known.unit
    return is_unit, unit
