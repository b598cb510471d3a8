"""The files of a town as every contender gets them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from os import PathLike

import numpy as np
import shapely
from numpy.typing import NDArray

from tests.bench.lay import lay_doors
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
    doors: File | float,
    fields: Mapping[str, str],
    only: Collection[str] = (),
) -> Town:
    """Read the doors that lie in the precincts ``only`` (all when empty).

    ``doors`` is a file of addresses, or the metres from door to door by which they are laid along
    the streets. Raises NotFound for an unknown precinct, and when no door lies in any.
    """

    def bound(file: File, layer: str) -> Bound:
        return bind(read_table(file, layer=layer), layer, fields)

    grounds, _ = read_precincts(bound(precincts, "precinct"), ground=None)
    if missing := sorted(set(only) - set(grounds.code)):
        raise NotFound(f"There is no precinct {', '.join(missing)}")
    chosen = np.isin(grounds.code.astype(str), sorted(only)) if only else slice(None)
    code, boundary = grounds.code[chosen], grounds.boundary[chosen]
    line = shapely.get_parts(shapely.force_2d(shapes_of(bound(streets, "street"))))
    if isinstance(doors, int | float):
        lonlat = lay_doors(line, doors)
    else:
        lonlat = points_of(bound(doors, "address"), Notebook("addresses"))
    area = _area_of(lonlat, boundary)
    inside = area >= 0
    if not inside.any():
        raise NotFound("No door lies in the precincts: check that the files are of one town")
    return Town(lonlat[inside], area[inside], code, boundary, line)


def _area_of(lonlat: NDArray[np.float64], boundary: NDArray[np.object_]) -> NDArray[np.intp]:
    """Give the first precinct that holds each door, -1 for none."""
    area = np.full(len(lonlat), -1, np.intp)
    known = np.flatnonzero(np.isfinite(lonlat).all(axis=1))
    points = shapely.points(lonlat[known])
    found, row = shapely.STRtree(boundary).query(points, predicate="intersects")
    first = np.lexsort((row, found))[::-1]
    area[known[found[first]]] = row[first]
    return area
