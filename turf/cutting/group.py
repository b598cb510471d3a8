"""Cut groups of areas: from their doors to ordered turfs with outlines and figures."""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from turf.cutting.carve import Plot
from turf.cutting.draft import Draft, draft_group
from turf.cutting.improve import improve_places, loads_of
from turf.cutting.legs import Legs, legs_of
from turf.cutting.outline import outline_turfs
from turf.cutting.rural import Rural
from turf.cutting.scene import Scene


@dataclass(frozen=True, slots=True)
class GroupCut:
    """The t turfs of one group of areas.

    ``rows`` (d,) the doors of all turfs in walking order, turf after turf, ``size`` (t,) how many
    each has; ``street`` and ``side`` (d,) of those doors; ``lost`` and ``reason`` (l,) the doors in
    none; ``legs`` figures, ``outline_m`` and ``areas`` (t,); ``tolerance`` the greatest share by
    which a turf differs from the mean of those its place, or its tower, was cut into; ``rural``
    the places that were cut by minutes though doors were asked for.
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
    rural: list[Rural]


def cut_groups_together(scene: Scene, numbers: list[int]) -> list[GroupCut]:
    """Cut some of the scene's groups; what one comes out as does not depend on the others."""
    drafts = [draft_group(scene, number) for number in numbers]
    walks = iter(_improved([plot for draft in drafts for plot in draft.plots], scene.seed))
    return [_finish(scene, draft, [next(walks) for _ in draft.plots]) for draft in drafts]


def _improved(plots: list[Plot], seed: int) -> list[list[NDArray[np.intp]]]:
    """Improve the walks of each plot, together with all others that are measured alike."""
    walks: list[list[NDArray[np.intp]]] = [[] for _ in plots]
    for hop_load in sorted({plot.measure.hop_load for plot in plots}):
        rows = [row for row, plot in enumerate(plots) if plot.measure.hop_load == hop_load]
        found = improve_places([plots[row].place for row in rows], hop_load, seed)
        for row, improved in zip(rows, found, strict=True):
            walks[row] = improved
    return walks


def _finish(scene: Scene, draft: Draft, walks_by_plot: list[list[NDArray[np.intp]]]) -> GroupCut:
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
        tolerance=max(draft.uneven, _widest(draft.plots, walks_by_plot)),
        rural=draft.rural,
    )


def _widest(plots: list[Plot], walks_by_plot: list[list[NDArray[np.intp]]]) -> float:
    """The greatest share by which a walk's load differs from the mean of its place."""
    widest = 0.0
    for plot, walks in zip(plots, walks_by_plot, strict=True):
        load = loads_of(plot.place, walks, plot.measure.hop_load)
        widest = max(widest, float(np.abs(load / load.mean() - 1).max()))
    return widest
