"""Degrees to metres and back, on a plane that fits one town."""

import math
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

METRES_PER_DEGREE_EAST = 111_320.0
METRES_PER_DEGREE_NORTH = 110_540.0


@dataclass(frozen=True, slots=True)
class Projection:
    """Equirectangular plane about ``lon0``, ``lat0``; true to about 1 % within 50 km of it."""

    lon0: float
    lat0: float

    @property
    def scale(self) -> NDArray[np.float64]:
        """Metres per degree, (east, north)."""
        east = METRES_PER_DEGREE_EAST * math.cos(math.radians(self.lat0))
        return np.array([east, METRES_PER_DEGREE_NORTH])

    def to_metres(self, lonlat: NDArray[np.float64]) -> NDArray[np.float64]:
        """Turn (n, 2) degrees into (n, 2) metres."""
        return (lonlat - (self.lon0, self.lat0)) * self.scale

    def to_degrees(self, xy_m: NDArray[np.float64]) -> NDArray[np.float64]:
        """Turn (n, 2) metres into (n, 2) degrees."""
        return xy_m / self.scale + (self.lon0, self.lat0)

    def shapes_to_metres(self, shapes: NDArray[np.object_]) -> NDArray[np.object_]:
        """Turn shapely geometries in degrees into metres."""
        return np.asarray(shapely.transform(shapes, self.to_metres), dtype=object)

    def shapes_to_degrees(self, shapes: NDArray[np.object_]) -> NDArray[np.object_]:
        """Turn shapely geometries in metres into degrees."""
        return np.asarray(shapely.transform(shapes, self.to_degrees), dtype=object)


def is_on_earth(lonlat: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Whether each of (n, 2) degrees is a position at all."""
    return np.asarray((np.isfinite(lonlat) & (np.abs(lonlat) <= (180.0, 90.0))).all(axis=1))


def projection_over(lines: NDArray[np.object_], door_lonlat: NDArray[np.float64]) -> Projection:
    """Choose the plane about the middle of the street lines, of the doors where there are none.

    Streets come whole however few precincts are cut: on a plane about the chosen doors, every
    choice would measure each street anew by a hair, and ties would fall otherwise.
    """
    corner = shapely.bounds(lines)[:, :2]
    corner = corner[is_on_earth(corner)]
    if not len(corner):
        return projection_about(door_lonlat[is_on_earth(door_lonlat)])
    # A median, so that a line drawn by mistake in another part of the world moves nothing.
    return projection_about(np.median(corner, axis=0)[None])


def projection_about(lonlat: NDArray[np.float64]) -> Projection:
    """Choose the plane about the mean of (n, 2) finite degrees; about 0, 0 when there are none."""
    if not len(lonlat):
        return Projection(0.0, 0.0)
    lon0, lat0 = lonlat.mean(axis=0)
    return Projection(float(lon0), float(np.clip(lat0, -89.0, 89.0)))
