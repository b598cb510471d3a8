"""The files of a town as every contender gets them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from os import PathLike

import numpy as np
import shapely
from numpy.typing import NDArray

from turf.errors import NotFound
from turf.importing.binding import Bound, bind
from turf.importing.notes import Notebook
from turf.importing.positions import points_of, shapes_of
from turf.importing.precincts import read_precincts
from turf.importing.read_table import read_table

File = str | PathLike[str]


@dataclass(frozen=True, slots=True)
class Town:
    """The n doors of the chosen precincts and all streets.

    ``lonlat`` (n, 2) degrees; ``area`` (n,) rows of ``code`` and ``boundary``; ``line`` (m,)
    LineStrings in degrees. No road class is mapped: each street may be crossed anywhere.
    """

    lonlat: NDArray[np.float64]
    area: NDArray[np.intp]
    code: NDArray[np.object_]
    boundary: NDArray[np.object_]
    line: NDArray[np.object_]

    @property
    def xy_m(self) -> NDArray[np.float64]:
        """The doors on a plane in metres."""
        return on_plane(self, self.lonlat)


def on_plane(town: Town, lonlat: NDArray[np.float64]) -> NDArray[np.float64]:
    """Degrees to metres about the middle of the town's doors."""
    middle = town.lonlat.mean(axis=0)
    return (lonlat - middle) * (111_320 * np.cos(np.radians(middle[1])), 110_540)


def read_town(
    precincts: File,
    streets: File,
    addresses: File,
    fields: Mapping[str, str],
    only: Collection[str] = (),
) -> Town:
    """Read the doors that lie in the precincts ``only`` (all when empty). Raises NotFound."""

    def bound(file: File, layer: str) -> Bound:
        return bind(read_table(file, layer=layer), layer, fields)

    grounds, _ = read_precincts(bound(precincts, "precinct"), ground=None)
    if missing := sorted(set(only) - set(grounds.code)):
        raise NotFound(f"There is no precinct {', '.join(missing)}")
    chosen = np.isin(grounds.code.astype(str), sorted(only)) if only else slice(None)
    code, boundary = grounds.code[chosen], grounds.boundary[chosen]
    lonlat = points_of(bound(addresses, "address"), Notebook("addresses"))
    area = np.full(len(lonlat), -1, np.intp)
    for row in range(len(code) - 1, -1, -1):
        shapely.prepare(boundary[row])
        area[shapely.intersects_xy(boundary[row], *lonlat.T)] = row
    inside = area >= 0
    line = shapely.get_parts(shapely.force_2d(shapes_of(bound(streets, "street"))))
    return Town(lonlat[inside], area[inside], code, boundary, line)
