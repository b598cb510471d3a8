"""Draft groups of areas: their buildings stand on streets and are cut into first walks."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from turf.cutting.buildings import Buildings, gather_buildings
from turf.cutting.carve import Plot, carve
from turf.cutting.measure import Measure, by_minutes
from turf.cutting.rural import SHIFT_MIN, Rural, find_rural
from turf.cutting.scene import Scene
from turf.cutting.snapping import Feet
from turf.cutting.split import split_walk
from turf.cutting.standing import Standing, stand


@dataclass(frozen=True, slots=True)
class Draft:
    """A group whose buildings stand and are cut into first walks.

    ``areas`` are the group's rows of areas; ``towers`` the doors of the turfs cut from buildings
    too big for one, ``uneven`` the greatest share by which those differ from their mean; ``rural``
    the places that are cut by minutes though doors were asked for.
    """

    areas: NDArray[np.intp]
    buildings: Buildings
    standing: Standing
    plots: list[Plot]
    towers: list[NDArray[np.intp]]
    uneven: float
    rural: list[Rural]


@dataclass(frozen=True, slots=True)
class _Part:
    """The plots and towers of what hangs together on foot, as in `Draft`."""

    plots: list[Plot]
    towers: list[NDArray[np.intp]]
    uneven: float


def draft_group(scene: Scene, number: int) -> Draft:
    """Stand a group's buildings on their streets; carve each connected part."""
    areas, measure = scene.groups[number], scene.measure
    buildings = gather_buildings(scene.doors, scene.doors_in(areas), scene.sorted.xy_m)
    load = (buildings.size * measure.door_load).astype(np.float64)
    least = measure.turf_load * (1 - scene.params.tolerance)
    xy_m = buildings.middle(scene.sorted.xy_m)
    standing = stand(scene.snapper, xy_m, load, scene.params.reach_m, least)
    parts: list[_Part] = []
    rural: list[Rural] = []
    key = scene.keys[number]
    for part in np.unique(standing.part[standing.part >= 0]):
        rows = np.flatnonzero(standing.part == part)
        carved = _carve_part(scene, buildings, standing.feet, rows, key, measure)
        found = find_rural(scene, buildings, carved.plots)
        if found is not None:
            rural.append(found)
            in_shifts = by_minutes(SHIFT_MIN)
            carved = _carve_part(scene, buildings, standing.feet, rows, key, in_shifts)
        key += len(carved.plots)
        parts.append(carved)
    return Draft(
        areas=areas,
        buildings=buildings,
        standing=standing,
        plots=[plot for part in parts for plot in part.plots],
        towers=[tower for part in parts for tower in part.towers],
        uneven=max((part.uneven for part in parts), default=0.0),
        rural=rural,
    )


def _carve_part(
    scene: Scene,
    buildings: Buildings,
    feet: Feet,
    rows: NDArray[np.intp],
    key: int,
    measure: Measure,
) -> _Part:
    """Carve the buildings at ``rows``, which hang together; those too big for a turf by storeys."""
    load = (buildings.size[rows] * measure.door_load).astype(np.float64)
    most = measure.turf_load * (1 + scene.params.tolerance)
    small = rows[load <= most]
    plots: list[Plot] = []
    if len(small):
        carved = carve(scene, feet.take(small), load[load <= most], key, measure)
        plots = [replace(plot, rows=small[plot.rows]) for plot in carved]
    pieces = [
        _storeys(scene, buildings.doors_of(tower), measure, most)
        for tower in rows[load > most].tolist()
    ]
    return _Part(
        plots,
        [turf for turfs, _ in pieces for turf in turfs],
        max((uneven for _, uneven in pieces), default=0.0),
    )


def _storeys(
    scene: Scene, doors: NDArray[np.intp], measure: Measure, most: float
) -> tuple[list[NDArray[np.intp]], float]:
    """Cut doors on one spot, too many for a turf, in their order into turfs as even as can be.

    Of several buildings there only those too big for a turf are split, by floor and unit. Gives
    the doors of each piece and the share by which pieces differ from their mean.
    """
    count = max(1, round(len(doors) * measure.door_load / measure.turf_load))
    _, building, size = np.unique(
        scene.doors.building[doors], return_inverse=True, return_counts=True
    )
    is_first = np.r_[True, building[1:] != building[:-1]]
    start = np.flatnonzero(is_first | (size[building] * measure.door_load > most))
    load = np.diff(np.r_[start, len(doors)]).astype(np.float64)
    hops = np.zeros(len(start) - 1)
    split = split_walk(load, hops, np.where(is_first[start[1:]], 0.0, 1.0), count, 0.0)
    return np.split(doors, start[split.starts[1:]]), split.tolerance
