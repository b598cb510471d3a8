"""A part of a town: its first precincts along a curve that fills the plane, or some doors."""

import dataclasses

import numpy as np
import shapely
from numpy.typing import NDArray

from tests.bench.town import Town
from turf.errors import NotFound

# About 500 m: streets farther from every precinct are left out.
AROUND_DEGREES = 0.005
BITS = 10


def take_share(town: Town, share: float) -> Town:
    """Keep that share of the precincts, at least one, lying together, with the streets about them.

    So half the precincts is a town of half the size. Raises NotFound when they hold no door.
    """
    if share >= 1:
        return town
    count = max(1, round(share * len(town.code)))
    kept = np.sort(np.argsort(along_curve(town.boundary), kind="stable")[:count])
    new_row = np.full(len(town.code), -1, np.intp)
    new_row[kept] = np.arange(count)
    area = new_row[town.area]
    inside = area >= 0
    if not inside.any():
        raise NotFound(f"No door lies in the first {count} precincts: raise --share")
    boundary = town.boundary[kept]
    near = shapely.STRtree(town.line).query(boundary, "dwithin", AROUND_DEGREES)[1]
    line = town.line[np.unique(near)]
    return Town(town.lonlat[inside], area[inside], town.code[kept], boundary, line)


def draw_doors(town: Town, count: int, seed: int) -> Town:
    """Draw so many of the doors by chance; precincts and streets stay. Raises NotFound."""
    if count > len(town.lonlat):
        raise NotFound(f"There are only {len(town.lonlat)} doors to draw {count} from")
    chance = np.random.default_rng(seed)
    rows = np.sort(chance.choice(len(town.lonlat), count, replace=False))
    return dataclasses.replace(town, lonlat=town.lonlat[rows], area=town.area[rows])


def along_curve(boundary: NDArray[np.object_]) -> NDArray[np.intp]:
    """How far along a Hilbert curve the middle of each shape lies.

    After "Hilbert curve", Wikipedia, xy2d: the quadrant gives two bits, and turns those within.
    """
    middle = shapely.get_coordinates(shapely.centroid(boundary))
    low, high = middle.min(axis=0), middle.max(axis=0)
    cells = 2**BITS
    x, y = np.minimum(cells * (middle - low) / np.maximum(high - low, 1e-12), cells - 1).T.astype(
        np.intp
    )
    along = np.zeros(len(boundary), np.intp)
    for bit in range(BITS - 1, -1, -1):
        half = 1 << bit
        right, up = (x & half) > 0, (y & half) > 0
        along += half * half * ((3 * right) ^ up)
        mirrored = right & ~up
        x, y = np.where(mirrored, cells - 1 - x, x), np.where(mirrored, cells - 1 - y, y)
        x, y = np.where(up, x, y), np.where(up, y, x)
    return along
