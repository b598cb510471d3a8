"""GeoDjango to shapely and back, by WKB: the only place where geometry crosses.

Two GEOS libraries live in the process, and WKB carries no SRID, so the way back names it.
"""

import json
from collections.abc import Iterable
from typing import Any

import numpy as np
import shapely
from django.contrib.gis.geos import GEOSGeometry
from numpy.typing import NDArray

WGS84 = 4326
DEGREE_DIGITS = 6
"""About 0.1 m: finer than any street file, and a third of the bytes."""


def to_shapely(geometries: Iterable[GEOSGeometry]) -> NDArray[np.object_]:
    """Turn n GeoDjango geometries into an (n,) array of shapely ones."""
    return np.asarray(
        shapely.from_wkb([bytes(geometry.wkb) for geometry in geometries]), dtype=object
    )


def as_shapely(geometry: Any) -> Any:
    """One geometry as a shapely one, whichever of the two it is."""
    return to_shapely([geometry])[0] if isinstance(geometry, GEOSGeometry) else geometry


def to_django(geometry: Any, *, srid: int = WGS84) -> Any:
    """Turn one shapely geometry into a GeoDjango one in ``srid``."""
    return GEOSGeometry(memoryview(shapely.to_wkb(geometry)), srid=srid)


def lonlat(points: Iterable[GEOSGeometry]) -> NDArray[np.float64]:
    """Coordinates (n, 2) of n GeoDjango points, in their own units."""
    return np.asarray(shapely.get_coordinates(to_shapely(points)), dtype=np.float64).reshape(-1, 2)


def draw(geometry: GEOSGeometry) -> dict[str, Any]:
    """Write one GeoDjango geometry, in degrees, as GeoJSON rounded to what can be seen.

    shapely rounds and writes a whole array at once.
    """
    shape = shapely.transform(to_shapely([geometry])[0], lambda at: at.round(DEGREE_DIGITS))
    drawn: dict[str, Any] = json.loads(shapely.to_geojson(shape))
    return drawn
