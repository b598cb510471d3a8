"""Draws a turf anew by hand."""

from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from turf.cutting.outline import areal
from turf.cutting.projection import projection_about
from turf.geo import as_shapely, to_django, to_shapely
from turf.models import Cut, EditKind, Turf, TurfEdit, User
from turf.services.hold_turfs import hold_turfs, refuse_many
from turf.services.lay_out_turfs import lay_out_turfs
from turf.services.merge_turfs import BESIDE_DEG
from turf.services.move_doors import refuse_emptied
from turf.services.read_turf_ground import TurfGround, read_turf_ground
from turf.services.swap_turfs import swap_turfs
from turf.services.turf_problems import BadDrawing, NobodyBeside, NothingToChange, TurfLocked
from turf.transactions import writing


@writing()
def redraw_turf(*, turf: Turf, outline: Any, edited_by: User | None = None) -> TurfEdit:
    """Give ``turf`` the doors inside ``outline`` and its neighbours those it leaves outside.

    ``outline`` is a polygon in lon/lat of either library. Each door left outside goes to the
    neighbour with the nearest door. The new outline is the drawn one, as far as it lies on ground
    of the turfs that give or take doors. Raises BadDrawing, NothingToChange, TurfEmptied,
    NobodyBeside, GroundNotShared, and what `hold_turfs` raises, TurfLocked also where a neighbour
    that should give doors is locked.
    """
    drawn = _checked(as_shapely(outline))
    cut = turf.cut
    [held] = hold_turfs(cut=cut, turfs=[turf])
    around = read_turf_ground(cut=cut, turfs=[held, *_beside(cut, held, drawn)])
    new = _shared_out(around, shapely.intersects_xy(drawn, *around.doors.lonlat.T))
    changed = new != around.doors.area
    if not changed.any():
        raise NothingToChange(f"Every door of turf {held.name} is inside already, and no other")
    refuse_emptied(around, new)
    others = np.unique([new[changed], around.doors.area[changed]])
    others = others[others > 0]
    whole = shapely.union_all(around.outline[[0, *others]])
    shapes = areal(np.array([whole & drawn, whole - drawn], dtype=object))
    layouts = [
        lay_out_turfs(
            ground=around,
            rows=[np.flatnonzero(new == row) for row in rows],
            shapes=[shape],
            names=[around.turfs[row].name for row in rows],
        )
        for rows, shape in zip(([0], others.tolist()), shapes, strict=True)
    ]
    retired = [around.turfs[row] for row in (0, *others)]
    return swap_turfs(
        cut=cut, kind=EditKind.REDRAW, retired=retired, layouts=layouts, edited_by=edited_by
    )


def _checked(drawn: Any) -> Any:
    is_polygon = isinstance(drawn, shapely.Polygon | shapely.MultiPolygon) and not drawn.is_empty
    if not is_polygon or not drawn.is_valid or not np.isfinite(drawn.bounds).all():
        raise BadDrawing("Draw one outline that does not cross itself")
    return drawn


def _beside(cut: Cut, turf: Turf, drawn: Any) -> list[Turf]:
    """Live turfs that the old outline or the new one touches."""
    reach = shapely.union(to_shapely([turf.outline])[0], drawn).buffer(BESIDE_DEG)
    near = Turf.objects.live().filter(
        cut=cut, outline__bboverlaps=to_django(shapely.box(*reach.bounds))
    )
    turfs = list(near.exclude(pk=turf.pk).order_by("pk"))
    touching = shapely.intersects(to_shapely(one.outline for one in turfs), reach)
    beside = [one for one, touches in zip(turfs, touching, strict=True) if touches]
    refuse_many(beside)
    return beside


def _shared_out(around: TurfGround, is_inside: NDArray[np.bool_]) -> NDArray[np.intp]:
    """The new turf of each door, (n,); the first turf is the one drawn anew."""
    turf = around.doors.area
    is_locked = np.array([one.is_locked for one in around.turfs])
    locked = np.flatnonzero(is_inside & is_locked[turf])
    if len(locked):
        name = around.turfs[turf[locked[0]]].name
        raise TurfLocked(f"Turf {name} is locked: unlock it, or draw round its doors")
    new = np.where(is_inside, 0, turf)
    leaving = np.flatnonzero((turf == 0) & ~is_inside)
    if len(leaving):
        takers = np.flatnonzero((new > 0) & ~is_locked[turf])
        if not len(takers):
            raise NobodyBeside(
                f"{len(leaving)} doors lie outside, and no neighbour that is not locked could "
                "take them"
            )
        xy_m = projection_about(around.doors.lonlat).to_metres(around.doors.lonlat)
        _, nearest = cKDTree(xy_m[takers]).query(xy_m[leaving])
        new[leaving] = turf[takers[nearest]]
    return np.asarray(new)
