"""Geometry in answers: GeoJSON, rounded to what can be seen."""

from typing import Any

from django.contrib.gis.geos import GEOSGeometry
from rest_framework_gis.fields import GeometryField

from turf.geo import draw


class Drawing(GeometryField):
    """A geometry, written by shapely."""

    def to_representation(self, value: GEOSGeometry) -> dict[str, Any]:
        """Return a GeoJSON geometry."""
        return draw(value)
