"""Cut turf: doors, streets and areas in; ordered turfs, outlines, figures and warnings out."""

import math

import numpy as np
from numpy.typing import NDArray

from turf.cutting.distance import walks_to_all_corners
from turf.cutting.ground import Areas, Doors, Params, Streets
from turf.cutting.group import GroupCut
from turf.cutting.jobs import cut_groups
from turf.cutting.network import build_network
from turf.cutting.outline import areal, compactness
from turf.cutting.pace import DOOR_MIN, minutes_of
from turf.cutting.pack import pack_areas
from turf.cutting.result import Cut, Turfs
from turf.cutting.scene import Scene
from turf.cutting.score import score
from turf.cutting.snapping import Snapper
from turf.cutting.sorting import Sorted, sort_doors
from turf.cutting.wording import counted, some_of


def cut(
    doors: Doors, streets: Streets, areas: Areas, params: Params, *, seed: int = 0, jobs: int = 1
) -> Cut:
    """Cut the areas into turfs of one walk each.

    Every door gets a turf and a position, or a reason why it has none; what could not be met is
    said in the warnings. The same input, parameters and seed give the same result whatever
    ``jobs``, the number of processes. Raises ValueError when arrays that belong together differ in
    length; whatever is wrong with single doors, lines or areas is part of the result.
    """
    _check_lengths(doors, streets, areas)
    placed = sort_doors(doors, areas)
    network, unusable = build_network(streets, placed.projection)
    warnings = list(placed.warnings)
    if unusable:
        lines = counted(unusable, "street line")
        warnings.append(f"Left out, having no usable shape: {lines}.")
    snapper = Snapper(network)
    start_m = _staging(snapper, placed, params.start, "start", warnings, params.reach_m)
    end_m = _staging(snapper, placed, params.end, "end", warnings, params.reach_m)
    groups = tuple(_groups(placed, params))
    by_area = np.argsort(placed.area, kind="stable")
    area_start = np.searchsorted(placed.area[by_area], np.arange(len(placed.ground_m) + 1))
    scene = Scene(doors, placed, snapper, params, by_area, area_start, groups, start_m, end_m, seed)
    cuts = cut_groups(scene, jobs)
    return _assemble(placed, cuts, (*warnings, *_uneven(areas, groups, cuts, params.tolerance)))


def _check_lengths(doors: Doors, streets: Streets, areas: Areas) -> None:
    """Raise ValueError where arrays of one thing differ in length."""
    rows = len(doors.lonlat)
    if doors.lonlat.shape != (rows, 2):
        raise ValueError(f"doors.lonlat must have shape (n, 2), not {doors.lonlat.shape}")
    for name in ("area", "building", "floor", "unit"):
        if len(getattr(doors, name)) != rows:
            raise ValueError(f"doors.{name} must have {rows} entries like doors.lonlat")
    if not len(streets.line) == len(streets.road_class) == len(streets.name):
        raise ValueError("streets.line, road_class and name must be equally long")
    if len(areas.code) != len(areas.boundary):
        raise ValueError("areas.code and boundary must be equally long")


def _staging(
    snapper: Snapper,
    placed: Sorted,
    lonlat: tuple[float, float] | None,
    which: str,
    warnings: list[str],
    reach_m: float,
) -> NDArray[np.float64] | None:
    """Metres between a staging point and every corner; None, with a warning, if it is off road."""
    if lonlat is None:
        return None
    xy_m = placed.projection.to_metres(np.array([lonlat], dtype=float))
    if np.isfinite(xy_m).all():
        foot = snapper.snap(xy_m, reach_m)
        if foot.edge[0] >= 0:
            return walks_to_all_corners(snapper.network, foot)
    warnings.append(f"The {which} point has no street within {reach_m:g} m and was left out.")
    return None


def _groups(placed: Sorted, params: Params) -> list[NDArray[np.intp]]:
    """Group the areas, leaving out groups without a door."""
    count = np.bincount(placed.area[placed.area >= 0], minlength=len(placed.ground_m))
    by_minutes = params.minutes is not None
    load = (count * (DOOR_MIN if by_minutes else 1.0)).astype(np.float64)
    turf_load = float(params.minutes if params.minutes is not None else params.doors)
    groups = pack_areas(load, placed.ground_m, turf_load, params.pack)
    return [group for group in groups if count[group].any()]


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
