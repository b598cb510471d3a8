"""Which areas are cut together: each alone, or small neighbours packed."""

import numpy as np
import shapely
from numpy.typing import NDArray

from turf.cutting.ground import Pack

GROUP_TURFS = 8
NEXT_TO_M = 60.0


def pack_areas(
    load: NDArray[np.float64], boundary_m: NDArray[np.object_], turf_load: float, pack: Pack
) -> list[NDArray[np.intp]]:
    """Group the rows of the a areas; every area is in one group, lowest rows first.

    ``load`` (a,) is what there is to do in each area, ``turf_load`` a turf's share of it. An area
    that makes fewer than two turfs is packed with neighbours of its kind (all areas are, when
    ``pack`` is always) until the group makes `GROUP_TURFS`. Areas without a door go along where
    they lie between.
    """
    areas = len(load)
    if pack == Pack.NEVER or areas < 2:
        return [np.array([area], np.intp) for area in range(areas)]
    small = load < 1.5 * turf_load
    packed = np.ones(areas, bool) if pack == Pack.ALWAYS else small
    near = _near_areas(boundary_m, packed)
    group = np.full(areas, -1, np.intp)
    full = GROUP_TURFS * turf_load
    groups = 0
    for seed in np.flatnonzero(packed):
        if group[seed] < 0:
            _grow(int(seed), groups, group, near, (load, full, boundary_m))
            groups += 1
    _join_crumbs(group, near, load, full / 2)
    alone = np.flatnonzero(group < 0)
    group[alone] = groups + np.arange(len(alone))
    members = [np.flatnonzero(group == number) for number in np.unique(group)]
    return sorted(members, key=lambda rows: int(rows[0]))


def _near_areas(boundary_m: NDArray[np.object_], packed: NDArray[np.bool_]) -> list[list[int]]:
    """For each area that may be packed, the others that lie beside it."""
    near: list[list[int]] = [[] for _ in boundary_m]
    tree = shapely.STRtree(boundary_m)
    first, second = tree.query(boundary_m, predicate="dwithin", distance=NEXT_TO_M)
    for a, b in sorted(zip(first.tolist(), second.tolist(), strict=True)):
        if a != b and packed[a] and packed[b]:
            near[a].append(b)
    return near


def _grow(
    seed: int,
    number: int,
    group: NDArray[np.intp],
    near: list[list[int]],
    aim: tuple[NDArray[np.float64], float, NDArray[np.object_]],
) -> None:
    """Take in, from the seed on, the free neighbour nearest to it, until the group is full."""
    load, full, boundary_m = aim
    group[seed] = number
    held, fringe = float(load[seed]), {area for area in near[seed] if group[area] < 0}
    middle = shapely.centroid(boundary_m[seed])
    while fringe and held < full:
        area = min(fringe, key=lambda a: (shapely.distance(middle, boundary_m[a]), a))
        group[area] = number
        held += float(load[area])
        fringe.discard(area)
        fringe |= {other for other in near[area] if group[other] < 0}


def _join_crumbs(
    group: NDArray[np.intp], near: list[list[int]], load: NDArray[np.float64], least: float
) -> None:
    """Give groups that make less than ``least`` to the smallest group beside them.

    The fewer turfs a group makes, the further a whole number of them is from the asked size.
    """
    for number in range(int(group.max(initial=-1)) + 1):
        rows = np.flatnonzero(group == number)
        held = load[rows].sum()
        beside = {int(group[b]) for a in rows for b in near[a]} - {number, -1}
        if len(rows) and held < least and beside:
            group[rows] = min(beside, key=lambda other: (load[group == other].sum(), other))
