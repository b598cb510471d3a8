"""Stores turfs and their stops as the engine laid them out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray
from shapely import MultiPolygon, Polygon

from turf.cutting.result import Cut as EngineCut
from turf.geo import to_django
from turf.models import Cut, Stop, Turf
from turf.models.cut import Side

SIDE = {-1: Side.RIGHT, 0: Side.ON_LINE, 1: Side.LEFT}
BATCH = 5_000


@dataclass(frozen=True, slots=True)
class Layout:
    """What the engine gave for n doors and t turfs, with what the database calls them.

    ``names``, ``precincts`` (t,), the precinct's id or None where there are several; ``door_id``
    (n,), ``street_id`` (m,).
    """

    engine: EngineCut
    names: Sequence[str]
    precincts: Sequence[int | None]
    door_id: NDArray[np.int64]
    street_id: NDArray[np.int64]


def store_layout(*, cut: Cut, layout: Layout) -> list[Turf]:
    """Store the turfs of ``layout`` and their stops in walking order; doors in none are left."""
    turfs = Turf.objects.bulk_create(list(_turfs(cut, layout)), batch_size=BATCH)
    create_in_batches(Stop, _stops(cut, turfs, layout))
    return list(turfs)


def create_in_batches(model: type[Any], rows: Iterator[Any]) -> None:
    """Insert without ever holding all rows: a city has 600,000."""
    while batch := list(islice(rows, BATCH)):
        model.objects.bulk_create(batch)


def _turfs(cut: Cut, layout: Layout) -> Iterator[Turf]:
    turfs = layout.engine.turfs
    for row, (name, precinct) in enumerate(zip(layout.names, layout.precincts, strict=True)):
        yield Turf(
            organization_id=cut.organization_id,
            cut=cut,
            name=name,
            precinct_id=precinct,
            outline=to_django(_multi(turfs.outline[row])),
            door_count=int(turfs.door_count[row]),
            walk_m=float(turfs.walk_m[row]),
            minutes=float(turfs.minutes[row]),
            worst_hop_m=float(turfs.worst_hop_m[row]),
            crossings=int(turfs.crossings[row]),
            compactness=float(turfs.compactness[row]),
        )


def _multi(outline: Polygon | MultiPolygon) -> MultiPolygon:
    return MultiPolygon([outline]) if isinstance(outline, Polygon) else outline


def _stops(cut: Cut, turfs: Sequence[Turf], layout: Layout) -> Iterator[Stop]:
    engine = layout.engine
    for door in np.lexsort((engine.position_of_door, engine.turf_of_door)):
        turf, street = int(engine.turf_of_door[door]), int(engine.street_of_door[door])
        if turf < 0:
            continue
        yield Stop(
            organization_id=cut.organization_id,
            cut=cut,
            turf=turfs[turf],
            door_id=int(layout.door_id[door]),
            position=int(engine.position_of_door[door]),
            street_id=int(layout.street_id[street]) if street >= 0 else None,
            side=SIDE[int(engine.side_of_door[door])],
        )
