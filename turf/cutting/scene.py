"""Everything that all groups of areas share while they are cut."""

from collections import Counter
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from turf.cutting.chance import key_of
from turf.cutting.distance import walks_to_all_corners
from turf.cutting.ground import Areas, Doors, Params, Streets
from turf.cutting.measure import Measure, measure_of
from turf.cutting.network import build_network
from turf.cutting.pack import pack_areas
from turf.cutting.projection import projection_over
from turf.cutting.snapping import Snapper
from turf.cutting.sorting import Sorted, sort_doors
from turf.cutting.wording import counted


@dataclass(frozen=True, slots=True)
class Scene:
    """The doors and the network, and the metres from the staging points.

    ``start_m``, ``end_m`` (corners,) are the walks from the staging point to every corner and from
    every corner to where walks shall finish; None where walks may start or finish anywhere.
    ``by_area`` (n,) are the rows of the doors, area by area, and ``area_start`` (a + 1,) where each
    area's begin. ``groups`` are the rows of the areas cut together; ``seed`` and the ``keys`` of
    the groups feed what is drawn by chance.
    """

    doors: Doors
    sorted: Sorted
    snapper: Snapper
    params: Params
    by_area: NDArray[np.intp]
    area_start: NDArray[np.intp]
    groups: tuple[NDArray[np.intp], ...]
    start_m: NDArray[np.float64] | None
    end_m: NDArray[np.float64] | None
    seed: int
    keys: tuple[int, ...] = ()

    def doors_in(self, areas: NDArray[np.intp]) -> NDArray[np.intp]:
        """Rows of the doors that lie in some areas, ascending."""
        found = [
            self.by_area[self.area_start[area] : self.area_start[area + 1]]
            for area in areas.tolist()
        ]
        return np.sort(np.concatenate(found))

    @property
    def measure(self) -> Measure:
        """What the size of a turf is measured in, unless a place is measured otherwise."""
        return measure_of(self.params)


def build_scene(
    doors: Doors, streets: Streets, areas: Areas, params: Params, seed: int
) -> tuple[Scene, tuple[str, ...]]:
    """Sort the doors, build the network and group the areas; also give the warnings.

    Raises ValueError when arrays that belong together differ in length.
    """
    _check_lengths(doors, streets, areas)
    placed = sort_doors(doors, areas, projection_over(streets.line, doors.lonlat))
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
    scene = Scene(
        doors=doors,
        sorted=placed,
        snapper=snapper,
        params=params,
        by_area=by_area,
        area_start=area_start,
        groups=groups,
        start_m=start_m,
        end_m=end_m,
        seed=seed,
        keys=_keys(areas, groups),
    )
    return scene, tuple(warnings)


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
    measure = measure_of(params)
    load = (count * measure.door_load).astype(np.float64)
    groups = pack_areas(load, placed.ground_m, measure.turf_load, params.pack)
    return [group for group in groups if count[group].any()]


def _keys(areas: Areas, groups: tuple[NDArray[np.intp], ...]) -> tuple[int, ...]:
    """A key for each group that hangs on its areas' codes alone; areas of one code are counted."""
    met: Counter[str] = Counter()
    names = []
    for code in map(str, areas.code):
        names.append(f"{code}\n{met[code]}")
        met[code] += 1
    return tuple(key_of(names[area] for area in group.tolist()) for group in groups)
