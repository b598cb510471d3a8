"""Reads doors and streets out of the database into the engine's arrays."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import shapely
from django.contrib.gis.db.models.functions import AsWKB
from django.db.models import F, FloatField, Func, QuerySet
from numpy.typing import NDArray

from turf.cutting.ground import Doors, RoadClass, Streets

CHUNK = 20_000


def read_doors(
    doors: QuerySet[Any], row_of_area: Mapping[int, int], *, area: str = "building__precinct_id"
) -> tuple[Doors, NDArray[np.int64]]:
    """Read ``doors`` and their ids, (n,).

    ``area`` is the path to the key of each door's area, ``row_of_area`` that area's row; doors of
    other areas have -1. Rows come in an order that depends on the ground alone, not on when it was
    loaded.
    """
    rows = (
        doors.annotate(lon=_coordinate("ST_X"), lat=_coordinate("ST_Y"))
        .order_by("building__key", "unit")
        .values_list("id", "building_id", area, "lon", "lat", "floor", "unit")
    )
    columns: list[Sequence[Any]] = list(zip(*rows.iterator(chunk_size=CHUNK), strict=True))
    if not columns:
        columns = [()] * 7
    ids, building, areas, lon, lat, floor, unit = columns
    return (
        Doors(
            lonlat=np.column_stack([np.array(lon, dtype=float), np.array(lat, dtype=float)]),
            area=np.array([row_of_area.get(key, -1) for key in areas], dtype=np.intp),
            building=np.array(building, dtype=np.intp),
            floor=np.array(floor, dtype=float),
            unit=np.array(unit, dtype=object),
        ),
        np.array(ids, dtype=np.int64),
    )


def read_streets(streets: QuerySet[Any]) -> tuple[Streets, NDArray[np.int64]]:
    """Read ``streets`` and their ids, (m,), by key."""
    rows = list(streets.order_by("key").values_list("id", "name", "road_class", AsWKB("line")))
    ids, names, classes, wkb = zip(*rows, strict=True) if rows else ((), (), (), ())
    return (
        Streets(
            line=from_wkb(wkb),
            road_class=np.array([RoadClass[word.upper()] for word in classes], dtype=np.intp),
            name=np.array(names, dtype=object),
        ),
        np.array(ids, dtype=np.int64),
    )


def from_wkb(wkb: Sequence[Any]) -> NDArray[np.object_]:
    """Shapely geometries of n values that the database gave as WKB."""
    geometries = np.empty(len(wkb), dtype=object)
    geometries[:] = shapely.from_wkb([bytes(one) for one in wkb])
    return geometries


def _coordinate(function: str) -> Func:
    return Func(F("building__location"), function=function, output_field=FloatField())
