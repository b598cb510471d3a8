"""Finds rows that lie in another part of the world than the rest."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from turf.importing.notes import Notebook
from turf.importing.positions import ELSEWHERE, SWAPPED, Lonlat, possible, written

_KM_PER_DEGREE = 111.2
_MIN_REACH_KM = 500.0


@dataclass(frozen=True, slots=True)
class Ground:
    """The box of what is known to be there, in degrees."""

    west: float
    south: float
    east: float
    north: float

    def km_away(self, lonlat: Lonlat) -> NDArray[np.float64]:
        """Return (n,) kilometres from the box, 0 inside it."""
        shrink = np.cos(np.radians((self.south + self.north) / 2))
        lon, lat = lonlat[:, 0], lonlat[:, 1]
        east = np.maximum(np.maximum(self.west - lon, lon - self.east), 0.0) * shrink
        north = np.maximum(np.maximum(self.south - lat, lat - self.north), 0.0)
        return np.asarray(np.hypot(east, north) * _KM_PER_DEGREE)

    @property
    def size_km(self) -> float:
        """Return the box's diagonal."""
        shrink = np.cos(np.radians((self.south + self.north) / 2))
        return float(
            np.hypot((self.east - self.west) * shrink, self.north - self.south) * _KM_PER_DEGREE
        )


def box_of(lonlat: Lonlat) -> Ground | None:
    """Return the box of (n, 2) points, None of no points."""
    if not len(lonlat):
        return None
    west, south = lonlat.min(axis=0)
    east, north = lonlat.max(axis=0)
    return Ground(float(west), float(south), float(east), float(north))


def reject_strays(
    lonlat: Lonlat,
    line: NDArray[np.intp],
    book: Notebook,
    *,
    ground: Ground | None,
    reach_km: float,
) -> None:
    """Reject points farther than ``reach_km`` from the ground, saying so if swapping would help.

    Without ``ground`` the file's own rows stand in for it: the box of those near their median.
    """
    rows = np.flatnonzero(possible(lonlat))
    ground = ground or _own_ground(lonlat[rows])
    if ground is None:
        return
    far_km = ground.km_away(lonlat[rows])
    for row, km in zip(rows[far_km > reach_km], far_km[far_km > reach_km], strict=True):
        is_swapped = ground.km_away(lonlat[row : row + 1, ::-1])[0] <= reach_km
        book.reject(
            int(row),
            int(line[row]),
            f"coordinates {written(lonlat[row])} lie {km:,.0f} km from the rest of the ground",
            fix=SWAPPED if is_swapped else ELSEWHERE,
            column="geometry",
            value=written(lonlat[row]),
        )


def _own_ground(lonlat: Lonlat) -> Ground | None:
    """Return the box of the rows that lie together, leaving out those far from most others."""
    if not len(lonlat):
        return None
    middle = np.median(lonlat, axis=0)
    km = Ground(middle[0], middle[1], middle[0], middle[1]).km_away(lonlat)
    return box_of(lonlat[km <= max(_MIN_REACH_KM, 10 * float(np.median(km)))])
