"""Finds the building of a door that a canvasser found."""

from dataclasses import dataclass

from django.contrib.gis.geos import Point

from turf.errors import StoopError
from turf.importing.addresses import address_key, split_number
from turf.models import Building, Jurisdiction, Precinct, WalkList
from turf.models.door import PlacedBy
from turf.services.find_buildings import BuildingBook, Found, Lookup

FAR_DEGREES = 0.01
"""About a kilometre: whoever walks a turf is not farther from it."""

LONGEST_NUMBER, LONGEST_KEY = 20, 200
"""What the ground can hold, after the parts were brought to their normal spelling."""


class NoPlace(StoopError):
    """A door that cannot be matched: ``code`` says why, a person has to look."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class Place:
    """Where a door was found: in a ``building`` of the list, or at an address.

    ``lonlat`` is the phone's position in degrees, None where it told none.
    """

    building: int | None = None
    number: str = ""
    street: str = ""
    lonlat: tuple[float, float] | None = None


def find_place(*, walk_list: WalkList, place: Place) -> Building:
    """Return the building at ``place``, made where it is new and marked as a canvasser's.

    Raises NoPlace.
    """
    ground = walk_list.campaign.jurisdiction
    if place.building is not None:
        listed = walk_list.listed_doors.filter(door__building=place.building)
        if not listed.exists():
            raise NoPlace("building_not_listed", "This building is not on the list")
        return Building.objects.get(pk=place.building)
    parts = split_number(place.number)
    if parts is None or not place.street.strip():
        raise NoPlace("no_address", "Give the number and the street of the house")
    key = address_key(*parts, place.street, "", "")
    if max(map(len, parts)) > LONGEST_NUMBER or len(key) > LONGEST_KEY:
        raise NoPlace("no_address", "This is no address that can be stored")
    known = BuildingBook(ground, [key]).find(key, "", "", place.lonlat or (float("nan"),) * 2)
    if isinstance(known, Found):
        return Building.objects.get(pk=known.id)
    if known is Lookup.SEVERAL:
        raise NoPlace("several_buildings", "Several buildings have this address")
    return _build(walk_list, ground, place, parts, key)


def _build(
    walk_list: WalkList, ground: Jurisdiction, place: Place, parts: tuple[str, str], key: str
) -> Building:
    if place.lonlat is None:
        raise NoPlace("no_position", "Nobody knows where this house stands: send the position too")
    point = Point(*place.lonlat, srid=4326)
    if walk_list.outline.distance(point) > FAR_DEGREES:
        raise NoPlace("too_far", "This house stands far from the list's turf")
    precinct = Precinct.objects.live().filter(jurisdiction=ground, boundary__covers=point).first()
    if precinct is None:
        raise NoPlace("outside_ground", "This house stands in no precinct of the campaign")
    building, _ = Building.objects.get_or_create(
        jurisdiction=ground,
        key=key,
        defaults={
            "organization_id": ground.organization_id,
            "precinct": precinct,
            "number": parts[0],
            "number_suffix": parts[1],
            "street_name": place.street.strip(),
            "location": point,
            "placed_by": PlacedBy.CANVASSER,
        },
    )
    return building
