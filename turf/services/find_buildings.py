"""Finds stored buildings by their address, however it is spelt."""

from collections import defaultdict
from collections.abc import Iterable
from enum import Enum, auto

from turf.importing.addresses import address_key
from turf.models import Building, Jurisdiction
from turf.services.match_rows import CHUNK


class Lookup(Enum):
    """Why no single building was found."""

    NONE = auto()
    SEVERAL = auto()


class BuildingBook:
    """The buildings of a jurisdiction that stand at one of the ``addresses`` asked for."""

    def __init__(self, jurisdiction: Jurisdiction, addresses: Iterable[str]) -> None:
        wanted = {address.partition("|")[0] for address in addresses}
        self._found: dict[str, list[tuple[str, int, str]]] = defaultdict(list)
        rows = Building.objects.filter(jurisdiction=jurisdiction).values_list(
            "id", "key", "number", "number_suffix", "street_name", "city", "postcode"
        )
        for pk, key, *parts in rows.iterator(chunk_size=CHUNK) if wanted else ():
            house, _, place = address_key(*parts).partition("|")
            if house in wanted:
                self._found[house].append((place, pk, key))

    def find(self, address: str) -> tuple[int, str] | Lookup:
        """Return id and key of the one building at an address.

        A city or postcode counts where both sides give one.
        """
        house, _, place = address.partition("|")
        fitting = [
            (pk, key)
            for there, pk, key in self._found.get(house, ())
            if not place or not there or place == there
        ]
        if len(fitting) == 1:
            return fitting[0]
        return Lookup.SEVERAL if fitting else Lookup.NONE
