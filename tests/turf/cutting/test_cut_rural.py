"""Where buildings lie far apart, walks are cut by minutes though doors were asked for."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.turf.cutting.street_plans import Town, grid, square
from tests.turf.cutting.test_cut_promises import assert_same, connected_streets, turf_orders
from tests.turf.cutting.test_cut_some_precincts import assert_cut_alike, only
from turf.cutting.cut import cut
from turf.cutting.forecast import forecast
from turf.cutting.ground import Pack, Params, RoadClass
from turf.cutting.lay_out import lay_out
from turf.cutting.pace import DOOR_MIN, WALK_M_PER_MIN
from turf.cutting.rural import FAR_M, LONGEST_MIN, SHIFT_MIN

pytestmark = pytest.mark.usefixtures("few_rounds")

SAID = "Cut by 150 minutes a turf and not by"


def farms(columns, rows, *, road_m=2400.0, apart_m=600.0, shift=(0.0, 0.0), town=None, jitter=()):
    """A grid of country roads with a farm every ``apart_m`` on one side, shifted by ``jitter``."""
    town = town or Town()
    east, north = shift
    ends = [((i, j), (i + 1, j)) for i in range(columns) for j in range(rows + 1)]
    ends += [((i, j), (i, j + 1)) for i in range(columns + 1) for j in range(rows)]
    for number, (start, end) in enumerate(ends):
        (x0, y0), (x1, y1) = ((east + x * road_m, north + y * road_m) for x, y in (start, end))
        town.street((x0, y0), (x1, y1))
        off_m = jitter[number % len(jitter)] if len(jitter) else 0.0
        for along in np.arange(apart_m / 2 + off_m, road_m - 20, apart_m):
            share = along / road_m
            town.door(x0 + share * (x1 - x0) + 40, y0 + share * (y1 - y0) + 40)
    return town


@st.composite
def counties(draw):
    """Any county: one or two precincts of farms, with villages and odd things put in."""
    columns, rows = draw(st.sampled_from([3, 2, 1])), draw(st.sampled_from([2, 3, 1]))
    road_m = draw(st.sampled_from([1500.0, 2400.0]))
    jitter = draw(st.lists(st.floats(0, 250), max_size=5))
    apart_m = draw(st.sampled_from([600.0, 450.0, 900.0]))
    town = farms(columns, rows, road_m=road_m, apart_m=apart_m, jitter=jitter)
    rarely = st.sampled_from([False, False, True])
    if draw(rarely):
        grid(1, 1, spacing_m=50.0, shift=(road_m / 2, 30), town=town)
        town.street((road_m / 2 + 50, 0), (road_m / 2 + 50, 30))
    if draw(rarely):
        grid(1, 1, spacing_m=15.0, shift=(road_m / 3, road_m / 3), town=town)
    if draw(rarely):
        at = road_m / 2
        town.street((-200, at), (columns * road_m + 200, at), road_class=RoadClass.RAIL)
    if draw(rarely):
        town.tower(road_m / 4, 12.0, draw(st.integers(2, 150)))
    middle = draw(st.sampled_from([0.37, 0.5, 2.0])) * columns * road_m
    top, east = rows * road_m + 100, columns * road_m + 100
    square(town, -100, -100, min(middle, east), top)
    if middle < east:
        square(town, middle, -100, east, top)
    return town


PARAMS = st.builds(
    Params,
    doors=st.integers(15, 70),
    tolerance=st.sampled_from([0.05, 0.1, 0.3]),
    pack=st.just(Pack.NEVER),
)


def places(town, doors, result):
    """For each precinct and connected part of the streets its turfs, in walking order.

    Without those of towers, which are cut by their storeys.
    """
    part, found = connected_streets(town), {}
    for turf, order in enumerate(turf_orders(result)):
        place = doors.area[order[0]], part[result.street_of_door[order[0]]]
        is_tower = len(np.unique(doors.lonlat[order], axis=0)) == 1 and len(order) > 1
        if not is_tower:
            found.setdefault(place, []).append(turf)
    return found


@settings(max_examples=40)
@given(counties(), PARAMS)
def test_walks_are_even_in_doors_or_else_in_minutes_and_then_a_warning_says_so(town, params):
    doors, streets, areas = town.inputs()
    result = cut(doors, streets, areas, params)
    if any("sizes within" in warning for warning in result.warnings):
        return
    said = " ".join(result.warnings)
    for (area, _), turfs in places(town, doors, result).items():
        kinds = result.turfs.door_count[turfs], result.turfs.minutes[turfs]
        is_even = [
            np.abs(kind / kind.mean() - 1).max() <= params.tolerance + 1e-6 for kind in kinds
        ]
        assert is_even[0] or (is_even[1] and SAID in said and f"P{area}" in said)


@settings(max_examples=40)
@given(counties(), PARAMS)
def test_no_connected_place_has_walks_both_far_apart_and_too_long(town, params):
    doors, streets, areas = town.inputs()
    result = cut(doors, streets, areas, params)
    for turfs in places(town, doors, result).values():
        orders = [order for turf, order in enumerate(turf_orders(result)) if turf in turfs]
        hops = sum(len(np.unique(doors.lonlat[order], axis=0)) - 1 for order in orders)
        hop_m = result.turfs.walk_m[turfs].sum() / max(hops, 1)
        # It is the first walks that are measured, and one turf and a half is still one.
        if hop_m > 1.1 * FAR_M:
            assert result.turfs.minutes[turfs].mean() <= 1.02 * 1.5 * SHIFT_MIN
    assert result.turfs.minutes == pytest.approx(
        result.turfs.door_count * DOOR_MIN + result.turfs.walk_m / WALK_M_PER_MIN
    )
    assert result.score.minutes_total == pytest.approx(result.turfs.minutes.sum())
    assert result.score.assigned + result.score.unassigned == len(doors.area)


@settings(max_examples=25)
@given(counties(), PARAMS)
def test_the_forecast_knows(town, params):
    inputs = town.inputs()
    expected, done = forecast(*inputs, params), cut(*inputs, params)
    assert expected.total.turfs == done.score.turfs
    assert expected.total.unassigned_by_reason == done.score.unassigned_by_reason
    assert expected.total.minutes_total * 1.02 >= done.score.minutes_total
    said = [[text for text in of.warnings if SAID in text] for of in (expected, done)]
    assert said[0] == said[1]


def county():
    """A precinct of 90 farms some 600 m apart, and a dense one beside it."""
    town = farms(3, 2)
    square(town, -100, -100, 7300, 4900)
    grid(5, 3, spacing_m=14.0, shift=(9000, 0), town=town)
    square(town, 8900, -100, 9700, 500)
    return town.inputs()


def test_the_warning_says_where_how_far_how_long_and_what_to_do():
    doors, streets, areas = county()
    result = cut(doors, streets, areas, Params())
    (warning,) = result.warnings
    assert warning.startswith(f"{SAID} 50 doors, because buildings lie far apart: P0 (")
    assert "m from one building to the next, " in warning
    assert "minutes a turf of doors)" in warning
    assert "P1" not in warning
    assert warning.endswith("by so few doors that a turf takes no more than 165 minutes.")
    is_rural = np.array([areas_of == (0,) for areas_of in result.turfs.areas])
    minutes = result.turfs.minutes[is_rural]
    assert len(minutes) > 4
    assert minutes.mean() == pytest.approx(SHIFT_MIN, rel=0.1)
    assert np.abs(minutes / minutes.mean() - 1).max() <= 0.1
    count = result.turfs.door_count[~is_rural]
    assert np.abs(count / count.mean() - 1).max() <= 0.1


def test_what_is_asked_for_in_minutes_or_few_doors_is_cut_as_asked():
    inputs = county()
    by_minutes = cut(*inputs, Params(minutes=600.0))
    assert not any(SAID in text for text in by_minutes.warnings)
    assert by_minutes.turfs.minutes.max() > 450
    few = cut(*inputs, Params(doors=8))
    assert not any(SAID in text for text in few.warnings)
    assert few.score.doors_max <= 9


def test_many_doors_near_each_other_are_a_long_walk_that_was_wanted():
    doors, streets, areas = square(grid(5, 4, spacing_m=14.0), -40, -40, 540, 440).inputs()
    result = cut(doors, streets, areas, Params(doors=200))
    assert result.warnings == ()
    assert result.turfs.minutes.mean() > LONGEST_MIN
    assert result.score.doors_min >= 180


def test_a_house_too_large_for_a_shift_is_cut_by_storeys():
    town = farms(4, 3).tower(1200, 12, 100)
    doors, streets, areas = square(town, -100, -100, 9700, 7300).inputs()
    result = cut(doors, streets, areas, Params(doors=150))
    turfs = np.unique(result.turf_of_door[doors.building == 7])
    assert result.turfs.door_count[turfs].tolist() == [50, 50]


def test_a_rural_precinct_cut_alone_comes_out_as_it_does_among_all():
    doors, streets, areas = county()
    whole = cut(doors, streets, areas, Params())
    for chosen in (np.array([0]), np.array([1])):
        some, ground, rows = only(doors, areas, chosen)
        assert_cut_alike(whole, cut(some, streets, ground, Params()), rows, chosen)


def test_the_number_of_jobs_changes_nothing():
    inputs = county()
    assert_same(cut(*inputs, Params(), jobs=1), cut(*inputs, Params(), jobs=2))


def test_a_rural_turf_that_is_laid_out_stays_one_walk():
    doors, streets, areas = square(farms(3, 2), -100, -100, 7300, 4900).inputs()
    laid = lay_out(doors, streets, areas.boundary, Params(), np.zeros(len(doors.area), int))
    assert laid.warnings == ()
    assert laid.turfs.minutes[0] > 4 * SHIFT_MIN
    assert shapely.area(laid.turfs.outline).sum() == pytest.approx(areas.boundary[0].area)
