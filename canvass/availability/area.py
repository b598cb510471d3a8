"""Areas somebody stays out of: GeoJSON, read number by number, and where they lie."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from canvass.availability.fault import Fault

MOST_POSITIONS = 120
"""Enough for a ward's outline, few enough that every sealed field can have the same length."""

MOST_SQUARE_DEGREES = 25.0
"""More ground than a city or county has: who stays out of all that cannot walk anywhere."""

DIGITS = 6
"""About a tenth of a metre, which is finer than anybody draws."""

NOWHERE = {
    "type": "MultiPolygon",
    "coordinates": [
        [
            [
                [float(np.cos(angle)) / 10, -89 + float(np.sin(angle)) / 10]
                for angle in np.linspace(0, 2 * np.pi, MOST_POSITIONS)
            ]
        ]
    ],
}
"""As many points as an area can have, and no doors: read and looked into for who declared no
area."""


def read_area(value: object) -> Mapping[str, Any] | None:
    """Return a GeoJSON Polygon or MultiPolygon, rounded and as a MultiPolygon; None for None.

    What rounding spoiled is mended, so that what is returned can be drawn, and reads as itself.
    Raises Fault ``area_invalid`` for what is no such thing, ``area_covers_everything`` for what
    leaves no ground to walk.
    """
    if value is None:
        return None
    parts = _rounded(_shape(value))
    shape = _drawn(parts)
    if not _holds_ground(shape):
        # Whoever draws with a finger crosses a line by less than that is wide.
        parts = _rounded(_mended(shape))
        shape = _drawn(parts)
    if not _holds_ground(shape) or _count(parts) > MOST_POSITIONS:
        raise Fault("area_invalid", "area: too small or too fine to keep: draw it more simply")
    if shape.area > MOST_SQUARE_DEGREES:
        raise Fault("area_covers_everything", COVERS_EVERYTHING)
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
    shape = _drawn(area["coordinates"])
    shapely.prepare(shape)
    return shape


def _drawn(parts: list[Any]) -> Any:
    return shapely.MultiPolygon([(rings[0], rings[1:]) for rings in parts])


def _rounded(shape: Any) -> list[list[list[list[float]]]]:
    return [[_ring(ring) for ring in (one.exterior, *one.interiors)] for one in shape.geoms]


def _ring(ring: Any) -> list[list[float]]:
    return [[round(x, DIGITS), round(y, DIGITS)] for x, y in ring.coords]


def _mended(shape: Any) -> Any:
    """What can be kept of ``shape`` in as many digits as there are: a MultiPolygon."""
    kept = shapely.set_precision(shapely.make_valid(shape), 10.0**-DIGITS)
    # A collection may hold another one.
    pieces = shapely.get_parts(shapely.get_parts(kept))
    ground = [one for one in pieces if shapely.get_dimensions(one) == 2]
    return shapely.MultiPolygon(ground)


def _holds_ground(shape: Any) -> bool:
    return bool(shape.is_valid) and shape.area > 0


def _count(parts: list[Any]) -> int:
    return sum(len(ring) for rings in parts for ring in rings)


def _shape(value: object) -> Any:
    if not isinstance(value, Mapping) or value.get("type") not in ("Polygon", "MultiPolygon"):
        raise Fault("area_invalid", "area: give a GeoJSON Polygon or MultiPolygon")
    coordinates = value.get("coordinates")
    parts = [coordinates] if value["type"] == "Polygon" else coordinates
    if not isinstance(parts, list) or not parts:
        raise Fault("area_invalid", "area: coordinates must be lists of positions, and not empty")
    rings_of_part = [_rings(part) for part in parts]
    if _count(rings_of_part) > MOST_POSITIONS:
        raise Fault("area_invalid", f"area: draw with at most {MOST_POSITIONS} points")
    shape = _drawn(rings_of_part)
    if not _holds_ground(shape):
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
