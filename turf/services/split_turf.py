"""Makes several turfs of one."""

from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.ops import split

from turf.cutting.outline import areal
from turf.cutting.split import split_walk
from turf.geo import as_shapely
from turf.models import EditKind, Turf, TurfEdit, User
from turf.services.hold_turfs import hold_turfs
from turf.services.lay_out_turfs import lay_out_turfs
from turf.services.name_turfs import name_parts
from turf.services.read_turf_ground import TurfGround, read_turf_ground
from turf.services.store_layout import Layout
from turf.services.swap_turfs import swap_turfs
from turf.services.turf_problems import BadDrawing, CannotSplit, LineMisses, TurfEmptied
from turf.transactions import writing


@writing()
def split_turf(
    *, turf: Turf, into: int | None = None, line: Any = None, edited_by: User | None = None
) -> TurfEdit:
    """Split ``turf`` into ``into`` turfs of about equal size, or in two along ``line``.

    By size its walk is cut at its longest hops, so that each part is a stretch of it. ``line``, a
    LineString in lon/lat of either library, has to pass through the outline from border to border.
    Raises CannotSplit, LineMisses, BadDrawing, TurfEmptied, GroundNotShared, and what
    `hold_turfs` raises.
    """
    if (into is None) == (line is None):
        raise CannotSplit("Say into how many turfs to split, or draw a line")
    cut = turf.cut
    [held] = hold_turfs(cut=cut, turfs=[turf])
    ground = read_turf_ground(cut=cut, turfs=[held])
    layouts = (
        _along(ground, as_shapely(line), _names(held, 2))
        if into is None
        else [_by_size(ground, into)]
    )
    return swap_turfs(
        cut=cut, kind=EditKind.SPLIT, retired=[held], layouts=layouts, edited_by=edited_by
    )


def _names(turf: Turf, parts: int) -> list[str]:
    others = Turf.objects.live().filter(cut=turf.cut_id).exclude(pk=turf.pk)
    return name_parts(turf.name, parts, taken=set(others.values_list("name", flat=True)))


def _by_size(ground: TurfGround, into: int) -> Layout:
    """Cut the walk; a building goes to one turf, unless there are fewer buildings than turfs."""
    [turf] = ground.turfs
    if not 2 <= into <= len(ground.door_id):
        raise CannotSplit(
            f"Turf {turf.name} has {len(ground.door_id)} doors: it can be split into 2 turfs or "
            f"more, each with at least one door, not into {into}"
        )
    row_of_door = {door: row for row, door in enumerate(ground.door_id.tolist())}
    stops = turf.stops.order_by("position").values_list("door_id", flat=True)
    walk = np.array([row_of_door[door] for door in stops], np.intp)
    building = ground.doors.building[walk]
    starts = np.flatnonzero(np.r_[True, building[1:] != building[:-1]])
    if len(starts) < into:
        starts = np.arange(len(walk))
    size = np.diff(np.r_[starts, len(walk)]).astype(np.float64)
    hop = np.diff(ground.doors.lonlat[walk[starts]], axis=0)
    none = np.zeros(len(hop))
    cuts = split_walk(size, none, -np.hypot(*hop.T), into, ground.params.tolerance).starts
    rows = np.split(walk, starts[cuts[1:]])
    return lay_out_turfs(ground=ground, rows=rows, shapes=ground.outline, names=_names(turf, into))


def _along(ground: TurfGround, line: Any, names: list[str]) -> list[Layout]:
    """Give each side of the line its doors and its ground."""
    [turf], [outline] = ground.turfs, ground.outline
    side = side_of(outline, line, turf.name)
    is_inside = shapely.intersects_xy(side, *ground.doors.lonlat.T)
    if is_inside.all() or not is_inside.any():
        raise TurfEmptied(f"All doors of turf {turf.name} lie on one side of the line")
    shapes = areal(np.array([outline & side, outline - side], dtype=object))
    return [
        lay_out_turfs(ground=ground, rows=[rows], shapes=[shape], names=[name])
        for rows, shape, name in zip(
            (np.flatnonzero(is_inside), np.flatnonzero(~is_inside)), shapes, names, strict=True
        )
    ]


def side_of(outline: Any, line: Any, name: str) -> shapely.Polygon:
    """The ground on one side of a line through ``outline``, far beyond it.

    Raises BadDrawing for what is no simple line, LineMisses.
    """
    if not isinstance(line, shapely.LineString) or line.is_empty or not line.is_valid:
        raise BadDrawing("Draw a line of at least two different points")
    points = shapely.get_coordinates(line)
    if not np.isfinite(points).all() or not line.is_simple:
        raise BadDrawing("Draw a line that does not cross itself")
    if len(split(outline, line).geoms) <= len(shapely.get_parts(outline)):
        raise LineMisses(f"Draw the line through turf {name} from one border to another")
    # Led on straight far enough to part everything around, so that each door is on one side.
    box = shapely.box(*shapely.union(outline, line).bounds).buffer(0.01, join_style="mitre")
    far = _led_on(points, 4 * shapely.length(box))
    sides = split(box, far).geoms
    if not far.is_simple or len(sides) != 2:
        raise BadDrawing("Draw a straighter line: led on, it would cross itself")
    return sides[0]


def _led_on(points: NDArray[np.float64], by: float) -> shapely.LineString:
    """The line with both ends led straight on."""
    moved = np.r_[True, (np.diff(points, axis=0) != 0).any(axis=1)]
    points = points[moved]
    first, last = points[0] - points[1], points[-1] - points[-2]
    return shapely.LineString(
        [
            points[0] + first / np.hypot(*first) * by,
            *points[1:-1],
            points[-1] + last / np.hypot(*last) * by,
        ]
    )
