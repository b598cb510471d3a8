"""Finds one place again on other ground of the same organization."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from turf.importing.addresses import address_key
from turf.models import Building, Door, Jurisdiction
from turf.services.find_buildings import are_apart, house_of, may_be_one_place
from turf.services.match_rows import CHUNK

_ADDRESS = ("number", "number_suffix", "street_name", "city", "postcode")


@dataclass(frozen=True, slots=True)
class _Place:
    id: int
    jurisdiction: int
    house: str
    city: str
    postcode: str
    lonlat: tuple[float, float]


def find_twins(*, organization: int, buildings: Collection[int]) -> dict[int, set[int]]:
    """Return for each of ``buildings`` (ids) the ids of all that stand for the same address.

    Each campaign may have loaded the same streets as ground of its own; what a household asks is
    asked of the organization. A building is among its own twins.
    """
    twins = {one: {one} for one in buildings}
    grounds = Jurisdiction.objects.for_organization(organization)
    if not buildings or grounds.count() < 2:
        return twins
    own = _places(organization, pk__in=list(buildings))
    numbers = set(Building.objects.filter(pk__in=twins).values_list("number", flat=True))
    at: dict[str, list[_Place]] = defaultdict(list)
    for place in _places(organization, number__in=numbers):
        at[place.house].append(place)
    for one in own:
        for other in at[one.house]:
            is_elsewhere = one.jurisdiction != other.jurisdiction
            if is_elsewhere and _are_one(one, other):
                twins[one.id].add(other.id)
    return twins


def find_twin_doors(*, organization: int, doors: Collection[int]) -> dict[int, set[int]]:
    """Return for each of ``doors`` (ids) the ids of all that stand for the same dwelling."""
    found = Door.objects.for_organization(organization)
    place_of = {
        door: (building, unit)
        for door, building, unit in found.filter(pk__in=doors).values_list("pk", "building", "unit")
    }
    twins = find_twins(
        organization=organization, buildings={building for building, _ in place_of.values()}
    )
    near = {one for several in twins.values() for one in several}
    door_at = {
        (building, unit): door
        for door, building, unit in found.filter(building__in=near).values_list(
            "pk", "building", "unit"
        )
    }
    return {
        door: {door_at[twin, unit] for twin in twins[building] if (twin, unit) in door_at}
        for door, (building, unit) in place_of.items()
    }


def _places(organization: int, **among: object) -> list[_Place]:
    rows = Building.objects.for_organization(organization).filter(**among)
    columns = rows.values_list("pk", "jurisdiction", "location", *_ADDRESS)
    return [
        _Place(pk, ground, house_of(address_key(*parts)), parts[3], parts[4], point.coords)
        for pk, ground, point, *parts in columns.iterator(chunk_size=CHUNK)
    ]


def _are_one(one: _Place, other: _Place) -> bool:
    is_same_town = may_be_one_place(one.city, one.postcode, other.city, other.postcode)
    return is_same_town and not are_apart(one.lonlat, other.lonlat)
