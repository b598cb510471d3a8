"""Makes the doors that a file names, and no phantom ones."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from turf.models import Door, Jurisdiction
from turf.services.match_rows import CHUNK
from turf.services.store_rows import LOADED, UNCHANGED, UPDATED
from turf.services.write_rows import BATCH, Tell, insert_rows, update_rows


@dataclass(frozen=True, slots=True)
class _Door:
    id: int
    floor: int | None


def ensure_doors(
    *,
    jurisdiction: Jurisdiction,
    building: Sequence[int],
    unit: Sequence[str],
    floor: Sequence[int | None] | None = None,
    is_lived_in: bool = False,
    tell: Tell | None = None,
) -> NDArray[np.int8]:
    """Make sure that each of n (building, unit), all different, has its door.

    An address without a unit is a door of its own only in a building without units, unless
    somebody lives behind it; so the order of files does not matter. Such a door goes when the first
    unit comes, if nothing hangs on it. ``floor`` is stored where it is known. Returns (n,) LOADED,
    UPDATED or UNCHANGED.
    """
    wanted = set(building)
    there = _doors_of(jurisdiction, wanted)
    has_units = {one for one, name in there if name}
    has_units |= {one for one, name in zip(building, unit, strict=True) if name}
    outcome = np.full(len(unit), UNCHANGED, dtype=np.int8)
    floors = floor if floor is not None else [None] * len(unit)
    for row, pair in enumerate(zip(building, unit, strict=True)):
        known = there.get(pair)
        if known is not None:
            if floors[row] is not None and floors[row] != known.floor:
                outcome[row] = UPDATED
        elif pair[1] or is_lived_in or pair[0] not in has_units:
            outcome[row] = LOADED
    new = np.flatnonzero(outcome == LOADED).tolist()
    insert_rows(
        Door,
        {
            "organization_id": [jurisdiction.organization_id] * len(new),
            "building_id": [building[row] for row in new],
            "unit": [unit[row] for row in new],
            "floor": [floors[row] for row in new],
        },
        tell=tell,
    )
    moved = np.flatnonzero(outcome == UPDATED).tolist()
    update_rows(
        Door, [there[building[row], unit[row]].id for row in moved],
        {"floor": [floors[row] for row in moved]},
    )
    if not is_lived_in:
        _drop_stand_ins([there[one, ""].id for one in has_units if (one, "") in there])
    return outcome


def _doors_of(jurisdiction: Jurisdiction, wanted: set[int]) -> dict[tuple[int, str], _Door]:
    """Return the doors of the wanted buildings by building and unit."""
    rows = Door.objects.of_jurisdiction(jurisdiction).values_list(
        "building_id", "unit", "id", "floor"
    )
    return {
        (building, unit): _Door(pk, floor)
        for building, unit, pk, floor in rows.iterator(chunk_size=CHUNK)
        if building in wanted
    }


def _drop_stand_ins(doors: Sequence[int]) -> None:
    """Delete doors that only stood for their building, where nothing hangs on them."""
    for start in range(0, len(doors), BATCH):
        Door.objects.filter(
            id__in=doors[start : start + BATCH], household=None, stops=None, listed=None,
            members=None,
        ).delete()
