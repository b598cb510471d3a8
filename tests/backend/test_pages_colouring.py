"""Neighbours on the map can be told apart."""

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from backend.pages.colouring import NEAR_DEG, colour_neighbours

FRAME = shapely.box(0, 0, 1, 1)

seeds = st.integers(0, 2**32 - 1)


def tiles(count: int, seed: int) -> np.ndarray:
    """Ground cut into ``count`` pieces, as a cut leaves it."""
    points = np.random.default_rng(seed).uniform(0, 1, (count, 2))
    cells = shapely.voronoi_polygons(shapely.multipoints(points), extend_to=FRAME)
    return shapely.intersection(shapely.get_parts(cells), FRAME)


@given(st.integers(2, 60), seeds)
def test_neighbours_differ_where_there_are_colours_enough(count, seed):
    outline = tiles(count, seed)
    left, right = shapely.STRtree(outline).query(outline, "dwithin", distance=NEAR_DEG)
    around = np.bincount(left, minlength=count)

    colour = colour_neighbours(outline, colours=int(around.max()))

    assert not np.any((colour[left] == colour[right]) & (left != right))


@given(st.integers(0, 40), st.integers(1, 6), seeds)
def test_every_outline_has_one_of_the_colours_and_the_same_one_each_time(count, colours, seed):
    outline = tiles(count, seed) if count > 1 else np.array([FRAME] * count, dtype=object)

    colour = colour_neighbours(outline, colours=colours)

    assert colour.shape == (len(outline),)
    assert np.all((colour >= 0) & (colour < colours))
    assert np.array_equal(colour, colour_neighbours(outline, colours=colours))


def test_six_colours_are_enough_for_a_town_of_turfs():
    outline = tiles(400, seed=11)
    left, right = shapely.STRtree(outline).query(outline, "intersects")
    colour = colour_neighbours(outline, colours=6)
    assert not np.any((colour[left] == colour[right]) & (left != right))


def test_an_empty_outline_harms_nobody():
    outline = np.array([shapely.MultiPolygon(), shapely.box(0, 0, 1, 1)])
    assert colour_neighbours(outline, colours=2).tolist() == [0, 0]


def test_no_colour_at_all_is_refused():
    with pytest.raises(ValueError, match="colours must be at least 1"):
        colour_neighbours(np.array([], dtype=object), colours=0)
