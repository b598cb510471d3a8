"""Reads ground out of the database into the arrays the engine takes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from django.contrib.gis.db.models.functions import AsWKB
from django.db.models import F, FloatField, Func
from numpy.typing import NDArray

from turf.cutting.ground import Areas, Doors, RoadClass, Streets
from turf.errors import NotFound
from turf.models import Campaign, Door, Precinct, Street, Universe
from turf.querysets import DoorQuerySet


@dataclass(frozen=True, slots=True)
class Ground:
    """The engine's arrays, with the database ids of their rows.

    ``door_id`` (n,), ``street_id`` (m,), ``precinct_id`` (a,).
    """

    doors: Doors
    streets: Streets
    areas: Areas
    door_id: NDArray[np.int64]
    street_id: NDArray[np.int64]
    precinct_id: NDArray[np.int64]


def read_ground(
    *, campaign: Campaign, universe: Universe | None, precincts: Sequence[str]
) -> Ground:
    """Read the doors of ``universe`` (all when None) in ``precincts`` (all when empty).

    With precincts named, doors elsewhere are none of this cut's business; without, doors outside
    every precinct are read too, so that the cut can account for them. Rows come in an order that
    depends on the ground alone, not on when it was loaded. Raises NotFound naming what is missing.
    """
    areas, precinct_id = _read_areas(campaign, precincts)
    doors, door_id = _read_doors(campaign, universe, precinct_id, only_inside=bool(precincts))
    streets, street_id = _read_streets(campaign)
    return Ground(doors, streets, areas, door_id, street_id, precinct_id)


def _read_areas(campaign: Campaign, precincts: Sequence[str]) -> tuple[Areas, NDArray[np.int64]]:
    known = Precinct.objects.filter(jurisdiction=campaign.jurisdiction_id)
    rows = list(
        (known.filter(code__in=precincts) if precincts else known)
        .order_by("code")
        .values_list("id", "code", AsWKB("boundary"))
    )
    missing = sorted(set(precincts) - {code for _, code, _ in rows})
    if missing:
        there = ", ".join(known.order_by("code").values_list("code", flat=True)[:10])
        raise NotFound(f"There is no precinct {', '.join(missing)}; the first ones are: {there}")
    if not rows:
        raise NotFound(
            f"No precincts are loaded. Load them with: manage.py load_ground --campaign "
            f"{campaign.slug} --precincts FILE"
        )
    ids, codes, wkb = zip(*rows, strict=True)
    return (
        Areas(code=np.array(codes, dtype=object), boundary=_from_wkb(wkb)),
        np.array(ids, dtype=np.int64),
    )


def _coordinate(function: str) -> Func:
    return Func(F("building__location"), function=function, output_field=FloatField())


def _read_doors(
    campaign: Campaign,
    universe: Universe | None,
    precinct_id: NDArray[np.int64],
    *,
    only_inside: bool,
) -> tuple[Doors, NDArray[np.int64]]:
    doors: DoorQuerySet = Door.objects.of_jurisdiction(campaign.jurisdiction_id)
    if universe is not None:
        doors = doors.in_universe(universe)
    if only_inside:
        doors = doors.in_precincts([int(key) for key in precinct_id])
    rows = (
        doors.annotate(lon=_coordinate("ST_X"), lat=_coordinate("ST_Y"))
        .order_by("building__key", "unit")
        .values_list("id", "building_id", "building__precinct_id", "lon", "lat", "floor", "unit")
    )
    columns: list[Sequence[Any]] = list(zip(*rows.iterator(chunk_size=20_000), strict=True))
    if not columns:
        columns = [()] * 7
    ids, building, precinct, lon, lat, floor, unit = columns
    row_of_precinct = {int(key): row for row, key in enumerate(precinct_id)}
    return (
        Doors(
            lonlat=np.column_stack([np.array(lon, dtype=float), np.array(lat, dtype=float)]),
            area=np.array([row_of_precinct.get(key, -1) for key in precinct], dtype=np.intp),
            building=np.array(building, dtype=np.intp),
            floor=np.array(floor, dtype=float),
            unit=np.array(unit, dtype=object),
        ),
        np.array(ids, dtype=np.int64),
    )


def _read_streets(campaign: Campaign) -> tuple[Streets, NDArray[np.int64]]:
    rows = list(
        Street.objects.filter(jurisdiction=campaign.jurisdiction_id)
        .order_by("key")
        .values_list("id", "name", "road_class", AsWKB("line"))
    )
    ids, names, classes, wkb = zip(*rows, strict=True) if rows else ((), (), (), ())
    return (
        Streets(
            line=_from_wkb(wkb),
            road_class=np.array([RoadClass[word.upper()] for word in classes], dtype=np.intp),
            name=np.array(names, dtype=object),
        ),
        np.array(ids, dtype=np.int64),
    )


def _from_wkb(wkb: Sequence[Any]) -> NDArray[np.object_]:
    geometries = np.empty(len(wkb), dtype=object)
    geometries[:] = shapely.from_wkb([bytes(one) for one in wkb])
    return geometries
