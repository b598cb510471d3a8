"""What every cut must hold, whatever the town."""

import numpy as np
import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.turf.cutting.street_plans import places_of, towns
from turf.cutting.cut import cut
from turf.cutting.ground import Pack, Params, RoadClass

pytestmark = pytest.mark.usefixtures("few_rounds")

SOME = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
PARAMS = st.builds(
    Params,
    doors=st.integers(1, 60),
    tolerance=st.sampled_from([0.0, 0.1, 0.3]),
    pack=st.sampled_from(list(Pack)),
)


def turf_orders(result):
    """For each turf its doors in walking order."""
    rows = np.flatnonzero(result.turf_of_door >= 0)
    rows = rows[np.lexsort((result.position_of_door[rows], result.turf_of_door[rows]))]
    return (
        np.split(rows, np.flatnonzero(np.diff(result.turf_of_door[rows])) + 1) if len(rows) else []
    )


@SOME
@given(towns(), PARAMS)
def test_every_door_has_one_place_or_one_reason(town, params):
    doors, streets, areas = town.inputs()
    result = cut(doors, streets, areas, params)
    assigned = result.turf_of_door >= 0
    assert ((result.reason_of_door == "") == assigned).all()
    assert ((result.position_of_door > 0) == assigned).all()
    orders = turf_orders(result)
    assert len(orders) == len(result.turfs.door_count) == result.score.turfs
    for order in orders:
        assert result.position_of_door[order].tolist() == list(range(1, len(order) + 1))
    assert [len(order) for order in orders] == result.turfs.door_count.tolist()
    assert result.score.assigned == assigned.sum()
    assert result.score.unassigned == (~assigned).sum()
    assert sum(result.score.unassigned_by_reason.values()) == (~assigned).sum()
    outside = result.reason_of_door == "outside"
    assert (outside == (doors.area < 0)).all()


@SOME
@given(towns(), PARAMS)
def test_no_turf_crosses_a_precinct_unless_packed(town, params):
    doors, streets, areas = town.inputs()
    result = cut(doors, streets, areas, params)
    for turf, order in enumerate(turf_orders(result)):
        assert result.turfs.areas[turf] == tuple(np.unique(doors.area[order]).tolist())
        if params.pack == Pack.NEVER:
            assert len(result.turfs.areas[turf]) == 1


@SOME
@given(towns(), st.integers(2, 60), st.sampled_from([0.0, 0.1, 0.3]))
def test_sizes_are_within_the_tolerance_or_a_warning_says_not(town, target, tolerance):
    doors, streets, areas = town.inputs()
    result = cut(doors, streets, areas, Params(doors=target, tolerance=tolerance, pack=Pack.NEVER))
    if any("sizes within" in warning for warning in result.warnings):
        return
    crowd = crowd_of(doors, result)
    part = connected_streets(town)
    by_place = {}
    for order in turf_orders(result):
        if crowd[order[0]] <= target * (1 + tolerance):
            place = doors.area[order[0]], part[result.street_of_door[order[0]]]
            by_place.setdefault(place, []).append(len(order))
    for sizes in by_place.values():
        mean = sum(sizes) / len(sizes)
        assert len(sizes) == max(1, round(sum(sizes) / target))
        assert min(sizes) >= mean * (1 - tolerance) - 1e-6
        assert max(sizes) <= mean * (1 + tolerance) + 1e-6


def crowd_of(doors, result):
    """For each door how many share its building or spot, and are in a turf like it."""
    place = places_of(doors)
    return np.bincount(place[result.turf_of_door >= 0], minlength=place.max(initial=0) + 1)[place]


def connected_streets(town):
    """Number the lines of a town so that those one can walk between share a number."""
    part = list(range(len(town.lines)))
    for a, line in enumerate(town.lines):
        for b in range(a):
            if max(town.classes[a], town.classes[b]) < RoadClass.MOTORWAY and line.touches(
                town.lines[b]
            ):
                part = [part[b] if number == part[a] else number for number in part]
    return part


@SOME
@given(towns(), PARAMS)
def test_a_building_is_split_only_if_it_exceeds_a_turf(town, params):
    doors, streets, areas = town.inputs()
    result = cut(doors, streets, areas, params)
    crowd, place = crowd_of(doors, result), places_of(doors)
    for building in np.unique(doors.building):
        rows = np.flatnonzero((doors.building == building) & (result.turf_of_door >= 0))
        for area in np.unique(doors.area[rows]):
            here = rows[doors.area[rows] == area]
            turfs = np.unique(result.turf_of_door[here])
            if len(turfs) > 1:
                assert len(here) > params.doors * (1 + params.tolerance)
            if crowd[here[:1]].sum() > params.doors * (1 + params.tolerance):
                held = np.isin(result.turf_of_door, turfs)
                assert (place[held] == place[here[0]]).all()
            for turf in turfs:
                inside = here[result.turf_of_door[here] == turf]
                inside = inside[np.argsort(result.position_of_door[inside])]
                assert np.ptp(result.position_of_door[inside]) == len(inside) - 1
                assert (np.diff(doors.floor[inside]) <= 0).all() or np.isnan(
                    doors.floor[inside]
                ).any()


@SOME
@given(towns(), PARAMS)
def test_outlines_tile_the_precincts_and_hold_their_own_doors_only(town, params):
    doors, streets, areas = town.inputs()
    result = cut(doors, streets, areas, params)
    outline = result.turfs.outline
    assert shapely.is_valid(outline).all()
    sets = {areas_of for areas_of in result.turfs.areas}
    covered = {row for rows in sets for row in rows}
    if params.pack == Pack.NEVER and covered:
        whole = shapely.area(areas.boundary[sorted(covered)]).sum()
        assert shapely.area(outline).sum() == pytest.approx(whole, rel=1e-6)
    if len(outline):
        assert shapely.area(shapely.union_all(outline)) == pytest.approx(
            shapely.area(outline).sum(), rel=1e-6
        )
    is_split = crowd_of(doors, result) > params.doors * (1 + params.tolerance)
    rows = np.flatnonzero(~is_split & (result.turf_of_door >= 0))
    for turf, shape in enumerate(outline):
        holds = shapely.intersects_xy(shape, *doors.lonlat[rows].T)
        assert (holds == (result.turf_of_door[rows] == turf)).all()


@SOME
@given(towns(), PARAMS, st.integers(0, 3))
def test_cutting_twice_gives_the_same_bytes(town, params, seed):
    doors, streets, areas = town.inputs()
    assert_same(
        cut(doors, streets, areas, params, seed=seed), cut(doors, streets, areas, params, seed=seed)
    )


def assert_same(one, two):
    for name in ("turf_of_door", "position_of_door", "street_of_door", "side_of_door"):
        assert getattr(one, name).tobytes() == getattr(two, name).tobytes()
    assert one.reason_of_door.tolist() == two.reason_of_door.tolist()
    assert one.turfs.areas.tolist() == two.turfs.areas.tolist()
    for name in ("door_count", "walk_m", "minutes", "worst_hop_m", "crossings", "compactness"):
        assert getattr(one.turfs, name).tobytes() == getattr(two.turfs, name).tobytes()
    assert shapely.to_wkb(one.turfs.outline).tolist() == shapely.to_wkb(two.turfs.outline).tolist()
    assert one.score == two.score
    assert one.warnings == two.warnings
