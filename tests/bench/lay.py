"""Doors for a city whose addresses are not at hand: houses on both sides of every street."""

import numpy as np
import shapely
from numpy.typing import NDArray

OFF_LINE_M = 8.0
# The way of a street at a house is taken from this far before it to as far behind.
ABOUT_M = 0.5
DECIMALS = 7


def lay_doors(line: NDArray[np.object_], front_m: float) -> NDArray[np.float64]:
    """Lay a door for each ``front_m`` metres of a line on either side, (n, 2) degrees.

    Rows run like house numbers, line after line: odd on the left, even on the right. What a line
    has left over is shared by its ends. The same lines give the same doors.
    """
    points = shapely.get_coordinates(line)
    middle = (points.min(axis=0) + points.max(axis=0)) / 2
    scale = np.array([111_320 * np.cos(np.radians(middle[1])), 110_540.0])
    line_m = shapely.transform(line, lambda lonlat: (lonlat - middle) * scale)
    length_m = shapely.length(line_m)
    houses = (length_m // front_m).astype(np.intp)
    row = np.repeat(np.arange(len(line)), houses)
    nth = np.arange(len(row)) - np.repeat(np.cumsum(houses) - houses, houses)
    at_m = (length_m[row] - (houses[row] - 1) * front_m) / 2 + nth * front_m
    before, here, behind = (
        shapely.get_coordinates(shapely.line_interpolate_point(line_m[row], along_m))
        for along_m in (np.maximum(at_m - ABOUT_M, 0), at_m, at_m + ABOUT_M)
    )
    way = behind - before
    way /= np.maximum(np.hypot(*way.T), 1e-9)[:, None]
    left = OFF_LINE_M * np.column_stack([-way[:, 1], way[:, 0]])
    xy_m = np.stack([here + left, here - left], axis=1).reshape(-1, 2)
    return np.round(xy_m / scale + middle, DECIMALS)
