"""Towns of other shapes than the real ones at hand, in other parts of the world."""

import numpy as np
import pytest

from tests.turf.cutting.street_plans import Town, grid, square
from turf.cutting.cut import cut
from turf.cutting.ground import Params, RoadClass
from turf.cutting.projection import Projection


def farms():
    """Houses 260 m apart along roads a mile from each other."""
    town = Town()
    for line in range(4):
        for first in range(3):
            across = 1600.0 * line
            for ends in (
                ((1600.0 * first, across), (1600.0 * (first + 1), across)),
                ((across, 1600.0 * first), (across, 1600.0 * (first + 1))),
            ):
                town.street(*ends).houses(*ends, spacing_m=260.0)
    return square(town, -100, -100, 4900, 4900)


def suburb():
    """Closes off a road, each with closes of its own."""
    town = Town()
    for number in range(8):
        x, north = 100.0 + 150.0 * number, 1 if number % 2 else -1
        town.street((x - 150.0, 0), (x, 0))
        town.street((x, 0), (x, north * 200)).houses((x, 0), (x, north * 200))
        for y in (80 * north, 160 * north):
            for end in ((x + 60.0, y + 15.0), (x - 60.0, y - 15.0)):
                town.street((x, y), end).houses((x, y), end)
    return square(town, -200, -300, 1400, 300)


def two_banks():
    """A town on both sides of a river that two bridges cross."""
    town = grid(6, 2)
    grid(6, 2, shift=(0.0, 350.0), town=town)
    town.street((-300, 275), (900, 275), road_class=RoadClass.WATER)
    town.street((100, 200), (100, 350)).street((500, 200), (500, 350))
    return square(town, -50, -50, 650, 600)


def high_rise():
    """A house of 400 units among others."""
    return square(grid(3, 2).tower(130.0, 12.0, 400), -50, -50, 350, 250)


PLANES = {
    "far south": Projection(-68.3, -54.8),
    "just west of the date line": Projection(179.9, -16.8),
}


@pytest.mark.parametrize("plan", [farms, suburb, two_banks, high_rise])
def test_a_town_is_cut_as_well_wherever_on_earth_it_lies(plan):
    town = plan()
    here = cut(*town.inputs(), Params(doors=50))
    assert here.score.assigned == len(town.doors)
    assert here.score.worst_hop_m < 2_000
    for name, plane in PLANES.items():
        there = cut(*town.inputs(plane=plane), Params(doors=50))
        assert there.score.assigned == len(town.doors), name
        assert there.score.turfs == here.score.turfs, name
        assert there.score.metres_per_door == pytest.approx(here.score.metres_per_door, rel=0.03)
        ends = np.bincount(there.turf_of_door)
        assert np.abs(ends - np.bincount(here.turf_of_door).mean()).max() <= 11, name
