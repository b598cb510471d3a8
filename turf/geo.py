"""GeoDjango to shapely and back, by WKB: the only place where geometry crosses.

Two GEOS libraries live in the process, and WKB carries no SRID, so the way back names it.
"""

from collections.abc import Iterable
from typing import Any

import numpy as np
import shapely
from django.contrib.gis.geos import GEOSGeometry
from numpy.typing import NDArray

WGS84 = 4326


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
