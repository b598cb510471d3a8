"""Reads the ground of some turfs, and of no others, into the arrays the engine takes."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import shapely
from django.contrib.gis.geos import Polygon as DjangoPolygon
from numpy.typing import NDArray

from turf.cutting.ground import Doors, Pack, Params, Streets
from turf.geo import to_shapely
from turf.models import Cut, Door, Street, Turf
from turf.services.read_arrays import read_doors, read_streets

MARGIN_DEG = 0.01
"""About 1 km: streets beyond the border by which one may have to go round."""


@dataclass(frozen=True, slots=True)
class TurfGround:
    """The doors of t turfs and the streets around them, with the database ids of their rows.

    ``doors.area`` (n,) is each door's turf, a row of ``turfs``; ``outline`` (t,) shapely shapes in
    degrees; ``door_id`` (n,), ``street_id`` (m,).
    """

    turfs: Sequence[Turf]
    doors: Doors
    streets: Streets
    outline: NDArray[np.object_]
    params: Params
    seed: int
    door_id: NDArray[np.int64]
    street_id: NDArray[np.int64]


def read_turf_ground(*, cut: Cut, turfs: Sequence[Turf]) -> TurfGround:
    """Read the doors of ``turfs``, live ones of ``cut``, and the streets within some 1 km."""
    outline = to_shapely(turf.outline for turf in turfs)
    params = params_of(cut)
    doors, door_id = read_doors(
        Door.objects.filter(stops__turf__in=turfs),
        {turf.pk: row for row, turf in enumerate(turfs)},
        area="stops__turf_id",
    )
    streets, street_id = read_streets(
        Street.objects.filter(
            jurisdiction=cut.campaign.jurisdiction_id,
            line__bboverlaps=_around(outline, doors.lonlat, params),
        )
    )
    return TurfGround(turfs, doors, streets, outline, params, cut.seed, door_id, street_id)


def params_of(cut: Cut) -> Params:
    """The parameters ``cut`` was made with."""
    known: dict[str, Any] = {
        field.name: cut.params[field.name] for field in fields(Params) if field.name in cut.params
    }
    for name in ("start", "end"):
        if known.get(name) is not None:
            known[name] = tuple(known[name])
    if "pack" in known:
        known["pack"] = Pack(known["pack"])
    return Params(**known)


def take_doors(doors: Doors, rows: NDArray[np.intp], area: NDArray[np.intp]) -> Doors:
    """Some of the doors, in other areas."""
    return Doors(
        doors.lonlat[rows], area, doors.building[rows], doors.floor[rows], doors.unit[rows]
    )


def _around(
    outline: NDArray[np.object_], door_lonlat: NDArray[np.float64], params: Params
) -> DjangoPolygon:
    """A box about the outlines, the doors and the staging points."""
    staging = [point for point in (params.start, params.end) if point is not None]
    points = np.concatenate([door_lonlat, np.array(staging, float).reshape(-1, 2)])
    west, south, east, north = shapely.GeometryCollection(
        [*outline, shapely.MultiPoint(points)]
    ).bounds
    return DjangoPolygon.from_bbox(
        (west - MARGIN_DEG, south - MARGIN_DEG, east + MARGIN_DEG, north + MARGIN_DEG)
    )
