"""A small town in the database, cut into turfs, for what edits do to it."""

import math
import statistics
from collections import Counter

import numpy as np
import pytest
import shapely

from tests import factories as make
from tests.turf.cutting.street_plans import PLANE, Town, grid, square
from turf.cutting.ground import Pack, Params, RoadClass
from turf.cutting.outline import compactness
from turf.geo import to_django, to_shapely
from turf.models import Campaign, Cut, Stop, Turf
from turf.services.cut_turfs import cut_turfs


def two_precincts() -> Town:
    """A grid of four by two blocks in two precincts, with a tower of thirty doors in the first.

    The street in the middle is a major road. One house lies outside of both precincts.
    """
    town = grid(4, 2, spacing_m=25.0, major=1)
    town.tower(30.0, 12.0, 30)
    town.door(400.0, 600.0)
    square(town, -40, -40, 210, 240)
    square(town, 210, -40, 440, 240)
    return town


def store_town(town: Town) -> Campaign:
    """Store a town's precincts, streets and doors."""
    doors, streets, areas = town.inputs()
    campaign = make.make_campaign(make.make_organization())
    ground = campaign.jurisdiction
    precincts = [
        make.make_precinct(ground, code=code, boundary=to_django(shapely.MultiPolygon([shape])))
        for code, shape in zip(areas.code, areas.boundary, strict=True)
    ]
    for line, road_class, name in zip(streets.line, streets.road_class, streets.name, strict=True):
        word = RoadClass(int(road_class)).name.lower()
        make.make_street(ground, line=to_django(line), road_class=word, name=name)
    buildings = {}
    for row, lonlat in enumerate(doors.lonlat):
        key = int(doors.building[row])
        if key not in buildings:
            point = to_django(shapely.Point(lonlat))
            buildings[key] = make.make_building(precincts[doors.area[row]], location=point)
        floor = doors.floor[row]
        floor = None if math.isnan(floor) else int(floor)
        make.make_door(buildings[key], floor=floor, unit=doors.unit[row])
    return campaign


def cut_town(campaign: Campaign, doors: int = 15, **params) -> Cut:
    """Cut the town into turfs of ``doors`` doors."""
    wanted = {"doors": doors, "pack": Pack.NEVER, "tolerance": 0.2} | params
    return cut_turfs(campaign=campaign, params=Params(**wanted))


def live(cut: Cut) -> list[Turf]:
    """The cut's live turfs by name."""
    return list(Turf.objects.live().filter(cut=cut).order_by("name"))


def doors_of(turf: Turf) -> list[int]:
    """A turf's doors in walking order."""
    return list(turf.stops.order_by("position").values_list("door_id", flat=True))


def doors_in_turfs(cut: Cut) -> list[int]:
    """Every door of the cut that has a stop."""
    return sorted(Stop.objects.filter(cut=cut).values_list("door_id", flat=True))


def picture(cut: Cut) -> list[object]:
    """All that the live turfs and their stops are, byte for byte."""
    turfs = [
        {**row, "outline": bytes(row["outline"].wkb)}
        for row in Turf.objects.live().filter(cut=cut).order_by("pk").values()
    ]
    return [turfs, list(Stop.objects.filter(cut=cut).order_by("pk").values())]


def assert_score_is_true(cut: Cut) -> None:
    """The cut's stored score is that of its live turfs, summed up here by other means."""
    turfs, score = live(cut), Cut.objects.get(pk=cut.pk).score
    sizes = [turf.stops.count() for turf in turfs]
    reasons = Counter(cut.unassigned.values_list("reason", flat=True))
    outline_m = PLANE.shapes_to_metres(to_shapely(turf.outline for turf in turfs))
    assert score == {
        "turfs": len(turfs),
        "assigned": sum(sizes),
        "unassigned": sum(reasons.values()),
        "unassigned_by_reason": reasons,
        "metres_per_door": pytest.approx(sum(turf.walk_m for turf in turfs) / sum(sizes)),
        "doors_min": min(sizes),
        "doors_median": statistics.median(sizes),
        "doors_max": max(sizes),
        "doors_cv": pytest.approx(statistics.pstdev(sizes) / statistics.mean(sizes)),
        "minutes_total": pytest.approx(sum(turf.minutes for turf in turfs)),
        "worst_hop_m": max(turf.worst_hop_m for turf in turfs),
        "crossings": sum(turf.crossings for turf in turfs),
        "compactness_mean": pytest.approx(compactness(outline_m).mean(), rel=1e-3),
    }


def assert_well_formed(cut: Cut, ground: shapely.Geometry) -> None:
    """Positions have no gap, counts are right, and outlines tile ``ground``."""
    turfs = live(cut)
    for turf in turfs:
        stops = list(turf.stops.order_by("position"))
        assert [stop.position for stop in stops] == list(range(1, turf.door_count + 1))
        assert stops
        assert all(stop.cut_id == cut.pk for stop in stops)
        assert turf.minutes > 0
        assert turf.walk_m >= turf.worst_hop_m >= 0
    outline = to_shapely(turf.outline for turf in turfs)
    assert shapely.is_valid(outline).all()
    whole = shapely.area(ground)
    assert abs(shapely.area(outline).sum() / whole - 1) < 1e-6
    assert abs(shapely.area(shapely.union_all(outline) & ground) / whole - 1) < 1e-6


def ground_of(cut: Cut) -> shapely.Geometry:
    """The ground that the cut's live turfs tile."""
    return shapely.union_all(to_shapely(turf.outline for turf in live(cut)))


def across(turf: Turf, angle: float = 0.3) -> shapely.LineString:
    """A line through the middle of a turf's doors, from far outside to far outside."""
    spots = np.array([stop.door.building.location.coords for stop in turf.stops.all()])
    middle, far = np.median(spots, axis=0) + 1e-6, 0.02
    way = np.array([math.cos(angle), math.sin(angle)]) * far
    return shapely.LineString([middle - way, middle + way])


def bent(cut: Cut, turf: Turf) -> shapely.Geometry:
    """The outline of ``turf`` with a house of another turf added, and one of its own left out."""
    [outline], width = to_shapely([turf.outline]), 2e-5
    houses = [
        (shapely.Point(stop.door.building.location.coords), stop.turf_id == turf.pk)
        for stop in cut.stops.select_related("door__building").filter(door__unit="")
    ]
    middle = outline.centroid
    own = max((spot for spot, is_own in houses if is_own), key=middle.distance)
    others = min((spot for spot, is_own in houses if not is_own), key=outline.distance)
    bridge = shapely.shortest_line(outline, others).buffer(width)
    return (outline | bridge | others.buffer(width)) - own.buffer(width)
