"""Outlines tile the ground, whatever the library that draws the cells makes of it."""

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from turf.cutting.outline import outline_turfs

# An isosceles trapezium, all corners on one circle, of which GEOS 3.14 draws one cell too large.
ON_A_CIRCLE = np.array(
    [
        (-22.942391034016836, -16.114285717919614),
        (6.5570096421673325, -45.61428571751364),
        (31.556501740155742, -45.61428571751364),
        (61.055902416339904, -16.114285717919614),
    ]
)


def assert_tiled(outline, ground):
    assert shapely.is_valid(outline).all()
    assert shapely.area(outline).sum() == pytest.approx(ground.area, rel=1e-6)
    assert shapely.area(shapely.union_all(outline)) == pytest.approx(ground.area, rel=1e-6)


def test_spots_on_one_circle_are_tiled():
    ground = shapely.box(-100, -100, 150, 80)
    outline = outline_turfs(ON_A_CIRCLE, np.arange(4), 4, ground)
    assert_tiled(outline, ground)
    assert shapely.contains(outline, shapely.points(ON_A_CIRCLE)).all()


@given(
    st.lists(
        st.tuples(st.integers(0, 12), st.integers(0, 12), st.integers(0, 4)),
        min_size=1,
        max_size=60,
    ),
    st.sampled_from([1.0, 7.3, 25.000001]),
    st.floats(0, 1.5),
)
def test_spots_on_a_lattice_however_turned_are_tiled(spots, spacing_m, turn):
    """Many spots on one circle are what Voronoi diagrams are drawn wrong for."""
    drawn = np.array(spots, float)
    turned = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    xy_m = drawn[:, :2] @ turned.T * spacing_m
    turf = np.unique(drawn[:, 2], return_inverse=True)[1]
    ground = shapely.box(*(xy_m.min(axis=0) - 30), *(xy_m.max(axis=0) + 30))
    assert_tiled(outline_turfs(xy_m, turf, int(turf.max()) + 1, ground), ground)
