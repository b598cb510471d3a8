"""A real city, judged by somebody else's model of walking."""

import importlib.util
import json
import time

import numpy as np
import pytest
import shapely

from tests.turf.cutting.test_cut_promises import turf_orders
from turf.cutting.cut import cut
from turf.cutting.forecast import forecast
from turf.cutting.ground import Areas, Doors, Params, Streets


@pytest.fixture(scope="module")
def cambridge(shared_data):
    """Doors, streets and precincts of Cambridge, every street minor, and the judge."""
    folder = shared_data / "data" / "cambridge_ma"
    precincts = features(folder / "ELECTIONS_WardsPrecincts.geojson")
    boundary = np.array([shape for shape, _ in precincts], object)
    spots = [shape for shape, _ in features(folder / "address_points.geojson")]
    lonlat = shapely.get_coordinates(np.array(spots, object))
    area = np.full(len(lonlat), -1)
    for row, shape in enumerate(boundary):
        area[shapely.intersects_xy(shape, *lonlat.T)] = row
    lines = [
        (line, properties.get("Street") or "")
        for shape, properties in features(folder / "TRANS_Centerlines.geojson")
        for line in shapely.get_parts(shapely.force_2d(shape))
    ]
    line = np.empty(len(lines), object)
    line[:] = [shape for shape, _ in lines]
    n = len(lonlat)
    doors = Doors(lonlat, area, np.arange(n), np.full(n, np.nan), np.full(n, "", object))
    names = np.array([name for _, name in lines], object)
    code = np.array([properties["WardPrecinct"] for _, properties in precincts], object)
    return doors, Streets(line, np.zeros(len(line), np.intp), names), Areas(code, boundary)


def features(path):
    found = json.loads(path.read_text())["features"]
    return [
        (shapely.geometry.shape(feature["geometry"]), feature["properties"])
        for feature in found
        if feature["geometry"]
    ]


@pytest.fixture(scope="module")
def cut_city(cambridge):
    """The cut of Cambridge, and the seconds it took."""
    started = time.perf_counter()
    result = cut(*cambridge, Params(doors=50), jobs=2)
    return result, time.perf_counter() - started


def test_cambridge_is_cut_into_short_even_walks_within_its_precincts(
    cambridge, cut_city, shared_data
):
    doors, streets, areas = cambridge
    result, _ = cut_city
    assert result.score.assigned == 21_087
    assert result.score.unassigned_by_reason == {"outside": len(doors.area) - 21_087}
    assert all(len(areas_of) == 1 for areas_of in result.turfs.areas)
    _, spot, doors_there = np.unique(doors.lonlat, axis=0, return_inverse=True, return_counts=True)
    # One spot in the file has 138 doors, which no outlines can part and no even sizes reach.
    alone = doors_there[spot.ravel()] <= 55
    assert (~alone).sum() == 138
    is_tower = np.isin(np.arange(result.score.turfs), result.turf_of_door[~alone])
    for row in range(len(areas.code)):
        is_here = np.array([areas_of == (row,) for areas_of in result.turfs.areas])
        sizes = result.turfs.door_count[is_here & ~is_tower]
        assert np.abs(sizes / sizes.mean() - 1).max() <= 0.1 + 1e-9
        outline = result.turfs.outline[is_here]
        assert shapely.area(outline).sum() == pytest.approx(areas.boundary[row].area, rel=1e-6)
    assert shapely.is_valid(result.turfs.outline).all()
    for turf, shape in enumerate(result.turfs.outline):
        shapely.prepare(shape)
        holds = shapely.intersects_xy(shape, *doors.lonlat[alone].T)
        assert (holds == (result.turf_of_door[alone] == turf)).all()
    spec = importlib.util.spec_from_file_location("walkjudge", shared_data / "judge/walkjudge.py")
    walkjudge = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(walkjudge)
    plane = walkjudge.Projection(*doors.lonlat.mean(axis=0))
    lines = [shapely.get_coordinates(line) for line in streets.line]
    judged = walkjudge.judge(
        plane(doors.lonlat), walkjudge.Network(lines, plane), turf_orders(result)
    )
    assert judged["doors"] == 21_087
    assert judged["metres_per_door"] <= 14.9
    assert judged["metres_per_door"] == pytest.approx(result.score.metres_per_door, rel=0.01)


def test_the_forecast_of_cambridge_lies_just_above_its_cut_and_costs_a_fraction(
    cambridge, cut_city
):
    result, cut_s = cut_city
    started = time.perf_counter()
    total = forecast(*cambridge, Params(doors=50), jobs=2).total
    forecast_s = time.perf_counter() - started
    assert (total.turfs, total.assigned) == (result.score.turfs, result.score.assigned)
    assert total.unassigned_by_reason == result.score.unassigned_by_reason
    assert 1.0 <= total.minutes_total / result.score.minutes_total <= 1.02
    assert forecast_s * 3 < cut_s
