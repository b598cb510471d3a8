"""Cut groups of areas: from their doors to ordered turfs with outlines and figures."""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from turf.cutting.buildings import Buildings, gather_buildings
from turf.cutting.carve import Plot, carve
from turf.cutting.improve import improve_places, loads_of
from turf.cutting.legs import Legs, legs_of
from turf.cutting.outline import outline_turfs
from turf.cutting.scene import Scene
from turf.cutting.split import split_walk
from turf.cutting.standing import Standing, stand


@dataclass(frozen=True, slots=True)
class GroupCut:
    """The t turfs of one group of areas.

    ``rows`` (d,) the doors of all turfs in walking order, turf after turf, ``size`` (t,) how many
    each has; ``street`` and ``side`` (d,) of those doors; ``lost`` and ``reason`` (l,) the doors in
    none; ``legs`` figures, ``outline_m`` and ``areas`` (t,); ``tolerance`` the greatest share by
    which a turf differs from the mean of those its place, or its tower, was cut into.
    """

    rows: NDArray[np.intp]
    size: NDArray[np.intp]
    street: NDArray[np.intp]
    side: NDArray[np.int8]
    lost: NDArray[np.intp]
    reason: NDArray[np.object_]
    legs: Legs
    outline_m: NDArray[np.object_]
    areas: NDArray[np.object_]
    tolerance: float


@dataclass(frozen=True, slots=True)
class _Draft:
    """A group whose buildings stand and are cut into first walks.

    ``towers`` are the doors of the turfs cut from buildings too big for one, ``uneven`` the
    greatest share by which those differ from their mean.
    """

    areas: NDArray[np.intp]
    buildings: Buildings
    standing: Standing
    plots: list[Plot]
    towers: list[NDArray[np.intp]]
    uneven: float


def cut_groups_together(scene: Scene, numbers: list[int]) -> list[GroupCut]:
    """Cut some of the scene's groups; what one comes out as does not depend on the others."""
    drafts = [_draft(scene, scene.groups[number]) for number in numbers]
    places = [plot.place for draft in drafts for plot in draft.plots]
    walks = iter(improve_places(places, scene.hop_load, scene.seed) if places else [])
    return [_finish(scene, draft, [next(walks) for _ in draft.plots]) for draft in drafts]


def _draft(scene: Scene, areas: NDArray[np.intp]) -> _Draft:
    """Stand the group's buildings on their streets; carve each connected part."""
    buildings = gather_buildings(scene.doors, scene.doors_in(areas), scene.sorted.xy_m)
    load = (buildings.size * scene.door_load).astype(np.float64)
    most = scene.turf_load * (1 + scene.params.tolerance)
    least = scene.turf_load * (1 - scene.params.tolerance)
    xy_m = buildings.middle(scene.sorted.xy_m)
    standing = stand(scene.snapper, xy_m, load, scene.params.reach_m, least)
    plots: list[Plot] = []
    for part in np.unique(standing.part[standing.part >= 0]):
        rows = np.flatnonzero((standing.part == part) & (load <= most))
        if len(rows):
            key = (int(areas[0]) << 32) + (len(plots) << 16)
            carved = carve(scene, standing.feet.take(rows), load[rows], key)
            plots += [Plot(rows[plot.rows], plot.feet, plot.corners, plot.place) for plot in carved]
    towers: list[NDArray[np.intp]] = []
    uneven = 0.0
    for tower in np.flatnonzero((standing.part >= 0) & (load > most)).tolist():
        pieces, tolerance = _storeys(scene, buildings.doors_of(tower), most)
        towers += pieces
        uneven = max(uneven, tolerance)
    return _Draft(areas, buildings, standing, plots, towers, uneven)


def _storeys(
    scene: Scene, doors: NDArray[np.intp], most: float
) -> tuple[list[NDArray[np.intp]], float]:
    """Cut doors on one spot, too many for a turf, in their order into turfs as even as can be.

    Of several buildings there only those too big for a turf are split, by floor and unit. Gives
    the doors of each piece and the share by which pieces differ from their mean.
    """
    count = max(1, round(len(doors) * scene.door_load / scene.turf_load))
    _, building, size = np.unique(
        scene.doors.building[doors], return_inverse=True, return_counts=True
    )
    is_first = np.r_[True, building[1:] != building[:-1]]
    start = np.flatnonzero(is_first | (size[building] * scene.door_load > most))
    load = np.diff(np.r_[start, len(doors)]).astype(np.float64)
    hops = np.zeros(len(start) - 1)
    split = split_walk(load, hops, np.where(is_first[start[1:]], 0.0, 1.0), count, 0.0)
    return np.split(doors, start[split.starts[1:]]), split.tolerance


def _finish(scene: Scene, draft: _Draft, walks_by_plot: list[list[NDArray[np.intp]]]) -> GroupCut:
    """Turn the improved walks into turfs of doors with their figures."""
    buildings, standing = draft.buildings, draft.standing
    doors = [
        np.concatenate([buildings.doors_of(building) for building in plot.rows[walk].tolist()])
        for plot, walks in zip(draft.plots, walks_by_plot, strict=True)
        for walk in walks
    ] + draft.towers
    rows = np.concatenate([np.empty(0, np.intp), *doors])
    size = np.array([len(turf) for turf in doors], np.intp)
    of_door = buildings.of_door(len(scene.sorted.area))
    feet = standing.feet.take(of_door[rows])
    lost = buildings.rows[standing.part[of_door[buildings.rows]] < 0]
    turf = np.repeat(np.arange(len(size)), size)
    ground_m = shapely.union_all(scene.sorted.ground_m[draft.areas])
    areas = np.empty(len(size), dtype=object)
    areas[:] = [tuple(np.unique(scene.sorted.area[turf]).tolist()) for turf in doors]
    return GroupCut(
        rows=rows,
        size=size,
        street=scene.snapper.network.edge_street[feet.edge],
        side=feet.side,
        lost=lost,
        reason=standing.reason[of_door[lost]],
        legs=legs_of(scene, draft.plots, walks_by_plot, len(draft.towers)),
        outline_m=outline_turfs(scene.sorted.xy_m[rows], turf, len(size), ground_m),
        areas=areas,
        tolerance=max(draft.uneven, _widest(scene, draft.plots, walks_by_plot)),
    )


def _widest(scene: Scene, plots: list[Plot], walks_by_plot: list[list[NDArray[np.intp]]]) -> float:
    """The greatest share by which a walk's load differs from the mean of its place."""
    widest = 0.0
    for plot, walks in zip(plots, walks_by_plot, strict=True):
        load = loads_of(plot.place, walks, scene.hop_load)
        widest = max(widest, float(np.abs(load / load.mean() - 1).max()))
    return widest
