"""Cuts a campaign's doors into turfs and stores the cut with its score."""

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from itertools import islice
from typing import Any

import numpy as np
from django.utils import timezone
from shapely import MultiPolygon, Polygon

from turf.cutting.cut import cut as run_engine
from turf.cutting.ground import Params
from turf.cutting.result import Cut as EngineCut
from turf.errors import NotFound
from turf.geo import to_django
from turf.models import Campaign, Cut, Stop, Turf, UnassignedDoor, Universe
from turf.models.cut import Side
from turf.services.read_ground import Ground, read_ground
from turf.transactions import writing

SIDE = {-1: Side.RIGHT, 0: Side.ON_LINE, 1: Side.LEFT}
BATCH = 5_000


def cut_turfs(
    *,
    campaign: Campaign,
    params: Params,
    universe: str | None = None,
    precincts: Sequence[str] = (),
    seed: int = 0,
    jobs: int = 1,
) -> Cut:
    """Cut the doors of ``universe`` in ``precincts`` (all where not given) and store the result.

    Nothing that exists is changed: each run is a new `Cut`. The engine runs outside of the
    transaction, so that a long cut blocks nobody. Raises NotFound for an unknown precinct or
    universe, and where no precinct is loaded.
    """
    wanted = _universe(campaign, universe)
    ground = read_ground(campaign=campaign, universe=wanted, precincts=precincts)
    started = time.perf_counter()
    result = run_engine(ground.doors, ground.streets, ground.areas, params, seed=seed, jobs=jobs)
    cut = Cut(
        organization_id=campaign.organization_id,
        campaign=campaign,
        universe=wanted,
        params={**asdict(params), "precincts": list(precincts)},
        seed=seed,
        score=asdict(result.score),
        warnings=list(result.warnings),
        cut_at=timezone.now(),
        seconds=round(time.perf_counter() - started, 3),
    )
    _store(cut, ground, result)
    return cut


def _universe(campaign: Campaign, name: str | None) -> Universe | None:
    if name is None:
        return None
    found: Universe | None = Universe.objects.filter(campaign=campaign, name=name).first()
    if found is None:
        there = ", ".join(campaign.universes.order_by("name").values_list("name", flat=True))
        raise NotFound(f"There is no universe {name!r}; there are: {there or 'none'}")
    return found


@writing()
def _store(cut: Cut, ground: Ground, result: EngineCut) -> None:
    cut.save()
    turfs = Turf.objects.bulk_create(list(_turfs(cut, ground, result)), batch_size=BATCH)
    _create_in_batches(Stop, _stops(cut, turfs, ground, result))
    _create_in_batches(UnassignedDoor, _unassigned(cut, ground, result))


def _create_in_batches(model: type[Any], rows: Iterator[Any]) -> None:
    """Insert without ever holding all rows: a city has 600,000."""
    while batch := list(islice(rows, BATCH)):
        model.objects.bulk_create(batch)


def _turfs(cut: Cut, ground: Ground, result: EngineCut) -> Iterator[Turf]:
    turfs, codes = result.turfs, ground.areas.code
    numbered: Counter[str] = Counter()
    for row, areas in enumerate(turfs.areas):
        prefix = codes[areas[0]] + (f"+{len(areas) - 1}" if len(areas) > 1 else "")
        numbered[prefix] += 1
        yield Turf(
            organization_id=cut.organization_id,
            cut=cut,
            name=f"{prefix}-{numbered[prefix]:02d}",
            precinct_id=int(ground.precinct_id[areas[0]]) if len(areas) == 1 else None,
            outline=to_django(_multi(turfs.outline[row])),
            door_count=int(turfs.door_count[row]),
            walk_m=float(turfs.walk_m[row]),
            minutes=float(turfs.minutes[row]),
            worst_hop_m=float(turfs.worst_hop_m[row]),
        )


def _multi(outline: Polygon | MultiPolygon) -> MultiPolygon:
    return MultiPolygon([outline]) if isinstance(outline, Polygon) else outline


def _stops(cut: Cut, turfs: Sequence[Turf], ground: Ground, result: EngineCut) -> Iterator[Stop]:
    in_walking_order = np.lexsort((result.position_of_door, result.turf_of_door))
    for door in in_walking_order:
        turf = int(result.turf_of_door[door])
        if turf < 0:
            continue
        street = int(result.street_of_door[door])
        yield Stop(
            organization_id=cut.organization_id,
            cut=cut,
            turf=turfs[turf],
            door_id=int(ground.door_id[door]),
            position=int(result.position_of_door[door]),
            street_id=int(ground.street_id[street]) if street >= 0 else None,
            side=SIDE[int(result.side_of_door[door])],
        )


def _unassigned(cut: Cut, ground: Ground, result: EngineCut) -> Iterator[UnassignedDoor]:
    for door in np.flatnonzero(result.turf_of_door < 0):
        yield UnassignedDoor(
            organization_id=cut.organization_id,
            cut=cut,
            door_id=int(ground.door_id[door]),
            reason=str(result.reason_of_door[door]),
        )
