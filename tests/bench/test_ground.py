"""Laid doors, parts of a town, and groups of precincts."""

import dataclasses

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from tests.bench.groups import groups_of
from tests.bench.lay import OFF_LINE_M, lay_doors
from tests.bench.part import along_curve, draw_doors, take_share
from tests.bench.town import Town
from turf.cutting.ground import Pack, Params
from turf.errors import NotFound

M = 1 / 110_540
lengths_m = st.lists(st.floats(1, 900), min_size=1, max_size=8)


def squares(side):
    """A town of side x side precincts of 100 m, each with doors along a street through it."""
    x, y = map(np.ravel, np.meshgrid(np.arange(side), np.arange(side)))
    boundary = shapely.box(x * 100 * M, y * 100 * M, (x + 1) * 100 * M, (y + 1) * 100 * M)
    street = [
        shapely.LineString(np.array([(0, 100 * row + 50), (100 * side, 100 * row + 50)]) * M)
        for row in range(side)
    ]
    area = np.repeat(np.arange(len(x)), 4)
    along = np.tile([20, 40, 60, 80], len(x))
    lonlat = np.column_stack([100 * x[area] + along, 100 * y[area] + 55]) * M
    code = np.array([f"{a}-{b}" for a, b in zip(x, y, strict=True)], object)
    return Town(lonlat, area, code, boundary, np.array(street, object))


@given(lengths_m, st.floats(5, 60))
def test_each_stretch_of_a_street_has_a_door_on_either_side(lengths_m, front_m):
    # Streets run east on the equator, far apart.
    line = np.array(
        [
            shapely.LineString(np.array([(0, 500 * row), (long, 500 * row)]) / 111_320)
            for row, long in enumerate(lengths_m)
        ],
        object,
    )
    lonlat = lay_doors(line, front_m)
    assert (lonlat == lay_doors(line, front_m)).all()
    houses = [int(long // front_m) for long in np.array(lengths_m)]
    assert abs(len(lonlat) / 2 - sum(houses)) <= len(houses)
    first = 0
    for row, long in enumerate(lengths_m):
        xy_m = (lonlat - (0, 500 * row / 111_320)) * (111_320, 110_540)
        there = xy_m[np.abs(xy_m[:, 1]) < 200]
        assert (there == xy_m[first : first + len(there)]).all()
        assert there[0::2, 1] == pytest.approx(OFF_LINE_M, abs=0.1)
        assert there[1::2, 1] == pytest.approx(-OFF_LINE_M, abs=0.1)
        assert np.diff(there[0::2, 0]) == pytest.approx(front_m, abs=0.1)
        if len(there):
            assert there[0, 0] + there[-1, 0] == pytest.approx(long, abs=0.1)
        first += len(there)
    assert first == len(lonlat)


@pytest.mark.parametrize("side", [2, 4, 8])
def test_precincts_that_follow_each_other_along_the_curve_lie_side_by_side(side):
    town = squares(side)
    along = along_curve(town.boundary)
    assert len(np.unique(along)) == len(along)
    cell = np.array([code.split("-") for code in town.code[np.argsort(along)]], int)
    assert (np.abs(np.diff(cell, axis=0)).sum(axis=1) == 1).all()


@given(st.integers(1, 6), st.floats(0.01, 1), st.floats(0.01, 1))
def test_a_share_is_whole_precincts_and_lies_within_every_greater_share(side, one, other):
    town = squares(side)
    small, large = (take_share(town, share) for share in sorted((one, other)))
    for part, share in ((small, min(one, other)), (large, max(one, other))):
        assert len(part.code) == max(1, round(share * side * side))
        assert (np.bincount(part.area, minlength=len(part.code)) == 4).all()
        for row, code in enumerate(part.code):
            whole = town.lonlat[town.code[town.area] == code]
            assert (part.lonlat[part.area == row] == whole).all()
    assert set(small.code) <= set(large.code)


def test_a_share_without_doors_is_told():
    town = squares(4)
    last = town.area == np.argsort(along_curve(town.boundary))[-1]
    only_last = dataclasses.replace(town, lonlat=town.lonlat[last], area=town.area[last])
    with pytest.raises(NotFound, match="No door lies in the first 2 precincts"):
        take_share(only_last, 0.1)


@given(st.integers(1, 64), st.integers(0, 9))
def test_drawn_doors_are_so_many_of_the_towns_and_stay_in_their_precincts(count, seed):
    town = squares(4)
    drawn, again = draw_doors(town, count, seed), draw_doors(town, count, seed)
    assert (drawn.lonlat == again.lonlat).all()
    assert len(np.unique(drawn.lonlat, axis=0)) == count
    area_of = dict(zip(map(tuple, town.lonlat), town.area, strict=True))
    assert [area_of[tuple(door)] for door in drawn.lonlat] == drawn.area.tolist()


@given(st.integers(1, 144), st.sampled_from(Pack), st.integers(2, 12), st.integers(1, 5))
def test_every_door_is_in_one_group_and_no_precinct_in_two(count, pack, doors, some):
    drawn = draw_doors(squares(6), count, 0)
    groups = groups_of(drawn, Params(doors=doors, pack=pack))
    assert sorted(np.concatenate(groups.rows)) == list(range(count))
    areas = [np.unique(drawn.area[rows]) for rows in groups.rows]
    assert len(np.concatenate(areas)) == len(np.unique(drawn.area))
    assert all(len(rows) for rows in groups.rows)
    assert len(set(groups.code)) == len(groups.code)
    spread = groups.spread(some)
    assert len(spread.rows) == len(set(spread.code)) == min(some, len(groups.rows))
    assert set(spread.code) <= set(groups.code)
