"""What the engine takes: doors, streets, areas and parameters, all as arrays."""

from dataclasses import dataclass, field
from enum import IntEnum, StrEnum

import numpy as np
from numpy.typing import NDArray


class RoadClass(IntEnum):
    """How a line of the street file is walked and crossed."""

    MINOR = 0
    MAJOR = 1
    PATH = 2
    MOTORWAY = 3
    RAIL = 4
    WATER = 5


class Pack(StrEnum):
    """Whether neighbouring areas may share a turf."""

    AUTO = "auto"
    NEVER = "never"
    ALWAYS = "always"


@dataclass(frozen=True, slots=True)
class Doors:
    """The n doors to be walked.

    ``lonlat`` (n, 2) degrees; ``area`` (n,) the door's row in `Areas`, -1 outside all of them;
    ``building`` (n,) any integers, doors of one building share one; ``floor`` (n,) storeys, NaN
    where unknown; ``unit`` (n,) strings, empty where the building has one door.
    """

    lonlat: NDArray[np.float64]
    area: NDArray[np.intp]
    building: NDArray[np.intp]
    floor: NDArray[np.float64]
    unit: NDArray[np.object_]


@dataclass(frozen=True, slots=True)
class Streets:
    """The m lines of a street file.

    ``line`` (m,) shapely LineStrings in degrees, ``road_class`` (m,) `RoadClass` values, ``name``
    (m,) strings.
    """

    line: NDArray[np.object_]
    road_class: NDArray[np.intp]
    name: NDArray[np.object_]


@dataclass(frozen=True, slots=True)
class Areas:
    """The a precincts to be cut.

    ``code`` (a,) strings, ``boundary`` (a,) shapely polygons or multipolygons in degrees.
    """

    code: NDArray[np.object_]
    boundary: NDArray[np.object_]


@dataclass(frozen=True, slots=True)
class Params:
    """What the director asks for.

    ``doors`` is the size of a turf, unless ``minutes`` is set: then turfs are balanced by minutes.
    Places in which `find_rural` finds doors too far apart are balanced by minutes too.
    ``tolerance`` is the share by which a turf may differ from its area's mean. ``start`` and
    ``end`` are (lon, lat) of where each walk should begin and finish, or None. Raises ValueError
    when a number is out of its range.
    """

    doors: int = 50
    minutes: float | None = None
    tolerance: float = 0.1
    pack: Pack = Pack.AUTO
    start: tuple[float, float] | None = None
    end: tuple[float, float] | None = None
    reach_m: float = field(default=250.0)

    def __post_init__(self) -> None:
        """Refuse numbers that no cut can have."""
        if self.doors < 1:
            raise ValueError(f"doors must be at least 1, not {self.doors}")
        if self.minutes is not None and not self.minutes > 0:
            raise ValueError(f"minutes must be above 0, not {self.minutes}")
        if not 0 <= self.tolerance < 1:
            raise ValueError(f"tolerance must be from 0 to below 1, not {self.tolerance}")
