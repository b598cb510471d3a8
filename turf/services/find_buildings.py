"""Finds stored buildings by their address, however it is spelt."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto

from turf.importing.addresses import address_key
from turf.models import Building, Jurisdiction
from turf.services.match_rows import CHUNK


class Lookup(Enum):
    """Why no single building was found."""

    NONE = auto()
    SEVERAL = auto()


@dataclass(frozen=True, slots=True)
class Found:
    """One stored building; ``has_id`` unless its key is only its address."""

    id: int
    key: str
    has_id: bool
    city: str
    postcode: str

    def may_be_in(self, city: str, postcode: str) -> bool:
        """Whether what both sides know of the place agrees, the postcode before the city."""
        if postcode and self.postcode:
            return postcode[:5] == self.postcode[:5]
        return not city or not self.city or city.upper() == self.city.upper()


class BuildingBook:
    """The buildings of a jurisdiction that stand at one of the ``addresses`` asked for."""

    def __init__(self, jurisdiction: Jurisdiction, addresses: Iterable[str]) -> None:
        wanted = {_house(address) for address in addresses}
        self._found: dict[str, list[Found]] = defaultdict(list)
        rows = Building.objects.filter(jurisdiction=jurisdiction).values_list(
            "id", "key", "number", "number_suffix", "street_name", "city", "postcode"
        )
        for pk, key, *parts in rows.iterator(chunk_size=CHUNK) if wanted else ():
            address = address_key(*parts)
            if _house(address) in wanted:
                found = Found(pk, key, _house(key) != _house(address), *parts[3:])
                self._found[_house(address)].append(found)

    def find(self, address: str, city: str, postcode: str) -> Found | Lookup:
        """Return the one building at an address, of which `address_key` gives the spelling."""
        fitting = [
            found for found in self._found.get(_house(address), ())
            if found.may_be_in(city, postcode)
        ]
        if len(fitting) == 1:
            return fitting[0]
        return Lookup.SEVERAL if fitting else Lookup.NONE


def _house(address: str) -> str:
    """Return number and street of an address key."""
    return address.partition("|")[0]
