"""Lays doors out in turfs that a person made up."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from turf.cutting.lay_out import lay_out
from turf.cutting.outline import areal
from turf.services.read_turf_ground import TurfGround, take_doors
from turf.services.store_layout import Layout
from turf.services.turf_problems import GroundNotShared

SAME_SHARE = 1e-6
"""Overlays are worked out on a lattice; what they leave is far less."""


def lay_out_turfs(
    *,
    ground: TurfGround,
    rows: Sequence[NDArray[np.intp]],
    shapes: Sequence[object] | NDArray[np.object_],
    names: Sequence[str],
) -> Layout:
    """Order the doors at ``rows``, one array for each new turf, and tile ``shapes`` among them.

    A new turf is in the precinct of the turfs its doors come from, where that is one. Raises
    GroundNotShared where the outlines would leave a gap or lie over each other.
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
    _refuse_untiled(engine.turfs.outline, shapely.union_all(areal(whole)), names)
    precincts = [_precinct(ground, of) for of in rows]
    return Layout(engine, names, precincts, ground.door_id[chosen], ground.street_id)


def _refuse_untiled(outline: NDArray[np.object_], ground: Any, names: Sequence[str]) -> None:
    """Compare what the outlines cover with the ground, each counted once and all together.

    GEOS now and then draws a Voronoi cell far too large where houses stand in rows (its issues
    955 and 1040): no edit may be stored that gives ground to two turfs.
    """
    covered = np.array([shapely.area(outline).sum(), shapely.union_all(outline).area])
    if (np.abs(covered - ground.area) > SAME_SHARE * ground.area).any():
        raise GroundNotShared(
            f"The ground of turf {', '.join(names)} could not be shared out among its doors: "
            "choose or draw a little differently"
        )


def _precinct(ground: TurfGround, rows: NDArray[np.intp]) -> int | None:
    turfs = [ground.turfs[turf] for turf in np.unique(ground.doors.area[rows])]
    precincts = {turf.precinct_id for turf in turfs}
    return precincts.pop() if len(precincts) == 1 else None
