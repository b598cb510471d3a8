"""Makes one turf of several."""

from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from turf.models import Cut, EditKind, Turf, TurfEdit, User
from turf.services.hold_turfs import hold_turfs
from turf.services.lay_out_turfs import lay_out_turfs
from turf.services.read_turf_ground import read_turf_ground
from turf.services.swap_turfs import swap_turfs
from turf.services.turf_problems import NothingToChange, NotNeighbours
from turf.transactions import writing

BESIDE_DEG = 0.00002
"""About 2 m: outlines that touch, but for what files of two precincts leave between them."""


@writing()
def merge_turfs(*, cut: Cut, turfs: Sequence[Turf], edited_by: User | None = None) -> TurfEdit:
    """Merge ``turfs`` into one that has the name of the first.

    Turfs that are no neighbours are refused, for their walk would pass through another's turf.
    Where neighbours have no way on foot between them the edit's warnings say so. Raises
    NothingToChange for fewer than two, NotNeighbours, GroundNotShared, and what `hold_turfs`
    raises.
    """
    held = hold_turfs(cut=cut, turfs=turfs)
    if len(held) < 2:
        raise NothingToChange("Give at least two turfs to merge")
    ground = read_turf_ground(cut=cut, turfs=held)
    if not are_neighbours(ground.outline):
        names = ", ".join(turf.name for turf in held)
        raise NotNeighbours(
            f"Turfs {names} do not all lie beside each other: merge those between them as well"
        )
    every = np.arange(len(ground.door_id))
    layout = lay_out_turfs(ground=ground, rows=[every], shapes=ground.outline, names=[held[0].name])
    return swap_turfs(
        cut=cut, kind=EditKind.MERGE, retired=held, layouts=[layout], edited_by=edited_by
    )


def are_neighbours(outline: NDArray[np.object_]) -> bool:
    """Whether one gets from any of the outlines to any other without leaving them."""
    pairs = shapely.STRtree(outline).query(outline, predicate="dwithin", distance=BESIDE_DEG)
    beside = coo_matrix((np.ones(pairs.shape[1]), pairs), (len(outline), len(outline)))
    return int(connected_components(beside, directed=False)[0]) == 1
