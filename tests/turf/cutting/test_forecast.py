"""A forecast tells what the cut will give."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.turf.cutting.street_plans import Town, grid, square, towns
from turf.cutting.cut import cut
from turf.cutting.forecast import forecast
from turf.cutting.ground import Areas, Doors, Pack, Params

pytestmark = pytest.mark.usefixtures("few_rounds")

PARAMS = st.builds(
    Params,
    doors=st.integers(1, 60),
    minutes=st.none() | st.sampled_from([15.0, 60.0, 150.0]),
    tolerance=st.sampled_from([0.0, 0.1, 0.3]),
    pack=st.sampled_from(list(Pack)),
)
# First walks may miss bounds that the cut then keeps, at the price of some metres.
SLACK = 1.02


def by_codes(result, areas):
    """Turfs, doors and minutes of a cut, added up by the codes of their areas."""
    found = {}
    for areas_of, doors, minutes in zip(
        result.turfs.areas, result.turfs.door_count, result.turfs.minutes, strict=True
    ):
        codes = tuple(areas.code[list(areas_of)])
        turfs, so_far, total = found.get(codes, (0, 0, 0.0))
        found[codes] = turfs + 1, so_far + int(doors), total + float(minutes)
    return found


@settings(max_examples=40)
@given(towns(), PARAMS)
def test_turfs_and_unassigned_doors_are_those_of_the_cut(town, params):
    inputs = town.inputs()
    expected, done = forecast(*inputs, params), cut(*inputs, params, seed=1)
    total = expected.total
    assert (total.turfs, total.assigned) == (done.score.turfs, done.score.assigned)
    assert total.unassigned_by_reason == done.score.unassigned_by_reason
    assert total.unassigned == done.score.unassigned
    assert total.minutes_total * SLACK >= done.score.minutes_total
    assert [text for text in done.warnings if "sizes within" not in text] == [
        text for text in expected.warnings if "Without a door" not in text
    ]


@settings(max_examples=20)
@given(towns(), PARAMS)
def test_groups_add_up_and_each_is_that_of_the_cut(town, params):
    doors, streets, areas = town.inputs()
    expected = forecast(doors, streets, areas, params)
    done = by_codes(cut(doors, streets, areas, params), areas)
    total = expected.total
    assert sum(group.turfs for group in expected.groups) == total.turfs
    assert sum(group.assigned for group in expected.groups) == total.assigned
    outside = int((doors.area < 0).sum())
    assert sum(group.unassigned for group in expected.groups) + outside == total.unassigned
    for group in expected.groups:
        assert (group.minutes_a_turf is None) == (group.turfs == 0)
        # Packed areas need not share every turf.
        parts = [figures for codes, figures in done.items() if set(codes) <= set(group.codes)]
        turfs, assigned, minutes = map(sum, zip(*parts, strict=True)) if parts else (0, 0, 0.0)
        assert (turfs, assigned) == (group.turfs, group.assigned)
        assert group.minutes_total * SLACK >= minutes


def three_precincts():
    """Three precincts of two blocks each; the last has no door, and one door is in none."""
    town = grid(4, 1, spacing_m=20.0)
    town.street((400, 0), (600, 0))
    town.tower(30.0, 12.0, 70)
    town.door(100, 130)
    town.door(-300, 0)
    for west in (0, 200, 420):
        square(town, west - 40 * (west == 0), -40, west + 200 + 20 * (west == 200), 140)
    return town.inputs()


def test_each_precinct_has_its_line_and_doors_outside_count_in_the_total_only():
    doors, streets, areas = three_precincts()
    expected = forecast(doors, streets, areas, Params(doors=20, pack=Pack.NEVER, reach_m=25.0))
    assert [group.codes for group in expected.groups] == [("P0",), ("P1",)]
    first, second = expected.groups
    assert first.unassigned_by_reason == {"no_street": 1}
    assert second.unassigned_by_reason == {}
    assert expected.total.unassigned_by_reason == {"no_street": 1, "outside": 1}
    assert expected.total.codes == ("P0", "P1")
    assert first.minutes_a_turf == pytest.approx(first.minutes_total / first.turfs)
    assert expected.warnings == ("Without a door to cut: P2.",)


def test_what_the_director_would_be_told_of_the_cut_is_told_beforehand():
    doors, streets, areas = three_precincts()
    expected = forecast(doors, streets, areas, Params(doors=20, start=(-75.5, 39.0)))
    assert expected.warnings[0].startswith("The start point has no street")


def test_packed_precincts_have_one_line():
    town = Town()
    for i in range(4):
        town.street((100 * i, 0), (100 * (i + 1), 0))
        for x in (15, 35, 60, 85):
            town.door(100 * i + x, 8)
        square(town, 100 * i, -40, 100 * (i + 1), 40)
    (group,) = forecast(*town.inputs(), Params(doors=8)).groups
    assert (group.codes, group.turfs, group.assigned) == (("P0", "P1", "P2", "P3"), 2, 16)


def test_the_number_of_jobs_changes_nothing():
    inputs = three_precincts()
    params = Params(doors=10, pack=Pack.NEVER)
    assert forecast(*inputs, params, jobs=1) == forecast(*inputs, params, jobs=3)


def test_nothing_to_cut_is_an_empty_forecast():
    _, streets, areas = three_precincts()
    none = np.empty(0, np.intp)
    doors = Doors(np.empty((0, 2)), none, none, np.empty(0), np.empty(0, object))
    expected = forecast(doors, streets, areas, Params())
    assert expected.groups == ()
    assert (expected.total.turfs, expected.total.minutes_a_turf) == (0, None)
    nothing = np.empty(0, object)
    assert forecast(doors, streets, Areas(nothing, nothing), Params()).warnings == ()


def test_arrays_of_different_length_are_refused_as_by_the_cut():
    doors, streets, areas = three_precincts()
    with pytest.raises(ValueError, match="equally long"):
        forecast(doors, streets, Areas(areas.code[:1], areas.boundary), Params())
