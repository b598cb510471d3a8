"""Every point gets one precinct, whatever the order of anything."""

import numpy as np
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.turf.map_files import SIDE, SOUTH, WEST, square
from turf.importing.covering import cover
from turf.importing.table import column

GRID = [(f"{x}{y}", square(x, y)) for x in range(3) for y in range(3)]
halves = st.integers(-2, 8)


@settings(deadline=None, max_examples=50)
@given(spots=st.lists(st.tuples(halves, halves), max_size=30), order=st.permutations(GRID))
def test_points_on_borders_have_the_first_precinct_by_code(
    spots: list[tuple[int, int]], order: list[tuple[str, shapely.Polygon]]
) -> None:
    places = [(WEST + x * SIDE / 2, SOUTH + y * SIDE / 2) for x, y in spots]
    lonlat = np.array(places).reshape(-1, 2)
    code, boundary = (column(list(cells)) for cells in zip(*order, strict=True))
    rows, shared = cover(lonlat, boundary, code)
    touching = [
        sorted(name for name, shape in GRID if shape.intersects(shapely.Point(spot)))
        for spot in lonlat
    ]
    assert [code[row] if row >= 0 else None for row in rows] == [
        names[0] if names else None for names in touching
    ]
    assert shared == sum(len(names) > 1 for names in touching)


def test_no_points_and_no_precincts_are_no_problem() -> None:
    nothing = column([])
    assert cover(np.empty((0, 2)), column([square()]), column(["1"]))[0].shape == (0,)
    assert cover(np.array([[WEST, SOUTH]]), nothing, nothing)[0].tolist() == [-1]
