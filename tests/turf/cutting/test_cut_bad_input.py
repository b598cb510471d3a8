"""Bad input gives a clear result: nothing raised, no door lost."""

import numpy as np
import pytest
import shapely

from tests.turf.cutting.street_plans import PLANE, Town, grid, square
from turf.cutting.cut import cut
from turf.cutting.ground import Areas, Doors, Pack, Params, RoadClass, Streets


def reasons(result):
    return {
        str(why): int((result.reason_of_door == why).sum()) for why in set(result.reason_of_door)
    }


def small_town(**kwargs):
    return square(grid(2, 1, spacing_m=25.0, **kwargs), -40, -40, 240, 140)


def test_a_door_without_a_position_is_listed_as_such():
    doors, streets, areas = small_town().inputs()
    doors.lonlat[0] = np.nan, 39.95
    doors.lonlat[1] = -75.16, np.inf
    doors.lonlat[2] = -75.16, 399.5
    result = cut(doors, streets, areas, Params(doors=10))
    assert result.reason_of_door[:3].tolist() == ["bad_position"] * 3
    assert (result.turf_of_door[3:] >= 0).all()


def test_no_doors_at_all_make_an_empty_cut():
    _, streets, areas = small_town().inputs()
    none = np.empty(0, np.intp)
    doors = Doors(np.empty((0, 2)), none, none, np.empty(0), np.empty(0, object))
    result = cut(doors, streets, areas, Params())
    assert result.score.turfs == 0
    assert result.score.metres_per_door is None
    assert result.warnings == ()


def test_one_door_makes_one_turf_over_the_whole_precinct():
    town = square(Town().street((0, 0), (100, 0)).door(50, 8), -40, -40, 140, 40)
    doors, streets, areas = town.inputs()
    result = cut(doors, streets, areas, Params())
    assert result.position_of_door.tolist() == [1]
    assert result.turfs.outline[0].area == pytest.approx(areas.boundary[0].area, rel=1e-9)


def test_without_any_street_every_door_says_so():
    town = square(Town().houses((0, 0), (100, 0)), -40, -40, 140, 40)
    doors, streets, areas = town.inputs()
    result = cut(doors, streets, areas, Params())
    assert reasons(result) == {"no_street": len(doors.area)}
    assert result.score.turfs == 0


def test_without_any_area_every_door_is_outside():
    doors, streets, _ = small_town().inputs()
    none = np.empty(0, object)
    result = cut(doors, streets, Areas(none, none), Params())
    assert reasons(result) == {"outside": len(doors.area)}


def test_doors_all_at_one_spot_are_cut_all_the_same():
    town = Town().street((0, 0), (100, 0))
    for _ in range(60):
        town.door(50, 8)
    doors, streets, areas = square(town, -40, -40, 140, 40).inputs()
    result = cut(doors, streets, areas, Params(doors=20))
    assert result.score.turfs == 3
    assert result.score.doors_min >= 18
    assert result.score.doors_max <= 22
    assert shapely.is_valid(result.turfs.outline).all()
    assert shapely.area(result.turfs.outline).sum() == pytest.approx(areas.boundary[0].area)


def test_useless_lines_are_left_out_with_a_warning():
    town = small_town()
    doors, streets, areas = town.inputs()
    point = PLANE.to_degrees(np.array([[5.0, 5.0], [5.0, 5.0]]))
    useless = [shapely.LineString(point), None, shapely.Point(0, 0), shapely.LineString()]
    bad = np.empty(len(streets.line) + 4, object)
    bad[:] = [*streets.line, *useless]
    more = Streets(
        bad,
        np.r_[streets.road_class, 0, 0, 0, 0],
        np.r_[streets.name, np.array(["", "", "", ""], object)],
    )
    result = cut(doors, more, areas, Params(doors=10))
    assert "4 street lines" in result.warnings[0]
    plain = cut(doors, streets, areas, Params(doors=10))
    assert result.turf_of_door.tolist() == plain.turf_of_door.tolist()


def test_doubled_lines_change_nothing():
    doors, streets, areas = small_town().inputs()
    twice = Streets(
        np.r_[streets.line, streets.line[::-1]],
        np.r_[streets.road_class, streets.road_class],
        np.r_[streets.name, streets.name[::-1]],
    )
    once, doubled = (cut(doors, s, areas, Params(doors=10)) for s in (streets, twice))
    assert once.turf_of_door.tolist() == doubled.turf_of_door.tolist()
    assert once.position_of_door.tolist() == doubled.position_of_door.tolist()
    assert once.street_of_door.tolist() == doubled.street_of_door.tolist()


def test_streets_that_miss_each_other_by_a_hair_are_joined():
    town = (
        Town().street((0, 0), (100, 0)).street((100.6, 0.3), (200, 0)).street((50, 0.8), (50, 90))
    )
    for x in (20, 180):
        town.door(x, 8)
    town.door(58, 80)
    doors, streets, areas = square(town, -40, -40, 240, 140).inputs()
    result = cut(doors, streets, areas, Params())
    assert result.score.unassigned == 0
    assert result.score.turfs == 1


def test_a_small_island_is_unreachable_and_a_large_one_has_its_own_turfs():
    town = grid(1, 1, spacing_m=10.0)
    town = grid(1, 1, spacing_m=10.0, shift=(2000, 0), town=town)
    town.street((1000, 0), (1010, 0)).door(1005, 8)
    doors, streets, areas = square(town, -40, -40, 2140, 140).inputs()
    result = cut(doors, streets, areas, Params(doors=20))
    assert reasons(result) == {"": len(doors.area) - 1, "unreachable": 1}
    is_west = doors.lonlat[:, 0] < doors.lonlat[-1, 0]
    turf = result.turf_of_door
    assert not set(turf[is_west]) & set(turf[~is_west & (turf >= 0)])


def test_a_door_far_from_any_street_has_none():
    town = small_town().door(120, 130)
    doors, streets, areas = town.inputs()
    result = cut(doors, streets, areas, Params(doors=10, reach_m=20.0))
    assert result.reason_of_door[-1] == "no_street"
    assert (result.reason_of_door[:-1] == "").all()


def test_overlapping_precincts_share_the_common_ground():
    town = square(square(grid(2, 1, spacing_m=20.0), -40, -40, 130, 140), 70, -40, 240, 140)
    doors, streets, areas = town.inputs()
    result = cut(doors, streets, areas, Params(doors=20, pack=Pack.NEVER))
    assert any("overlap" in warning and "P0 and P1" in warning for warning in result.warnings)
    outline = result.turfs.outline
    union = shapely.union_all(areas.boundary)
    assert shapely.area(outline).sum() == pytest.approx(union.area, rel=1e-6)
    assert shapely.union_all(outline).area == pytest.approx(union.area, rel=1e-6)


def test_a_gap_between_precincts_leaves_its_doors_outside():
    town = square(square(grid(2, 1, spacing_m=20.0), -40, -40, 90, 140), 110, -40, 240, 140)
    doors, streets, areas = town.inputs()
    result = cut(doors, streets, areas, Params(doors=10))
    assert reasons(result)["outside"] == (doors.area < 0).sum() > 0


def test_a_door_sorted_into_the_wrong_precinct_goes_where_it_lies():
    town = square(square(grid(2, 1, spacing_m=20.0), -40, -40, 90, 140), 90, -40, 240, 140)
    doors, streets, areas = town.inputs()
    right = doors.area.copy()
    doors.area[0] = 1 - doors.area[0]
    result = cut(doors, streets, areas, Params(doors=10, pack=Pack.NEVER))
    assert result.turfs.areas[result.turf_of_door[0]] == (right[0],)
    assert result.warnings == ("Outside of their own area, sorted by position: 1 door.",)


def test_a_precinct_without_usable_ground_is_named():
    doors, streets, areas = small_town().inputs()
    areas.boundary[0] = None
    result = cut(doors, streets, areas, Params())
    assert "Without a usable boundary" in result.warnings[0]
    assert result.warnings[0].endswith(": P0.")
    assert reasons(result) == {"outside": len(doors.area)}


def test_a_precinct_drawn_as_a_bow_tie_is_mended():
    doors, streets, areas = small_town().inputs()
    corners = shapely.get_coordinates(areas.boundary[0])
    areas.boundary[0] = shapely.Polygon(corners[[0, 2, 1, 3]])
    result = cut(doors, streets, areas, Params(doors=10))
    assert shapely.is_valid(result.turfs.outline).all()
    assert result.score.assigned + result.score.unassigned == len(doors.area)


def test_a_target_beyond_the_precinct_makes_one_turf():
    doors, streets, areas = small_town().inputs()
    result = cut(doors, streets, areas, Params(doors=10_000))
    assert result.turfs.door_count.tolist() == [len(doors.area)]
    assert result.warnings == ()


def test_a_tolerance_that_cannot_be_met_names_the_nearest_that_can():
    town = Town().street((0, 0), (100, 0))
    for i in range(5):
        town.door(10 + 15 * i, 8)
    doors, streets, areas = square(town, -40, -40, 140, 40).inputs()
    result = cut(doors, streets, areas, Params(doors=2, tolerance=0.0))
    assert sorted(result.turfs.door_count.tolist()) == [2, 3]
    assert "In 1 area no cut was found with all sizes within 0 %" in result.warnings[0]
    assert result.warnings[0].endswith("nearest: P0 within 20 %.")


def test_many_areas_with_uneven_sizes_make_one_sentence_and_the_worst_is_named_first():
    town = Town()
    for row in range(13):
        town.street((0, 300 * row), (100, 300 * row))
        for i in range(5 if row else 3):
            town.door(10 + 15 * i, 300 * row + 8)
        square(town, -40, 300 * row - 40, 140, 300 * row + 40)
    doors, streets, areas = town.inputs()
    result = cut(doors, streets, areas, Params(doors=2, tolerance=0.0, pack=Pack.NEVER))
    (warning,) = result.warnings
    assert warning.startswith("In 13 areas no cut")
    assert "nearest: P0 within 33.4 %, P1 within 20 %," in warning
    assert warning.endswith("P9 within 20 %, and 3 more.")


def test_a_staging_point_out_of_reach_is_left_out_with_a_warning():
    doors, streets, areas = small_town().inputs()
    result = cut(doors, streets, areas, Params(doors=10, start=(-75.5, 39.0)))
    assert "start point" in result.warnings[0]
    assert result.score.unassigned == 0


@pytest.mark.parametrize("name", ["area", "building", "floor", "unit"])
def test_arrays_of_different_length_are_refused(name):
    doors, streets, areas = small_town().inputs()
    fields = {f: getattr(doors, f) for f in ("lonlat", "area", "building", "floor", "unit")}
    with pytest.raises(ValueError, match=name):
        cut(Doors(**{**fields, name: fields[name][:-1]}), streets, areas, Params())


def test_road_classes_nobody_knows_are_no_streets():
    doors, streets, areas = small_town().inputs()
    streets.road_class[:] = RoadClass.WATER
    result = cut(doors, streets, areas, Params())
    assert reasons(result) == {"no_street": len(doors.area)}
