"""Finds stored doors by the ids that files give to units."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from turf.models import Door, Jurisdiction
from turf.services.match_rows import CHUNK


@dataclass(frozen=True, slots=True)
class KeyedDoor:
    """One stored door that has an id of its own."""

    id: int
    building: int
    unit: str


class DoorBook:
    """The doors of a jurisdiction whose ids are among the ``keys`` asked for."""

    def __init__(self, jurisdiction: Jurisdiction, keys: Collection[str]) -> None:
        self.by_key: dict[str, KeyedDoor] = {}
        # The smallest id of each building's doors.
        self.first: dict[int, str] = {}
        self._count: Counter[int] = Counter()
        rows = Door.objects.of_jurisdiction(jurisdiction).exclude(key="")
        doors = rows.values_list("key", "id", "building_id", "unit")
        for key, pk, building, unit in doors.iterator(chunk_size=CHUNK) if keys else ():
            self._count[building] += 1
            self.first[building] = min(key, self.first.get(building, key))
            if key in keys:
                self.by_key[key] = KeyedDoor(pk, building, unit)

    def is_one_of_many(self, door: KeyedDoor) -> bool:
        """Whether other doors of its building have ids of their own too."""
        return self._count[door.building] > 1
