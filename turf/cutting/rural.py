"""Places with buildings so far apart that no shift is long enough for a turf of doors."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from turf.cutting.buildings import Buildings
from turf.cutting.carve import Plot, doors_in_walks
from turf.cutting.ground import Params
from turf.cutting.legs import legs_of
from turf.cutting.pace import minutes_of
from turf.cutting.scene import Scene
from turf.cutting.wording import counted, some_of

# A shift is two and a half hours; what takes a tenth longer is still one walk.
SHIFT_MIN = 150.0
LONGEST_MIN = 1.1 * SHIFT_MIN
# So far apart that fifteen doors fill a shift, and fifty are thirty kilometres on foot. The few
# doors that a universe leaves of a city lie nearer, and are cut by doors as asked.
FAR_M = 600.0


@dataclass(frozen=True, slots=True)
class Rural:
    """A connected place that is cut by minutes though doors were asked for.

    ``areas`` are the rows of those its doors lie in; ``hop_m`` is the mean walk from one building
    to the next, ``turf_min`` how long a turf of doors would have taken on average.
    """

    areas: tuple[int, ...]
    hop_m: float
    turf_min: float


def find_rural(scene: Scene, buildings: Buildings, plots: list[Plot]) -> Rural | None:
    """Tell whether a place's first walks exceed a shift because its buildings are far apart.

    ``plots`` are the place's, cut by doors, of a group with these ``buildings``. Where minutes were
    asked for, nothing is rural.
    """
    if scene.params.minutes is not None or not plots:
        return None
    walks = [plot.place.walks for plot in plots]
    walk_m = legs_of(scene, plots, walks, 0).walk_m
    hops = sum(len(walk) - 1 for of_plot in walks for walk in of_plot)
    hop_m = float(walk_m.sum()) / max(hops, 1)
    turf_min = float(minutes_of(doors_in_walks(plots, buildings.size), walk_m).mean())
    if hop_m <= FAR_M or turf_min <= LONGEST_MIN:
        return None
    is_here = np.zeros(len(buildings.size), bool)
    is_here[np.concatenate([plot.rows for plot in plots])] = True
    rows = buildings.rows[np.repeat(is_here, buildings.size)]
    return Rural(tuple(np.unique(scene.sorted.area[rows]).tolist()), hop_m, turf_min)


def say_rural(code: NDArray[np.object_], places: Iterable[Rural], params: Params) -> list[str]:
    """Say in one sentence what was cut by minutes, and in another how to have it otherwise."""
    named = [
        f"{some_of([str(code[area]) for area in place.areas])} ({place.hop_m:.0f} m from one "
        f"building to the next, {place.turf_min:.0f} minutes a turf of doors)"
        for place in places
    ]
    if not named:
        return []
    return [
        f"Cut by {SHIFT_MIN:g} minutes a turf and not by {counted(params.doors, 'door')}, because "
        f"buildings lie far apart: {some_of(named)}. To have it otherwise, cut these precincts by "
        f"themselves: by other minutes, or by so few doors that a turf takes no more than "
        f"{LONGEST_MIN:g} minutes."
    ]
