"""Given turfs are ordered whole, and tile the ground that they are given."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.turf.cutting.street_plans import grid, square, towns
from turf.cutting.cut import cut
from turf.cutting.ground import Doors, Params, Streets
from turf.cutting.lay_out import lay_out

pytestmark = pytest.mark.usefixtures("few_rounds")

FEW = settings(max_examples=15)


def some(doors: Doors, rows) -> Doors:
    names = ("lonlat", "area", "building", "floor", "unit")
    return Doors(*(getattr(doors, name)[rows] for name in names))


@FEW
@given(towns(), st.integers(1, 6), st.randoms(use_true_random=False))
def test_every_door_stays_in_its_turf_and_positions_have_no_gap(town, turfs, draw):
    doors, streets, areas = town.inputs()
    turf = np.array([draw.randrange(turfs) for _ in doors.lonlat])
    turf = np.unique(turf, return_inverse=True)[1]
    laid = lay_out(doors, streets, areas.boundary, Params(), turf)
    assert (laid.turf_of_door == turf).all()
    assert set(laid.reason_of_door) == {""}
    for number, count in enumerate(np.bincount(turf)):
        positions = np.sort(laid.position_of_door[turf == number])
        assert positions.tolist() == list(range(1, count + 1))
        assert laid.turfs.door_count[number] == count
    assert (laid.turfs.walk_m >= laid.turfs.worst_hop_m).all()
    outline = laid.turfs.outline
    assert shapely.is_valid(outline).all()
    whole = shapely.area(areas.boundary).sum()
    assert shapely.area(outline).sum() == pytest.approx(whole, rel=1e-6)
    assert shapely.area(shapely.union_all(outline)) == pytest.approx(whole, rel=1e-6)
    for building in np.unique(doors.building):
        for number in np.unique(turf[doors.building == building]):
            inside = (doors.building == building) & (turf == number)
            assert np.ptp(laid.position_of_door[inside]) == inside.sum() - 1


@FEW
@given(towns())
def test_what_the_engine_cut_is_walked_no_longer_when_it_is_laid_out(town):
    doors, streets, areas = town.inputs()
    made = cut(doors, streets, areas, Params(doors=20))
    rows = np.flatnonzero(made.turf_of_door >= 0)
    if not len(rows):
        return
    laid = lay_out(
        some(doors, rows), streets, made.turfs.outline, Params(doors=20), made.turf_of_door[rows]
    )
    assert laid.turfs.walk_m.sum() <= made.turfs.walk_m.sum() * 1.1 + 60


def test_laying_out_twice_gives_the_same_bytes():
    town = grid(3, 2)
    square(town, -40, -40, 340, 240)
    doors, streets, areas = town.inputs()
    turf = np.arange(len(doors.lonlat)) % 3
    first, second = (lay_out(doors, streets, areas.boundary, Params(), turf) for _ in range(2))
    assert first.position_of_door.tobytes() == second.position_of_door.tobytes()
    wkb = [shapely.to_wkb(laid.turfs.outline).tolist() for laid in (first, second)]
    assert wkb[0] == wkb[1]


def test_doors_without_any_street_are_kept():
    town = grid(1, 1)
    square(town, -40, -40, 140, 140)
    doors, streets, areas = town.inputs()
    none = Streets(streets.line[:0], streets.road_class[:0], streets.name[:0])
    laid = lay_out(doors, none, areas.boundary, Params(), np.zeros(len(doors.lonlat), int))
    assert laid.score.assigned == len(doors.lonlat)
    assert (laid.street_of_door == -1).all()
    assert laid.turfs.walk_m[0] > 0
    assert "does not hang together" in laid.warnings[0]


def test_turfs_with_gaps_and_positions_that_are_none_are_refused():
    town = grid(1, 1)
    square(town, -40, -40, 140, 140)
    doors, streets, areas = town.inputs()
    turf = np.zeros(len(doors.lonlat), int)
    with pytest.raises(ValueError, match="without gaps"):
        lay_out(doors, streets, areas.boundary, Params(), turf + 1)
    doors.lonlat[0] = np.nan
    with pytest.raises(ValueError, match="finite position"):
        lay_out(doors, streets, areas.boundary, Params(), turf)


def test_a_tower_whose_ground_is_one_corner_is_shared_out_all_the_same():
    town = grid(1, 1)
    town.tower(50.0, 50.0, 12)
    square(town, 50, 50, 140, 140)
    doors, streets, areas = town.inputs()
    tower = some(doors, np.flatnonzero(doors.building == 7))
    laid = lay_out(tower, streets, areas.boundary, Params(), np.arange(12) % 3)
    assert shapely.area(laid.turfs.outline).min() > 0
    assert shapely.area(laid.turfs.outline).sum() == pytest.approx(
        shapely.area(areas.boundary).sum(), rel=1e-6
    )
