"""Cut one group of areas: from its doors to ordered turfs with outlines and figures."""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from turf.cutting.buildings import Buildings, gather_buildings
from turf.cutting.carve import carve
from turf.cutting.distance import walk_pairs, walks_between_corners
from turf.cutting.network import CROSS_MAJOR_M, CROSS_MINOR_M
from turf.cutting.outline import outline_turfs
from turf.cutting.pace import DOOR_MIN
from turf.cutting.scene import Scene
from turf.cutting.standing import Standing, stand


@dataclass(frozen=True, slots=True)
class GroupCut:
    """The t turfs of one group of areas.

    ``rows`` (d,) the doors of all turfs in walking order, turf after turf, ``start`` (t + 1,) where
    each turf begins; ``street`` and ``side`` (d,) of those doors; ``lost`` and ``reason`` (l,) the
    doors in none. ``walk_m``, ``worst_hop_m``, ``crossings``, ``outline_m``, ``areas`` (t,).
    """

    rows: NDArray[np.intp]
    start: NDArray[np.intp]
    street: NDArray[np.intp]
    side: NDArray[np.int8]
    lost: NDArray[np.intp]
    reason: NDArray[np.object_]
    walk_m: NDArray[np.float64]
    worst_hop_m: NDArray[np.float64]
    crossings: NDArray[np.intp]
    outline_m: NDArray[np.object_]
    areas: NDArray[np.object_]
    tolerance: float


@dataclass(frozen=True, slots=True)
class _Walk:
    """One turf to be: buildings in walking order, and the doors knocked on the way."""

    buildings: NDArray[np.intp]
    rows: NDArray[np.intp]


def cut_group(scene: Scene, group: int) -> GroupCut:
    """Cut the areas of one group into turfs."""
    areas = scene.groups[group]
    rows = np.flatnonzero(np.isin(scene.sorted.area, areas))
    buildings = gather_buildings(scene.doors, rows)
    standing, load, turf_load = _stand(scene, buildings)
    walks, tolerance = _walks(scene, buildings, standing, load, turf_load)
    return _figures(scene, areas, buildings, standing, walks, tolerance)


def _stand(scene: Scene, buildings: Buildings) -> tuple[Standing, NDArray[np.float64], float]:
    params = scene.params
    by_minutes = params.minutes is not None
    load = buildings.size * (DOOR_MIN if by_minutes else 1.0)
    turf_load = float(params.minutes if params.minutes is not None else params.doors)
    xy_m = buildings.middle(scene.sorted.xy_m)
    least = turf_load * (1 - params.tolerance)
    return stand(scene.snapper, xy_m, load, params.reach_m, least), load, turf_load


def _walks(
    scene: Scene,
    buildings: Buildings,
    standing: Standing,
    load: NDArray[np.float64],
    turf_load: float,
) -> tuple[list[_Walk], float]:
    """Carve each connected part; a building too big for a turf is cut by floors instead."""
    walks: list[_Walk] = []
    tolerance = scene.params.tolerance
    is_tower = load > turf_load * (1 + scene.params.tolerance)
    for part in np.unique(standing.part[standing.part >= 0]):
        here = np.flatnonzero((standing.part == part) & ~is_tower)
        if len(here):
            carved = carve(scene, standing.feet.take(here), load[here], turf_load)
            tolerance = max(tolerance, carved.tolerance)
            for walk in carved.walks:
                stops = [buildings.doors_of(building) for building in here[walk]]
                walks.append(_Walk(here[walk], np.concatenate(stops)))
        for tower in np.flatnonzero((standing.part == part) & is_tower):
            storeys = max(1, round(load[tower] / turf_load))
            for rows in np.array_split(buildings.doors_of(tower), storeys):
                walks.append(_Walk(np.array([tower], np.intp), rows))
    return walks, tolerance


def _figures(
    scene: Scene,
    areas: NDArray[np.intp],
    buildings: Buildings,
    standing: Standing,
    walks: list[_Walk],
    tolerance: float,
) -> GroupCut:
    network = scene.snapper.network
    legs = [_legs(scene, standing, walk) for walk in walks]
    rows = np.concatenate([walk.rows for walk in walks]) if walks else np.empty(0, np.intp)
    size = np.array([len(walk.rows) for walk in walks], np.intp)
    building = np.repeat(np.arange(len(buildings.size)), buildings.size)
    of_door = np.empty(len(scene.sorted.area), np.intp)
    of_door[buildings.rows] = building
    lost = buildings.rows[standing.part[building] < 0]
    feet = standing.feet.take(of_door[rows])
    turf = np.repeat(np.arange(len(walks)), size)
    ground_m = shapely.union_all(scene.sorted.ground_m[areas])
    area_sets = np.empty(len(walks), dtype=object)
    area_sets[:] = [tuple(np.unique(scene.sorted.area[walk.rows]).tolist()) for walk in walks]
    return GroupCut(
        rows=rows,
        start=np.r_[0, np.cumsum(size)],
        street=network.edge_street[feet.edge],
        side=feet.side,
        lost=lost,
        reason=standing.reason[of_door[lost]],
        walk_m=np.array([leg_m.sum() for leg_m, _ in legs]),
        worst_hop_m=np.array([leg_m.max(initial=0) for leg_m, _ in legs]),
        crossings=np.array([crossed.sum() for _, crossed in legs], np.intp),
        outline_m=outline_turfs(scene.sorted.xy_m[rows], turf, len(walks), ground_m)
        if walks
        else np.empty(0, dtype=object),
        areas=area_sets,
        tolerance=tolerance,
    )


def _legs(
    scene: Scene, standing: Standing, walk: _Walk
) -> tuple[NDArray[np.float64], NDArray[np.intp]]:
    """Metres walked from stop to stop, the price of crossings taken off, and roads crossed."""
    network = scene.snapper.network
    feet = standing.feet.take(walk.buildings)
    corners = walks_between_corners(network, feet)
    stops = np.arange(len(walk.buildings))
    leg_m, crossed = walk_pairs(network, feet, corners, stops[:-1], stops[1:])
    return leg_m - crossed * (CROSS_MAJOR_M - CROSS_MINOR_M), crossed
