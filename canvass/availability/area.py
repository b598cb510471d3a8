"""Areas somebody stays out of: GeoJSON, read number by number, and where they lie."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from canvass.availability.fault import Fault

MOST_POSITIONS = 120
"""Enough for a ward's outline, few enough that every sealed field can have the same length."""

WIDEST_DEGREES = 5.0
"""Wider than a city or county is: who stays out of all that cannot walk anywhere."""

DIGITS = 6


def read_area(value: object) -> Mapping[str, Any] | None:
    """Return a GeoJSON Polygon or MultiPolygon, rounded and as a MultiPolygon; None for None.

    Raises Fault ``area_invalid`` for what is no such thing, ``area_covers_everything`` for what
    leaves no ground to walk.
    """
    if value is None:
        return None
    shape = _shape(value)
    west, south, east, north = shape.bounds
    if max(east - west, north - south) > WIDEST_DEGREES:
        raise Fault("area_covers_everything", COVERS_EVERYTHING)
    parts = [[_ring(ring) for ring in (one.exterior, *one.interiors)] for one in shape.geoms]
    return {"type": "MultiPolygon", "coordinates": parts}


COVERS_EVERYTHING = "This area leaves nowhere to walk: draw a smaller one"


def covers_everything(area: Mapping[str, Any], grounds: NDArray[np.object_]) -> bool:
    """Tell whether all ``grounds``, shapely outlines of shape (n,), lie inside ``area``.

    Where there are none, nothing is covered.
    """
    return len(grounds) > 0 and bool(shapely.covers(_stored(area), grounds).all())


def has_door_inside(area: Mapping[str, Any], door_lonlat: NDArray[np.float64]) -> bool:
    """Tell whether any of the doors, of shape (n, 2), lies in ``area`` or on its edge."""
    return bool(shapely.intersects_xy(_stored(area), door_lonlat[:, 0], door_lonlat[:, 1]).any())


def _stored(area: Mapping[str, Any]) -> Any:
    shape = shapely.MultiPolygon([(rings[0], rings[1:]) for rings in area["coordinates"]])
    shapely.prepare(shape)
    return shape


def _ring(ring: Any) -> list[list[float]]:
    return [[round(x, DIGITS), round(y, DIGITS)] for x, y in ring.coords]


def _shape(value: object) -> Any:
    if not isinstance(value, Mapping) or value.get("type") not in ("Polygon", "MultiPolygon"):
        raise Fault("area_invalid", "area: give a GeoJSON Polygon or MultiPolygon")
    coordinates = value.get("coordinates")
    parts = [coordinates] if value["type"] == "Polygon" else coordinates
    if not isinstance(parts, list) or not parts:
        raise Fault("area_invalid", "area: coordinates must be lists of positions, and not empty")
    rings_of_part = [_rings(part) for part in parts]
    if sum(len(ring) for rings in rings_of_part for ring in rings) > MOST_POSITIONS:
        raise Fault("area_invalid", f"area: draw with at most {MOST_POSITIONS} points")
    shape = shapely.MultiPolygon([(rings[0], rings[1:]) for rings in rings_of_part])
    if not shape.is_valid or shape.area == 0:
        raise Fault("area_invalid", "area: this outline crosses itself or holds no ground")
    return shape


def _rings(part: object) -> list[list[tuple[float, float]]]:
    if not isinstance(part, list) or not part or len(part) > MOST_POSITIONS:
        raise Fault("area_invalid", "area: a part is a list of rings")
    return [_positions(ring) for ring in part]


def _positions(ring: object) -> list[tuple[float, float]]:
    if not isinstance(ring, list) or not 4 <= len(ring) <= MOST_POSITIONS:
        raise Fault("area_invalid", f"area: a ring has 4 to {MOST_POSITIONS} positions")
    positions = [_position(one) for one in ring]
    if positions[0] != positions[-1]:
        raise Fault("area_invalid", "area: the last position of a ring has to be its first")
    return positions


def _position(value: object) -> tuple[float, float]:
    if not isinstance(value, list) or len(value) != 2:
        raise Fault("area_invalid", "area: a position is [longitude, latitude]")
    lon, lat = value
    if type(lon) not in (int, float) or type(lat) not in (int, float):
        raise Fault("area_invalid", "area: a position is made of two numbers")
    # Infinities fail here, and so does what is no number.
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):
        raise Fault("area_invalid", "area: longitude is -180 to 180 degrees, latitude -90 to 90")
    return float(lon), float(lat)
