"""Lays doors out in turfs that a person made up."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from turf.cutting.lay_out import lay_out
from turf.services.read_turf_ground import TurfGround, take_doors
from turf.services.store_layout import Layout


def lay_out_turfs(
    *,
    ground: TurfGround,
    rows: Sequence[NDArray[np.intp]],
    shapes: Sequence[object] | NDArray[np.object_],
    names: Sequence[str],
) -> Layout:
    """Order the doors at ``rows``, one array for each new turf, and tile ``shapes`` among them.

    A new turf is in the precinct of the turfs its doors come from, where that is one.
    """
    rows = [np.sort(of) for of in rows]
    chosen = np.concatenate(rows)
    whole = np.empty(len(shapes), dtype=object)
    whole[:] = shapes
    engine = lay_out(
        take_doors(ground.doors, chosen, ground.doors.area[chosen]),
        ground.streets,
        whole,
        ground.params,
        np.repeat(np.arange(len(rows)), [len(of) for of in rows]),
        seed=ground.seed,
    )
    precincts = [_precinct(ground, of) for of in rows]
    return Layout(engine, names, precincts, ground.door_id[chosen], ground.street_id)


def _precinct(ground: TurfGround, rows: NDArray[np.intp]) -> int | None:
    turfs = [ground.turfs[turf] for turf in np.unique(ground.doors.area[rows])]
    precincts = {turf.precinct_id for turf in turfs}
    return precincts.pop() if len(precincts) == 1 else None
