"""Gathers the rows of units that have ids of their own, a site for each building."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from turf.importing.address_rows import AddressRows
from turf.importing.table import Texts
from turf.services.find_buildings import BuildingBook, are_apart, house_of, may_be_one_place
from turf.services.find_doors import DoorBook

_LONGEST_KEY = 200


@dataclass(slots=True)
class Site:
    """One building at an address, stored or new; ``id`` is 0 for a new one.

    ``leader`` is the row of its units that describes it, -1 without any; ``is_led`` whether that
    row may change what is stored. ``is_here`` once the file has rows of it.
    """

    key: str
    city: str
    postcode: str
    lonlat: tuple[float, float]
    id: int = 0
    has_id: bool = False
    is_here: bool = False
    leader: int = -1
    is_led: bool = True

    def fits(self, city: str, postcode: str, lonlat: tuple[float, float]) -> bool:
        """Whether a row of the same number and street may be of this building."""
        is_there = may_be_one_place(self.city, self.postcode, city, postcode)
        return is_there and not are_apart(self.lonlat, lonlat)


def gather_units(  # noqa: PLR0913 (all by name)
    rows: AddressRows,
    *,
    key: Texts,
    is_unit: NDArray[np.bool_],
    buildings: BuildingBook,
    new_key: Mapping[str, str],
    taken: set[str],
    doors: DoorBook,
) -> tuple[Texts, list[Site]]:
    """Return the building's key of each of n rows, and the buildings that units lead.

    Rows with one number and street, whose city and postcode agree as far as they are given, are
    doors of one building unless they lie more than 150 m from the first of them, in the order of
    their ids. ``key`` (n,) is settled for all but the rows of units, ``new_key`` says which stored
    keys were changed, ``taken`` which keys are somebody's already.
    """
    key = key.copy()
    parts, lonlat = rows.parts, rows.lonlat.tolist()
    sites = _sites_there(rows, key, is_unit, buildings, new_key)
    taken = taken | {str(one) for one in key[~is_unit]}
    for row in _in_order(rows, is_unit):
        there = sites[house_of(parts.address[row])]
        at = parts.city[row], parts.postcode[row], (lonlat[row][0], lonlat[row][1])
        known = doors.by_key.get(rows.key[row])
        site = _choose(there, at, known.building if known else 0)
        if site is None:
            site = Site(_free_key(rows, row, taken), *at)
            taken.add(site.key)
            there.append(site)
        if site.leader < 0:
            _lead(site, rows, row, doors)
        site.is_here = True
        site.city, site.postcode = site.city or at[0], site.postcode or at[1]
        key[row] = site.key
    return key, [site for there in sites.values() for site in there if site.leader >= 0]


def _sites_there(
    rows: AddressRows,
    key: Texts,
    is_unit: NDArray[np.bool_],
    buildings: BuildingBook,
    new_key: Mapping[str, str],
) -> dict[str, list[Site]]:
    """Return what stands at the addresses of units: stored buildings, and others of the file."""
    houses = {house_of(address) for address in rows.parts.address[is_unit]}
    sites: dict[str, dict[str, Site]] = defaultdict(dict)
    for house in houses:
        for found in buildings.at(house):
            one = new_key.get(found.key, found.key)
            sites[house][one] = Site(
                one, found.city, found.postcode, found.lonlat, found.id, found.has_id
            )
    parts = rows.parts
    for row in np.flatnonzero(~is_unit).tolist() if houses else ():
        house = house_of(parts.address[row])
        if house not in houses or key[row] is None:
            continue
        new = Site(key[row], parts.city[row], parts.postcode[row], (math.nan, math.nan))
        site = sites[house].setdefault(key[row], new)
        site.is_here, site.has_id = True, site.has_id or bool(rows.has_id[row])
        if not np.isnan(rows.lonlat[row, 0]):
            site.lonlat = float(rows.lonlat[row, 0]), float(rows.lonlat[row, 1])
    return defaultdict(
        list, {house: [there[one] for one in sorted(there)] for house, there in sites.items()}
    )


def _in_order(rows: AddressRows, is_unit: NDArray[np.bool_]) -> Iterable[int]:
    """Give the rows of units by their ids, those that say best where they are first."""
    parts, is_nowhere = rows.parts, np.isnan(rows.lonlat[:, 0])
    return sorted(
        np.flatnonzero(is_unit).tolist(),
        key=lambda row: (
            is_nowhere[row],
            not parts.postcode[row],
            not parts.city[row],
            rows.key[row],
            row,
        ),
    )


def _choose(there: list[Site], at: tuple[str, str, tuple[float, float]], known: int) -> Site | None:
    """Return the building of a row: where its door is, else one of the file, else a stored one.

    A door keeps its building though it has moved away, unless the file has its other doors there.
    """
    fitting = [site for site in there if site.fits(*at)]
    here = [site for site in fitting if site.is_here]
    own = [site for site in there if site.id == known and known]
    stays = [site for site in own if site in fitting]
    gone = [site for site in own if not site.is_here]
    return next(iter((*stays, *here, *gone, *fitting)), None)


def _lead(site: Site, rows: AddressRows, row: int, doors: DoorBook) -> None:
    """Let a row describe its building, if no door with a smaller id does so already."""
    site.leader = row
    first = doors.first.get(site.id, rows.key[row])
    site.is_led = site.id == 0 or (not site.has_id and rows.key[row] <= first)
    if site.is_led and not np.isnan(rows.lonlat[row, 0]):
        site.lonlat = float(rows.lonlat[row, 0]), float(rows.lonlat[row, 1])


def _free_key(rows: AddressRows, row: int, taken: set[str]) -> str:
    """Return the address as a key, with the unit's id where another building has it."""
    address = str(rows.parts.address[row])
    if address not in taken:
        return address
    own = f"#{rows.key[row]}"[: _LONGEST_KEY // 2]
    return address[: _LONGEST_KEY - len(own)] + own
