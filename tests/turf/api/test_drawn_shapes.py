"""What is drawn on a map comes in as numbers in range, or is refused with the reason."""

from contextlib import suppress

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from rest_framework.exceptions import ValidationError

from turf.api.drawn_shapes import MOST_RINGS, MOST_VERTICES, parse_line, parse_outline
from turf.geo import to_shapely

lons, lats = st.floats(-180, 180), st.floats(-90, 90)
positions = st.tuples(lons, lats).map(list)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | positions,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=20,
)
kinds = st.sampled_from(["LineString", "Polygon", "MultiPolygon", "Point", "GeometryCollection"])
geometries = st.fixed_dictionaries({"type": kinds, "coordinates": json_values})

SQUARE = [[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]
SMALL = [[0.1, 0.1], [0.2, 0.1], [0.2, 0.2], [0.1, 0.1]]
BOW_TIE = [[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]


def line(*coordinates, **more):
    return {"type": "LineString", "coordinates": list(coordinates), **more}


def polygon(*rings, **more):
    return {"type": "Polygon", "coordinates": list(rings), **more}


def polygons(*parts):
    return {"type": "MultiPolygon", "coordinates": list(parts)}


@given(st.lists(positions, min_size=2, max_size=30))
def test_a_line_is_read_as_it_was_drawn(points):
    drawn = parse_line(line(*points))
    assert [list(point) for point in drawn.coords] == points
    assert drawn.srid == 4326


@given(st.lists(positions, min_size=3, max_size=12, unique_by=tuple))
def test_an_outline_is_read_as_it_was_drawn_or_said_to_cross_itself(points):
    ring = [*points, points[0]]
    if shapely.Polygon(ring).is_valid:
        drawn = parse_outline(polygon(ring))
        assert [list(point) for point in drawn.coords[0]] == ring
        assert drawn.srid == 4326
    else:
        with pytest.raises(ValidationError, match="This outline cannot be"):
            parse_outline(polygon(ring))


@given(json_values | geometries)
def test_anything_else_is_refused_or_in_range(value):
    for parse in (parse_line, parse_outline):
        with suppress(ValidationError):
            [shape] = to_shapely([parse(value)])
            west, south, east, north = shape.bounds
            assert -180 <= west <= east <= 180
            assert -90 <= south <= north <= 90


def test_holes_parts_and_heights_are_understood():
    assert parse_outline(polygon(SQUARE, SMALL)).num_interior_rings == 1
    assert len(parse_outline(polygons([SMALL], [[[2, 2], [3, 2], [3, 3], [2, 2]]]))) == 2
    high = [[lon, lat, 12.5] for lon, lat in SQUARE]
    assert parse_outline(polygon(high)).coords == parse_outline(polygon(SQUARE)).coords


HOSTILE_LINES = [
    None,
    "LINESTRING(0 0, 1 1)",
    "/vsicurl/http://127.0.0.1:9/x.json",
    {"driver": "GTiff", "name": "/vsimem/x"},
    ["LineString", [[0, 0], [1, 1]]],
    {"type": "LineString"},
    {"type": ["LineString"], "coordinates": [[0, 0], [1, 1]]},
    {"type": "Feature", "geometry": line([0, 0], [1, 1])},
    line(),
    line([0, 0]),
    line([0, 0], [1]),
    line([0, 0], [1, 1, 1, 1]),
    line([0, 0], ["1", "1"]),
    line([0, 0], [True, False]),
    line([0, 0], [None, 1]),
    line([0, 0], [181, 1]),
    line([0, 0], [1, -90.1]),
    line([0, 0], [float("inf"), 1]),
    line([0, 0], [float("nan"), 1]),
    line([0, 0], [10**400, 1]),
    line([0, 0], [[1, 1], [1, 1]]),
    line([0, 0], "/vsicurl/"),
    line([0, 0], [1, 1], crs={"type": "name", "properties": {"name": "EPSG:2272"}}),
    {"type": "LineString", "coordinates": {"driver": "GTiff"}},
    line(*[[0, n / MOST_VERTICES] for n in range(MOST_VERTICES + 1)]),
]
HOSTILE_OUTLINES = [
    *HOSTILE_LINES,
    polygon(),
    polygon(SQUARE[:-1]),
    polygon(SQUARE[:3] + SQUARE[:1], SMALL[:2]),
    polygon(BOW_TIE),
    polygon(SMALL, SQUARE),
    polygon([[0, 0]] * 4),
    polygons(),
    polygons([]),
    polygons([SQUARE], [SMALL]),
    polygons(SQUARE),
    polygon(SQUARE, *[SMALL] * MOST_RINGS),
    polygons(*[[SMALL]] * (MOST_RINGS + 1)),
    polygon([[0, 0], *[[1, n / MOST_VERTICES] for n in range(MOST_VERTICES)], [0, 0]]),
]


@pytest.mark.parametrize("value", HOSTILE_LINES, ids=lambda value: str(value)[:50])
def test_what_is_no_line_is_refused(value):
    with pytest.raises(ValidationError):
        parse_line(value)


@pytest.mark.parametrize("value", HOSTILE_OUTLINES, ids=lambda value: str(value)[:50])
def test_what_is_no_outline_is_refused(value):
    with pytest.raises(ValidationError):
        parse_outline(value)
