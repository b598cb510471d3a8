"""Makes the doors that a file names, and no phantom ones."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from turf.models import Building, Door, Jurisdiction
from turf.services.match_rows import CHUNK
from turf.services.store_rows import LOADED, UNCHANGED, UPDATED
from turf.services.write_rows import BATCH, Tell, insert_rows, update_rows


@dataclass(frozen=True, slots=True)
class _Door:
    id: int
    building: int
    unit: str
    floor: int | None
    key: str


def ensure_doors(  # noqa: PLR0913 (all by name)
    *,
    jurisdiction: Jurisdiction,
    building: Sequence[int],
    unit: Sequence[str],
    floor: Sequence[int | None] | None = None,
    key: Sequence[str] | None = None,
    is_lived_in: bool = False,
    tell: Tell | None = None,
) -> NDArray[np.int8]:
    """Make sure that each of n (building, unit), all different, has its door.

    An address without a unit is a door of its own only in a building without units, unless
    somebody lives behind it; so the order of files does not matter. Such a door goes when the first
    unit comes, if nothing hangs on it. ``floor`` and ``key``, each once but for empty ones, are
    stored where they are known; a door whose key comes with another building or unit moves there.
    Returns (n,) LOADED, UPDATED or UNCHANGED.
    """
    floors, keys = floor or [None] * len(unit), key or [""] * len(unit)
    there, by_key = _doors_of(jurisdiction, set(building), set(keys) - {""})
    has_units = {one for one, name in there if name}
    has_units |= {one for one, name in zip(building, unit, strict=True) if name}
    known = _known_doors(list(zip(building, unit, strict=True)), keys, there, by_key)
    outcome = np.full(len(unit), UNCHANGED, dtype=np.int8)
    changed: dict[_Door, _Door] = {}
    for row, door in enumerate(known):
        if door is not None:
            wanted = _Door(
                door.id,
                building[row],
                unit[row],
                door.floor if floors[row] is None else floors[row],
                keys[row] or door.key,
            )
            if wanted != door:
                outcome[row], changed[door] = UPDATED, wanted
        elif unit[row] or is_lived_in or building[row] not in has_units:
            outcome[row] = LOADED
    changed |= _robbed(by_key, known)
    _update(list(changed.values()))
    new = np.flatnonzero(outcome == LOADED).tolist()
    columns = {"building_id": building, "unit": unit, "floor": floors, "key": keys}
    insert_rows(
        Door,
        {
            "organization_id": [jurisdiction.organization_id] * len(new),
            **{name: [values[row] for row in new] for name, values in columns.items()},
        },
        tell=tell,
    )
    if not is_lived_in:
        _drop_stand_ins([there[one, ""].id for one in has_units if (one, "") in there])
        _drop_empty([old.building for old, now in changed.items() if old.building != now.building])
    return outcome


def _doors_of(
    jurisdiction: Jurisdiction, buildings: set[int], keys: set[str]
) -> tuple[dict[tuple[int, str], _Door], dict[str, _Door]]:
    """Return the doors of the buildings by building and unit, and those of the keys by key."""
    rows = Door.objects.of_jurisdiction(jurisdiction).values_list(
        "id", "building_id", "unit", "floor", "key"
    )
    there, by_key = {}, {}
    for values in rows.iterator(chunk_size=CHUNK):
        if values[1] in buildings or values[4] in keys:
            door = _Door(*values)
            if door.building in buildings:
                there[door.building, door.unit] = door
            if door.key in keys:
                by_key[door.key] = door
    return there, by_key


def _known_doors(
    pairs: Sequence[tuple[int, str]],
    keys: Sequence[str],
    there: Mapping[tuple[int, str], _Door],
    by_key: Mapping[str, _Door],
) -> list[_Door | None]:
    """Return the door of each row: what is at its place, else what has its key and is not taken."""
    known = [there.get(pair) for pair in pairs]
    taken = {door.id for door in known if door is not None}
    for row, one in enumerate(keys):
        door = by_key.get(one) if known[row] is None else None
        if door is not None and door.id not in taken:
            known[row] = door
    return known


def _robbed(by_key: Mapping[str, _Door], known: Sequence[_Door | None]) -> dict[_Door, _Door]:
    """Return the doors that lose their key, as another door has it now, without it."""
    has_own = {door.id for door in known if door is not None}
    return {
        door: _Door(door.id, door.building, door.unit, door.floor, "")
        for door in by_key.values()
        if door.id not in has_own
    }


def _update(doors: Sequence[_Door]) -> None:
    """Set what may have changed of some doors."""
    update_rows(
        Door,
        [door.id for door in doors],
        {
            "building_id": [door.building for door in doors],
            "unit": [door.unit for door in doors],
            "floor": [door.floor for door in doors],
            "key": [door.key for door in doors],
        },
    )


def _drop_stand_ins(doors: Sequence[int]) -> None:
    """Delete doors that only stood for their building, where nothing hangs on them."""
    for start in range(0, len(doors), BATCH):
        Door.objects.filter(
            id__in=doors[start : start + BATCH],
            household=None,
            stops=None,
            listed=None,
            members=None,
        ).delete()


def _drop_empty(buildings: Sequence[int]) -> None:
    """Delete buildings that were left by their last door."""
    for start in range(0, len(buildings), BATCH):
        Building.objects.filter(id__in=buildings[start : start + BATCH], doors=None).delete()
