"""Finds stored buildings by their address, however it is spelt."""

import math
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import Enum, auto

import shapely
from django.contrib.gis.db.models.functions import AsWKB

from turf.importing.addresses import address_key
from turf.models import Building, Jurisdiction
from turf.services.match_rows import CHUNK

# A block of flats is hardly longer; another street of the same name is farther.
_APART_M = 150.0
_DEGREE_M = 111_320.0
Lonlat = tuple[float, float]


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
    wkb: bytes

    @property
    def lonlat(self) -> Lonlat:
        """Where it stands, in degrees."""
        point = shapely.from_wkb(self.wkb)
        return point.x, point.y


class BuildingBook:
    """The buildings of a jurisdiction that stand at one of the ``addresses`` asked for.

    Of those whose ids are in ``gathered`` several may have one address; positions tell them apart.
    """

    def __init__(
        self,
        jurisdiction: Jurisdiction,
        addresses: Iterable[str],
        gathered: Collection[int] = (),
    ) -> None:
        self._gathered = gathered
        wanted = {house_of(address) for address in addresses}
        self._found: dict[str, list[Found]] = defaultdict(list)
        rows = Building.objects.filter(jurisdiction=jurisdiction).values_list(
            "id",
            "key",
            AsWKB("location"),
            "number",
            "number_suffix",
            "street_name",
            "city",
            "postcode",
        )
        for pk, key, wkb, *parts in rows.iterator(chunk_size=CHUNK) if wanted else ():
            address = address_key(*parts)
            house = house_of(address)
            if house in wanted:
                city, postcode = parts[3:]
                found = Found(pk, key, house_of(key) != house, city, postcode, bytes(wkb))
                self._found[house].append(found)

    def at(self, house: str) -> list[Found]:
        """Return every building of this number and street, wherever it is."""
        return self._found.get(house, [])

    def find(
        self, address: str, city: str, postcode: str, lonlat: Lonlat = (math.nan, math.nan)
    ) -> Found | Lookup:
        """Return the one building at an address, of which `address_key` gives the spelling.

        Of several the one that stands where the row does.
        """
        fitting = [
            found
            for found in self.at(house_of(address))
            if may_be_one_place(found.city, found.postcode, city, postcode)
            and not (found.id in self._gathered and are_apart(found.lonlat, lonlat))
        ]
        if len(fitting) > 1:
            near = [found for found in fitting if not are_apart(found.lonlat, lonlat)]
            fitting = near or fitting
        if len(fitting) == 1:
            return fitting[0]
        return Lookup.SEVERAL if fitting else Lookup.NONE


def house_of(address: str) -> str:
    """Return number and street of an address key."""
    return address.partition("|")[0]


def may_be_one_place(city: str, postcode: str, other_city: str, other_postcode: str) -> bool:
    """Whether what both sides know of the place agrees, the postcode before the city."""
    if postcode and other_postcode:
        return postcode[:5] == other_postcode[:5]
    return not city or not other_city or city.upper() == other_city.upper()


def are_apart(lonlat: Lonlat, other: Lonlat) -> bool:
    """Whether two positions are too far from each other for one building; not if one is NaN."""
    north = (other[1] - lonlat[1]) * _DEGREE_M
    east = (other[0] - lonlat[0]) * _DEGREE_M * math.cos(math.radians(lonlat[1]))
    return math.hypot(north, east) > _APART_M
