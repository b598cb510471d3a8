"""Towns to cut: street grids with what real ones have, as arrays the engine takes."""

from dataclasses import dataclass, field

import numpy as np
import shapely
from hypothesis import strategies as st

from turf.cutting.ground import Areas, Doors, RoadClass, Streets
from turf.cutting.projection import Projection

PLANE = Projection(-75.16, 39.95)
BLOCK_M = 100.0


@dataclass
class Town:
    """A town in metres, growing line by line and door by door."""

    lines: list = field(default_factory=list)
    classes: list = field(default_factory=list)
    doors: list = field(default_factory=list)
    building: list = field(default_factory=list)
    floor: list = field(default_factory=list)
    unit: list = field(default_factory=list)
    grounds: list = field(default_factory=list)

    def street(self, *points, road_class=RoadClass.MINOR):
        self.lines.append(shapely.LineString(points))
        self.classes.append(int(road_class))
        return self

    def door(self, x, y, building=None, floor=np.nan, unit=""):
        self.doors.append((x, y))
        self.building.append(len(self.doors) + 10_000 if building is None else building)
        self.floor.append(floor)
        self.unit.append(unit)
        return self

    def houses(self, start, end, spacing_m=12.0, setback_m=8.0):
        """Lay houses along both sides of a way."""
        (x0, y0), (x1, y1) = start, end
        length_m = float(np.hypot(x1 - x0, y1 - y0))
        east, north = (x1 - x0) / length_m, (y1 - y0) / length_m
        for along in np.arange(spacing_m / 2, length_m, spacing_m):
            for side in (1, -1):
                self.door(
                    x0 + along * east - side * setback_m * north,
                    y0 + along * north + side * setback_m * east,
                )
        return self

    def tower(self, x, y, count, building=7, per_floor=8):
        for i in range(count):
            self.door(
                x, y, building, float(1 + i // per_floor), f"{1 + i // per_floor}{i % per_floor:02}"
            )
        return self

    def ground(self, *corners):
        self.grounds.append(shapely.Polygon(corners))
        return self

    def inputs(self, area=None, plane=PLANE):
        """The arrays in degrees about ``plane``; doors lie in the first ground that holds them."""
        xy_m = np.array(self.doors, float).reshape(-1, 2)
        if area is None:
            area = np.full(len(xy_m), -1)
            for row in range(len(self.grounds) - 1, -1, -1):
                area[shapely.intersects_xy(self.grounds[row], xy_m[:, 0], xy_m[:, 1])] = row
        lines = np.empty(len(self.lines), object)
        lines[:] = self.lines
        grounds = np.empty(len(self.grounds), object)
        grounds[:] = self.grounds
        return (
            Doors(
                plane.to_degrees(xy_m),
                np.asarray(area, np.intp),
                np.array(self.building, np.intp),
                np.array(self.floor, float),
                np.array(self.unit, object),
            ),
            Streets(
                plane.shapes_to_degrees(lines) if len(lines) else lines,
                np.array(self.classes, np.intp),
                np.array([f"Street {i}" for i in range(len(lines))], object),
            ),
            Areas(
                np.array([f"P{i}" for i in range(len(grounds))], object),
                plane.shapes_to_degrees(grounds),
            ),
        )


def grid(columns, rows, *, missing=(), major=None, spacing_m=12.0, shift=(0.0, 0.0), town=None):
    """A grid of ``columns`` by ``rows`` blocks; ``missing`` block sides are left out, the street
    numbered ``major`` from the south is a major road."""
    town = town or Town()
    east, north = shift
    for j in range(rows + 1):
        for i in range(columns):
            if ("h", i, j) not in missing:
                ends = (
                    (east + i * BLOCK_M, north + j * BLOCK_M),
                    (east + (i + 1) * BLOCK_M, north + j * BLOCK_M),
                )
                town.street(*ends, road_class=RoadClass.MAJOR if j == major else RoadClass.MINOR)
                town.houses(*ends, spacing_m=spacing_m)
    for i in range(columns + 1):
        for j in range(rows):
            if ("v", i, j) not in missing:
                ends = (
                    (east + i * BLOCK_M, north + j * BLOCK_M),
                    (east + i * BLOCK_M, north + (j + 1) * BLOCK_M),
                )
                town.street(*ends)
                town.houses(*ends, spacing_m=spacing_m)
    return town


def square(town, west, south, east, north):
    return town.ground((west, south), (east, south), (east, north), (west, north))


def places_of(doors):
    """Number the doors of each area so that those of one building or one spot share a number."""
    keys = [
        [(area, building), (area, *spot)]
        for area, building, spot in zip(
            doors.area.tolist(), doors.building.tolist(), doors.lonlat.tolist(), strict=True
        )
    ]
    number = {}
    for one, other in keys:
        old, new = number.get(one), number.setdefault(other, len(number))
        if old is None:
            number[one] = new
        elif old != new:
            number = {key: new if value == old else value for key, value in number.items()}
    return np.array([number[one] for one, _ in keys], np.intp)


@st.composite
def towns(draw):
    """Any town: a grid with holes, cut in one or more precincts, with odd things put in."""
    columns, rows = draw(st.integers(1, 4)), draw(st.integers(1, 3))
    sides = [("h", i, j) for i in range(columns) for j in range(rows + 1)]
    sides += [("v", i, j) for i in range(columns + 1) for j in range(rows)]
    missing = draw(st.sets(st.sampled_from(sides), max_size=len(sides) // 3))
    major = draw(st.none() | st.integers(0, rows))
    town = grid(
        columns,
        rows,
        missing=missing,
        major=major,
        spacing_m=draw(st.sampled_from([14.0, 25.0, 60.0])),
    )
    if draw(st.booleans()):
        town.street((0, 0), (columns * BLOCK_M, rows * BLOCK_M))
    barrier = draw(
        st.none() | st.sampled_from([RoadClass.MOTORWAY, RoadClass.RAIL, RoadClass.WATER])
    )
    if barrier is not None:
        at = BLOCK_M * draw(st.integers(0, rows - 1)) + 50
        town.street((-200, at), (columns * BLOCK_M + 200, at), road_class=barrier)
    if draw(st.booleans()):
        town.tower(30.0, 12.0, draw(st.integers(1, 130)))
    for spot in draw(st.lists(st.tuples(st.floats(-900, 900), st.floats(-900, 900)), max_size=4)):
        town.door(*spot)
    for _ in range(draw(st.integers(0, 12))):
        town.door(55.0, 9.0)
    if draw(st.booleans()):
        town.tower(*draw(st.sampled_from([(55.0, 9.0), (30.0, 12.0)])), draw(st.integers(2, 70)), 8)
    for spot in town.doors[:: draw(st.sampled_from([1, 2, 3, 50]))]:
        town.door(*spot)
    middle = draw(st.sampled_from([0.37, 0.5])) * columns * BLOCK_M
    square(town, -40, -40, middle, rows * BLOCK_M + 40)
    square(town, middle, -40, columns * BLOCK_M + 40, rows * BLOCK_M + 40)
    return town
