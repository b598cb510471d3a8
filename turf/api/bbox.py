"""Client geometry: a box, parsed by us before anything is looked up with it.

A geometry field's look-up takes strings and dictionaries that name GDAL drivers and files, so what
a client sends never reaches it unread.
"""

from django.contrib.gis.geos import Polygon
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms import CharField
from django_filters.rest_framework import Filter

from turf.geo import WGS84

LONGEST = 200
"""More characters than four coordinates at full precision need."""

ADVICE = "Give west,south,east,north in degrees, such as -75.20,39.93,-75.15,39.97."


def parse_bbox(text: str) -> Polygon:
    """Read ``west,south,east,north`` in degrees.

    Raises ValidationError for all but four finite coordinates in range, west of east and south of
    north: a box over the antimeridian is asked for as two.
    """
    parts = text.split(",") if len(text) <= LONGEST else []
    try:
        west, south, east, north = (float(part) for part in parts)
    except ValueError as error:
        raise ValidationError(ADVICE, code="bad_bbox") from error
    # NaN compares as false, so this refuses it as it does infinities.
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        raise ValidationError(ADVICE, code="bad_bbox")
    box = Polygon.from_bbox((west, south, east, north))
    box.srid = WGS84
    return box


class BoxField(CharField):
    """A form field whose value is a polygon."""

    def clean(self, value: object) -> Polygon | None:
        """Parse what is given; None for nothing. Raises ValidationError, see `parse_bbox`."""
        text = super().clean(value)
        return parse_bbox(text) if text else None


class InBox(Filter):
    """Rows whose geometry ``field_name`` touches the box."""

    field_class = BoxField

    def filter(self, qs: QuerySet, value: Polygon | None) -> QuerySet:
        """Narrow ``qs`` to the box, where one is given."""
        return qs.filter(**{f"{self.field_name}__intersects": value}) if value else qs
