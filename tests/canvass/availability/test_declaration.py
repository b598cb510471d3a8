"""What is declared comes back as it was declared; what cannot be is refused by a code."""

import json
from contextlib import suppress

import numpy as np
import pytest
import shapely
from hypothesis import assume, given
from hypothesis import strategies as st

from canvass.availability.area import covers_everything, has_door_inside, read_area
from canvass.availability.declaration import NAMES, Declaration
from canvass.availability.fault import Fault

degrees = st.floats(-1, 1).map(lambda number: round(number, 6))


@st.composite
def boxes(draw):
    west, south = draw(degrees), draw(degrees)
    width, height = draw(st.floats(0.001, 1)), draw(st.floats(0.001, 1))
    return ring(west, south, west + width, south + height)


@st.composite
def drawn(draw):
    """Outlines as a finger draws them: with a jitter, some of them hardly larger than that."""
    chance = np.random.default_rng(draw(st.integers(0, 2**32)))
    size, corners = draw(st.sampled_from([1e-6, 1e-5, 1e-4, 0.01])), draw(st.integers(3, 60))
    angles = np.sort(chance.random(corners)) * 2 * np.pi
    radii = size * chance.uniform(1, 1.2, corners) + chance.uniform(0, 2e-6, corners)
    middle = draw(degrees) - 75, draw(degrees) + 40
    line = np.column_stack([np.cos(angles), np.sin(angles)]) * radii[:, None] + middle
    return {"type": "Polygon", "coordinates": [[*line.tolist(), line[0].tolist()]]}


def ring(west, south, east, north):
    corners = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [corners]}


declarations = st.fixed_dictionaries(
    {},
    optional={
        "area": st.none() | boxes() | drawn(),
        "home_by": st.none() | st.times().map(lambda time: time.strftime("%H:%M")),
        "travel_minutes": st.integers(0, 240),
        "not_on_weekdays": st.lists(st.integers(0, 6), max_size=6),
        "not_on_dates": st.lists(st.dates().map(str), max_size=50),
        "not_with": st.lists(st.integers(1, 2**63 - 1), max_size=50),
        "no_stairs": st.booleans(),
        "no_dogs": st.booleans(),
        "languages": st.lists(st.from_regex(r"[a-z]{2,3}", fullmatch=True), max_size=50),
    },
)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=6) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@given(declarations)
def test_what_is_declared_is_read_as_it_was_written(given):
    try:
        declared = Declaration.read(given)
    except Fault as refused:
        assume(refused.code != "area_invalid")
        raise
    assert Declaration.read(declared.as_given()) == declared
    assert set(declared.as_given()) == set(NAMES)
    assert Declaration.read(json.loads(json.dumps(declared.as_given()))) == declared


@given(st.dictionaries(st.sampled_from(NAMES), anything))
def test_nothing_that_anybody_sends_breaks_the_reader(given):
    with suppress(Fault):
        declared = Declaration.read(given)
        assert Declaration.read(declared.as_given()) == declared


@given(boxes(), st.lists(st.tuples(degrees, degrees), min_size=1, max_size=30))
def test_a_door_is_inside_where_the_plane_says_so(box, doors):
    stored = read_area(box)
    shape = shapely.MultiPolygon([(stored["coordinates"][0][0], [])])
    points = np.array(doors, dtype=float)
    assert has_door_inside(stored, points) == any(shape.intersects(shapely.points(points)))


BOWTIE = [[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]
FLAT = [[0, 0], [1, 1], [2, 2], [0, 0]]
BAD_AREAS = {
    "a word": "everywhere",
    "a point": {"type": "Point", "coordinates": [0, 0]},
    "a driver": {"driver": "GeoJSON", "type": "Polygon"},
    "nothing": {"type": "Polygon", "coordinates": []},
    "an open ring": {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 1]]]},
    "one that crosses itself": {"type": "Polygon", "coordinates": [BOWTIE]},
    "one without ground": {"type": "Polygon", "coordinates": [FLAT]},
    "no numbers": {"type": "Polygon", "coordinates": [[["0", 0], [1, 0], [1, 1], ["0", 0]]]},
    "endless": {"type": "Polygon", "coordinates": [[[float("inf"), 0], [1, 0], [1, 1], [0, 0]]]},
    "many points": {"type": "Polygon", "coordinates": [[[n / 1e4, 0] for n in range(200)]]},
}


@pytest.mark.parametrize("area", BAD_AREAS.values(), ids=BAD_AREAS.keys())
def test_an_area_that_cannot_be_has_a_code(area):
    with pytest.raises(Fault) as refused:
        Declaration.read({"area": area})
    assert refused.value.code == "area_invalid"


@given(drawn(), st.lists(st.tuples(degrees, degrees), min_size=1, max_size=5))
def test_what_is_kept_of_an_area_can_be_read_for_ever(area, doors):
    try:
        kept = read_area(area)
    except Fault:
        return
    assert read_area(kept) == kept
    assert read_area(json.loads(json.dumps(kept))) == kept
    has_door_inside(kept, np.array(doors, dtype=float))


SPIKE = [[0, 0], [0.001, 0], [0.001, 0.001], [0.0005, 0.0000004], [0, 0.001], [0, 0]]


def test_an_area_that_rounding_would_spoil_is_mended_and_still_holds_its_ground():
    kept = read_area({"type": "Polygon", "coordinates": [SPIKE]})
    assert read_area(kept) == kept
    assert has_door_inside(kept, np.array([[0.0001, 0.0005]]))
    assert not has_door_inside(kept, np.array([[0.0005, 0.0005]]))


def test_an_area_that_leaves_nothing_has_a_code_of_its_own():
    with pytest.raises(Fault) as refused:
        read_area(ring(-179, -80, 179, 80))
    assert refused.value.code == "area_covers_everything"
    far_apart = [ring(west, 0, west + 0.1, 0.1)["coordinates"] for west in (-8, 8)]
    assert read_area({"type": "MultiPolygon", "coordinates": far_apart})
    town = np.array([shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1)])
    assert covers_everything(read_area(ring(-0.5, -0.5, 2.5, 1.5)), town)
    assert not covers_everything(read_area(ring(-0.5, -0.5, 1.9, 1.5)), town)
    assert not covers_everything(read_area(ring(0, 0, 1, 1)), town[:0])


WRONG = [
    ("home_by", "25:00", "home_by_invalid"),
    ("home_by", "9pm", "home_by_invalid"),
    ("travel_minutes", 241, "travel_minutes_invalid"),
    ("not_on_weekdays", [7], "not_on_weekdays_invalid"),
    ("not_on_weekdays", list(range(7)), "no_day_left"),
    ("not_on_dates", ["2026-02-30"], "not_on_dates_invalid"),
    ("not_with", ["somebody"], "not_with_invalid"),
    ("no_stairs", "because of my knee", "no_stairs_invalid"),
    ("languages", ["I speak it at home"], "languages_invalid"),
    ("reason", "it is mine", "field_unknown"),
]


@pytest.mark.parametrize(("name", "value", "code"), WRONG)
def test_what_cannot_be_is_refused_and_never_repeated(name, value, code):
    with pytest.raises(Fault) as refused:
        Declaration.read({name: value})
    assert refused.value.code == code
    assert not isinstance(value, str) or value not in str(refused.value)
