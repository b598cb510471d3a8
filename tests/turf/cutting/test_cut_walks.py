"""How turfs are walked: barriers, major roads, towers, staging points, packing, minutes."""

import numpy as np
import pytest
import shapely

from tests.turf.cutting.street_plans import PLANE, Town, grid, square
from tests.turf.cutting.test_cut_promises import assert_same, turf_orders
from turf.cutting import split
from turf.cutting.cut import cut
from turf.cutting.ground import Pack, Params, RoadClass
from turf.cutting.pace import DOOR_MIN, WALK_M_PER_MIN


def test_doors_are_never_reached_across_a_barrier():
    town = Town().street((0, 0), (400, 0)).street((0, 60), (400, 60)).street((0, 0), (0, 60))
    town.street((-50, 20), (450, 20), road_class=RoadClass.RAIL)
    for x in range(60, 400, 20):
        town.door(x, 25)
    doors, streets, areas = square(town, -80, -40, 480, 100).inputs()
    result = cut(doors, streets, areas, Params())
    assert set(result.street_of_door.tolist()) == {1}


@pytest.mark.parametrize("barrier", [RoadClass.MOTORWAY, RoadClass.RAIL, RoadClass.WATER])
def test_a_barrier_is_crossed_where_the_network_does_and_no_street_else(barrier):
    town = grid(3, 1, spacing_m=20.0)
    town = grid(3, 1, spacing_m=20.0, shift=(0, 300), town=town)
    town.street((-100, 200), (400, 200), road_class=barrier)
    square(town, -40, -40, 340, 440)
    apart = cut(*town.inputs(), Params(doors=20))
    # Without a bridge no turf has doors on both banks.
    north = np.array(town.doors)[:, 1] > 200
    for order in turf_orders(apart):
        assert len(set(north[order])) == 1
    town.street((0, 100), (0, 300))
    joined = cut(*town.inputs(), Params(doors=1000))
    assert joined.score.turfs == 1
    assert joined.score.worst_hop_m >= 200


def test_a_major_road_is_crossed_at_intersections_only():
    town = Town().street((0, 0), (400, 0), road_class=RoadClass.MAJOR)
    town.street((0, 0), (0, 200)).street((0, 0), (0, -200)).street((-100, 0), (0, 0))
    town.door(350, 8).door(350, -8)
    square(town, -140, -240, 440, 240)
    # Round the dead end of the major road, both ways 50 m.
    assert cut(*town.inputs(), Params()).score.worst_hop_m == pytest.approx(100, abs=1)
    town.street((400, 0), (400, 200)).street((400, 0), (500, 0), road_class=RoadClass.MAJOR)
    at_corner = cut(*town.inputs(), Params())
    assert at_corner.score.worst_hop_m == pytest.approx(110, abs=1)
    assert at_corner.score.crossings == 1


def test_the_sides_of_a_major_road_are_not_mixed():
    town = grid(4, 2, major=1, spacing_m=15.0)
    doors, streets, areas = square(town, -40, -40, 440, 240).inputs()
    result = cut(doors, streets, areas, Params(doors=40))
    major = streets.road_class[result.street_of_door] == RoadClass.MAJOR
    for order in turf_orders(result):
        for street in np.unique(result.street_of_door[order][major[order]]):
            sides = result.side_of_door[order][result.street_of_door[order] == street]
            assert (np.diff(sides) != 0).sum() <= 1


def test_a_minor_street_may_be_walked_in_one_pass():
    town = Town().street((0, 0), (400, 0))
    for i, x in enumerate(range(20, 400, 40)):
        town.door(x, 8 if i % 2 else -8)
    result = cut(*square(town, -40, -40, 440, 40).inputs(), Params())
    assert result.turfs.walk_m[0] == pytest.approx(360 + 9 * 10, abs=0.1)


def test_a_tower_is_cut_by_floors_from_the_top():
    town = square(grid(1, 1, spacing_m=20.0).tower(50, 10, 400), -40, -40, 140, 140)
    doors, streets, areas = town.inputs()
    result = cut(doors, streets, areas, Params(doors=50))
    tower = doors.building == 7
    turfs = np.unique(result.turf_of_door[tower])
    assert len(turfs) == 8
    assert (result.turfs.door_count[turfs] == 50).all()
    assert not set(turfs) & set(result.turf_of_door[~tower])
    floors = [doors.floor[order] for order in turf_orders(result) if tower[order[0]]]
    assert (np.diff(np.concatenate(floors)) <= 0).all()


def test_buildings_on_one_spot_are_cut_one_by_one_where_they_are_too_many_for_a_turf():
    town = Town().street((0, 0), (100, 0))
    for building in (5, 3, 4, 1):
        town.tower(50, 8, 15, building)
    doors, streets, areas = square(town, -40, -40, 140, 40).inputs()
    result = cut(doors, streets, areas, Params(doors=30))
    assert [doors.building[order].tolist() for order in turf_orders(result)] == [
        [5] * 15 + [3] * 15,
        [4] * 15 + [1] * 15,
    ]
    assert result.warnings == ()
    uneven = cut(doors, streets, areas, Params(doors=20))
    assert sorted(uneven.turfs.door_count.tolist()) == [15, 15, 30]
    assert uneven.warnings[0].endswith("nearest: P0 within 50 %.")


def test_units_without_a_floor_are_knocked_from_the_highest_down():
    town = Town().street((0, 0), (100, 0))
    for unit in ("2", "101", "12B", "12A"):
        town.door(50, 8, building=3, unit=unit)
    doors, streets, areas = square(town, -40, -40, 140, 40).inputs()
    result = cut(doors, streets, areas, Params())
    order = turf_orders(result)[0]
    assert doors.unit[order].tolist()[0] == "101"
    assert doors.unit[order].tolist()[-1] == "2"


def test_walks_start_at_the_staging_point_and_end_near_another():
    town = Town().street((0, 0), (1000, 0))
    for x in range(50, 1000, 50):
        town.door(x, 8)
    doors, streets, areas = square(town, -40, -40, 1040, 40).inputs()
    west, east = (tuple(PLANE.to_degrees(np.array([[x, 0.0]]))[0]) for x in (0, 1000))
    eastward = cut(doors, streets, areas, Params(start=west, end=east))
    westward = cut(doors, streets, areas, Params(start=east, end=west))
    assert np.diff(doors.lonlat[turf_orders(eastward)[0], 0]).min() > 0
    assert np.diff(doors.lonlat[turf_orders(westward)[0], 0]).max() < 0
    from_east = cut(doors, streets, areas, Params(start=east))
    assert np.diff(doors.lonlat[turf_orders(from_east)[0], 0]).max() < 0


def test_minutes_are_balanced_when_asked_for():
    doors, streets, areas = square(grid(4, 3, spacing_m=15.0), -40, -40, 440, 340).inputs()
    result = cut(doors, streets, areas, Params(minutes=60.0))
    minutes = result.turfs.minutes
    assert minutes == pytest.approx(
        result.turfs.door_count * DOOR_MIN + result.turfs.walk_m / WALK_M_PER_MIN
    )
    assert result.warnings == ()
    assert len(minutes) > 5
    assert np.abs(minutes / minutes.mean() - 1).max() <= 0.1


def small_precincts():
    """Eight precincts of one block each, four doors in each, in a row."""
    town = Town()
    for i in range(8):
        town.street((100 * i, 0), (100 * (i + 1), 0))
        for x in (15, 35, 60, 85):
            town.door(100 * i + x, 8)
        square(town, 100 * i, -40, 100 * (i + 1), 40)
    return town


def test_small_neighbouring_precincts_are_packed_and_said_so():
    doors, streets, areas = small_precincts().inputs()
    result = cut(doors, streets, areas, Params(doors=8))
    assert result.turfs.door_count.tolist() == [8] * 4
    assert {areas_of for areas_of in result.turfs.areas} == {(0, 1), (2, 3), (4, 5), (6, 7)}
    never = cut(doors, streets, areas, Params(doors=8, pack=Pack.NEVER))
    assert never.turfs.door_count.tolist() == [4] * 8


def test_a_large_precinct_is_not_packed_unless_always():
    town = square(square(grid(4, 1, spacing_m=20.0), -40, -40, 200, 140), 200, -40, 440, 140)
    doors, streets, areas = town.inputs()
    auto = cut(doors, streets, areas, Params(doors=20))
    assert all(len(areas_of) == 1 for areas_of in auto.turfs.areas)
    always = cut(doors, streets, areas, Params(doors=1000, pack=Pack.ALWAYS))
    assert always.turfs.areas.tolist() == [(0, 1)]


def test_the_number_of_jobs_changes_nothing():
    town = grid(6, 2, spacing_m=30.0)
    for i in range(3):
        square(town, 200 * i - 40 * (i == 0), -40, 200 * (i + 1) + 40 * (i == 2), 240)
    inputs = town.inputs()
    params = Params(doors=15)
    assert_same(cut(*inputs, params, jobs=1), cut(*inputs, params, jobs=3))


def test_another_seed_is_another_search():
    inputs = square(grid(5, 4, spacing_m=9.0), -40, -40, 540, 440).inputs()
    cuts = [cut(*inputs, Params(doors=20), seed=seed).turf_of_door.tolist() for seed in range(3)]
    assert cuts[0] != cuts[1] or cuts[1] != cuts[2]


def test_a_long_walk_is_cut_at_its_longest_hops():
    hops = np.array([1.0, 1, 50, 1, 1, 70, 1, 1])
    found = split.split_walk(np.ones(9), np.zeros(8), -hops, 3, 0.1)
    assert found.starts.tolist() == [0, 3, 6]
    assert found.tolerance == 0.1


def test_a_place_too_large_for_one_matrix_is_halved_first(monkeypatch):
    monkeypatch.setattr("turf.cutting.carve.MOST_UNITS", 100)
    doors, streets, areas = square(grid(4, 3, spacing_m=15.0), -40, -40, 440, 340).inputs()
    result = cut(doors, streets, areas, Params(doors=20))
    assert result.score.unassigned == 0
    assert result.score.doors_min >= 17
    assert result.score.doors_max <= 24
    assert shapely.is_valid(result.turfs.outline).all()
