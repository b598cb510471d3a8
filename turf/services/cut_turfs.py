"""Cuts a campaign's doors into turfs and stores the cut with its score."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict

import numpy as np
from django.utils import timezone

from turf.cutting.cut import cut as run_engine
from turf.cutting.ground import Params
from turf.cutting.result import Cut as EngineCut
from turf.models import Campaign, Cut, Stop, Turf, UnassignedDoor
from turf.services.find_universe import find_universe
from turf.services.name_turfs import name_turfs
from turf.services.read_ground import Ground, read_ground
from turf.services.store_layout import Layout, create_in_batches, store_layout
from turf.statistics import refresh_statistics
from turf.transactions import writing


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
    wanted = find_universe(campaign=campaign, name=universe)
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
    refresh_statistics(Cut, Turf, Stop, UnassignedDoor)
    return cut


@writing()
def _store(cut: Cut, ground: Ground, result: EngineCut) -> None:
    cut.save()
    codes = ground.areas.code
    names = name_turfs([[str(codes[area]) for area in areas] for areas in result.turfs.areas])
    precincts = [
        int(ground.precinct_id[areas[0]]) if len(areas) == 1 else None
        for areas in result.turfs.areas
    ]
    store_layout(cut=cut, layout=Layout(result, names, precincts, ground.door_id, ground.street_id))
    create_in_batches(UnassignedDoor, _unassigned(cut, ground, result))


def _unassigned(cut: Cut, ground: Ground, result: EngineCut) -> Iterator[UnassignedDoor]:
    for door in np.flatnonzero(result.turf_of_door < 0):
        yield UnassignedDoor(
            organization_id=cut.organization_id,
            cut=cut,
            door_id=int(ground.door_id[door]),
            reason=str(result.reason_of_door[door]),
        )
