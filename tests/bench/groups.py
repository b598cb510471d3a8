"""What is cut as one: a precinct, or several that are packed."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tests.bench.town import Town
from turf.cutting.ground import Areas, Doors, Pack, Params
from turf.cutting.pack import pack_areas
from turf.cutting.projection import projection_over
from turf.cutting.sorting import sort_doors


@dataclass(frozen=True, slots=True)
class Groups:
    """Those groups of precincts that hold doors: ``rows`` the doors of each, by its ``code``."""

    code: list[str]
    rows: list[NDArray[np.intp]]

    def spread(self, count: int) -> "Groups":
        """Take so many, each from the middle of an equal stretch of the list; at most all."""
        if count >= len(self.rows):
            return self
        taken = ((np.arange(count) + 0.5) * len(self.rows) / count).astype(int).tolist()
        return Groups([self.code[at] for at in taken], [self.rows[at] for at in taken])


def groups_of(town: Town, params: Params) -> Groups:
    """Group the precincts as the engine does; a packed group bears its first precinct's code."""
    count = np.bincount(town.area, minlength=len(town.code))
    alone = [np.array([area], np.intp) for area in range(len(town.code))]
    members = alone if params.pack == Pack.NEVER else _packed(town, count, params)
    filled = [group for group in members if count[group].any()]
    by_area = np.argsort(town.area, kind="stable")
    of_area = np.split(by_area, np.cumsum(count)[:-1])
    return Groups(
        [str(town.code[group[0]]) + f"+{len(group) - 1}" * (len(group) > 1) for group in filled],
        [np.sort(np.concatenate([of_area[area] for area in group])) for group in filled],
    )


def _packed(town: Town, count: NDArray[np.intp], params: Params) -> list[NDArray[np.intp]]:
    # On the engine's own plane, so that no near tie falls another way.
    plane = projection_over(town.line, town.lonlat)
    ground_m = sort_doors(engine_doors(town), engine_areas(town), plane).ground_m
    return pack_areas(count.astype(np.float64), ground_m, float(params.doors), params.pack)


def engine_doors(town: Town) -> Doors:
    """The doors as the engine takes them: those on one spot are one building."""
    n = len(town.lonlat)
    spot = town.lonlat[:, 0] + 1j * town.lonlat[:, 1]
    _, building = np.unique(spot, return_inverse=True)
    return Doors(town.lonlat, town.area, building, np.full(n, np.nan), np.full(n, "", object))


def engine_areas(town: Town) -> Areas:
    """The precincts as the engine takes them."""
    return Areas(town.code, town.boundary)
