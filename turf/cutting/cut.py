"""Cut turf: doors, streets and areas in; ordered turfs, outlines, figures and warnings out."""

import math

import numpy as np
from numpy.typing import NDArray

from turf.cutting.ground import Areas, Doors, Params, Streets
from turf.cutting.group import GroupCut, cut_groups_together
from turf.cutting.jobs import over_groups
from turf.cutting.outline import areal, compactness
from turf.cutting.pace import minutes_of
from turf.cutting.result import Cut, Turfs
from turf.cutting.rural import say_rural
from turf.cutting.scene import build_scene
from turf.cutting.score import score
from turf.cutting.sorting import Sorted
from turf.cutting.wording import counted, some_of


def cut(
    doors: Doors, streets: Streets, areas: Areas, params: Params, *, seed: int = 0, jobs: int = 1
) -> Cut:
    """Cut the areas into turfs of one walk each.

    Every door gets a turf and a position, or a reason why it has none; what could not be met is
    said in the warnings. The same input, parameters and seed give the same result whatever
    ``jobs``, the number of processes; and with the same streets an area comes out the same whatever
    other areas are cut, so long as its code is no other's and it is packed with the same ones or
    none. Raises ValueError when arrays that belong together differ in length; whatever is wrong
    with single doors, lines or areas is part of the result.
    """
    scene, warnings = build_scene(doors, streets, areas, params, seed)
    cuts = over_groups(scene, jobs, cut_groups_together)
    rural = say_rural(areas.code, [place for one in cuts for place in one.rural], params)
    uneven = _uneven(areas, scene.groups, cuts, params.tolerance)
    return _assemble(scene.sorted, cuts, (*warnings, *rural, *uneven))


def _uneven(
    areas: Areas, groups: tuple[NDArray[np.intp], ...], cuts: list[GroupCut], tolerance: float
) -> list[str]:
    """Say in one sentence where sizes differ more than asked, the worst first."""
    found = [
        (
            one.tolerance,
            str(areas.code[group[0]]) + (f"+{len(group) - 1}" if len(group) > 1 else ""),
        )
        for group, one in zip(groups, cuts, strict=True)
        if one.tolerance > tolerance + 1e-6
    ]
    if not found:
        return []
    worst = sorted(found, key=lambda nearest: -nearest[0])
    named = [f"{code} within {math.ceil(share * 1000 - 0.01) / 10:g} %" for share, code in worst]
    return [
        f"In {counted(len(found), 'area')} no cut was found with all sizes within "
        f"{tolerance * 100:g} % of their mean and every building whole; nearest: {some_of(named)}."
    ]


def _assemble(placed: Sorted, cuts: list[GroupCut], warnings: tuple[str, ...]) -> Cut:
    n = len(placed.area)
    turf, street = np.full(n, -1, np.intp), np.full(n, -1, np.intp)
    position, side = np.zeros(n, np.intp), np.zeros(n, np.int8)
    reason = placed.reason.copy()
    before = 0
    for one in cuts:
        start = np.cumsum(one.size) - one.size
        turf[one.rows] = before + np.repeat(np.arange(len(one.size)), one.size)
        position[one.rows] = np.arange(len(one.rows)) - np.repeat(start, one.size) + 1
        street[one.rows], side[one.rows] = one.street, one.side
        reason[one.lost] = one.reason
        before += len(one.size)
    turfs = _turfs(placed, cuts, np.bincount(turf[turf >= 0], minlength=before))
    return Cut(turf, position, reason, street, side, turfs, score(turfs, reason), warnings)


def _turfs(placed: Sorted, cuts: list[GroupCut], door_count: NDArray[np.intp]) -> Turfs:
    none = np.empty(0, dtype=object)
    outline_m = np.concatenate([none, *(one.outline_m for one in cuts)])
    walk_m = np.concatenate([np.empty(0), *(one.legs.walk_m for one in cuts)])
    worst_hop_m = np.concatenate([np.empty(0), *(one.legs.worst_hop_m for one in cuts)])
    crossings = np.concatenate([np.empty(0, np.intp), *(one.legs.crossings for one in cuts)])
    return Turfs(
        areas=np.concatenate([none, *(one.areas for one in cuts)]),
        outline=areal(placed.projection.shapes_to_degrees(outline_m)),
        door_count=door_count,
        walk_m=walk_m,
        minutes=minutes_of(door_count, walk_m),
        worst_hop_m=worst_hop_m,
        crossings=crossings,
        compactness=compactness(outline_m),
    )
