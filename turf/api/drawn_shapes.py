"""Client geometry: a line or an outline drawn on a map, read by us number by number.

A geometry field's look-up takes strings and dictionaries that name GDAL drivers and files, so
nothing of what a client sends goes any further than the numbers in its ``coordinates``.
"""

from collections.abc import Iterator
from typing import Any, NoReturn

import shapely
from django.contrib.gis.geos import LineString, MultiPolygon, Polygon
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from turf.geo import WGS84, to_shapely

MOST_VERTICES = 10_000
MOST_RINGS = 100

Point = tuple[float, float]

POSITION = {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 3}
LINE = {"type": "array", "items": POSITION, "minItems": 2}
RINGS = {"type": "array", "items": {**LINE, "minItems": 4}, "minItems": 1}


def _schema(*kinds: str, coordinates: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "description": "A GeoJSON geometry (RFC 7946): WGS 84, longitude before latitude.",
        "properties": {
            "type": {"type": "string", "enum": list(kinds)},
            "coordinates": coordinates,
        },
        "required": ["type", "coordinates"],
    }


@extend_schema_field(_schema("LineString", coordinates=LINE))
class DrawnLine(serializers.Field):
    """A GeoJSON LineString."""

    def to_internal_value(self, data: object) -> LineString:
        """Read the line. Raises ValidationError."""
        return parse_line(data)


@extend_schema_field(
    _schema(
        "Polygon",
        "MultiPolygon",
        coordinates={"oneOf": [RINGS, {"type": "array", "items": RINGS, "minItems": 1}]},
    )
)
class DrawnOutline(serializers.Field):
    """A GeoJSON Polygon or MultiPolygon."""

    def to_internal_value(self, data: object) -> Polygon | MultiPolygon:
        """Read the outline. Raises ValidationError."""
        return parse_outline(data)


def parse_line(value: object) -> LineString:
    """Read a GeoJSON LineString.

    Raises ValidationError for anything else, and beyond the limits.
    """
    _, coordinates = _opened(value, "LineString")
    points = _points(coordinates, at_least=2)
    _refuse_many([points])
    return LineString(points, srid=WGS84)


def parse_outline(value: object) -> Polygon | MultiPolygon:
    """Read a GeoJSON Polygon or MultiPolygon.

    Raises ValidationError for anything else, beyond the limits, and for what crosses itself.
    """
    kind, coordinates = _opened(value, "Polygon", "MultiPolygon")
    parts = [coordinates] if kind == "Polygon" else _list(coordinates)
    rings_of_part = [[_ring(ring) for ring in _list(part)] for part in parts]
    _refuse_many([ring for rings in rings_of_part for ring in rings])
    polygons = [Polygon(*rings, srid=WGS84) for rings in rings_of_part]
    outline = polygons[0] if kind == "Polygon" else MultiPolygon(polygons, srid=WGS84)
    [shape] = to_shapely([outline])
    if not shape.is_valid:
        _refuse(f"This outline cannot be: {shapely.is_valid_reason(shape)}.")
    return outline


def _refuse(why: str) -> NoReturn:
    raise serializers.ValidationError(why)


def _opened(value: object, *kinds: str) -> tuple[str, object]:
    """The kind of a GeoJSON geometry, one of ``kinds``, and its coordinates."""
    if not isinstance(value, dict) or value.get("type") not in kinds:
        _refuse(f"Give a GeoJSON {' or '.join(kinds)}.")
    if value.get("crs") is not None:
        _refuse("Leave out crs: coordinates are longitude and latitude in degrees (WGS 84).")
    return value["type"], value.get("coordinates")


def _list(value: object) -> list[Any]:
    if not isinstance(value, list) or not value:
        _refuse("coordinates must be lists of positions, and not empty.")
    if len(value) > MOST_VERTICES:
        _refuse(f"Draw with at most {MOST_VERTICES} points.")
    return value


def _ring(value: object) -> list[Point]:
    points = _points(value, at_least=4)
    if points[0] != points[-1]:
        _refuse("The last position of an outline has to be its first.")
    return points


def _points(value: object, *, at_least: int) -> list[Point]:
    points = list(_positions(_list(value)))
    if len(points) < at_least:
        _refuse(f"Give at least {at_least} positions.")
    return points


def _positions(values: list[Any]) -> Iterator[Point]:
    """Read positions; a height is left out."""
    for value in values:
        if not isinstance(value, list) or len(value) not in (2, 3):
            _refuse("A position is [longitude, latitude].")
        if not all(type(number) in (int, float) for number in value):
            _refuse("A position is made of numbers.")
        lon, lat = value[:2]
        # Infinities fail here, and so would what is no number.
        if not (-180 <= lon <= 180 and -90 <= lat <= 90):
            _refuse("Longitude is from -180 to 180 degrees, latitude from -90 to 90.")
        yield float(lon), float(lat)


def _refuse_many(rings: list[list[Point]]) -> None:
    if len(rings) > MOST_RINGS:
        _refuse(f"Draw with at most {MOST_RINGS} parts and holes.")
    if sum(map(len, rings)) > MOST_VERTICES:
        _refuse(f"Draw with at most {MOST_VERTICES} points.")
