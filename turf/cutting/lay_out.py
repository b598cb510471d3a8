"""Lay out given turfs: their doors in walking order, and the ground shared out among them."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import shapely
from numpy.typing import NDArray

from turf.cutting.distance import walks_to_all_corners
from turf.cutting.ground import Doors, Params, Streets
from turf.cutting.network import build_network
from turf.cutting.outline import LATTICE_M, areal, compactness, outline_turfs
from turf.cutting.pace import minutes_of
from turf.cutting.pieces import Piece, Units, order_units, stand_units
from turf.cutting.projection import projection_about
from turf.cutting.result import Cut, Turfs
from turf.cutting.scene import Scene
from turf.cutting.score import score
from turf.cutting.snapping import Snapper
from turf.cutting.sorting import Sorted

# So large a turf is never cut: all that hangs together on foot becomes one walk.
NO_LIMIT = 2**40


def lay_out(
    doors: Doors,
    streets: Streets,
    ground: NDArray[np.object_],
    params: Params,
    turf_of_door: NDArray[np.intp],
    *,
    seed: int = 0,
) -> Cut:
    """Order turfs that somebody else made up, and tile the ground among them.

    ``turf_of_door`` (n,) numbers the turfs from 0 without gaps; no door is left out, were there no
    street near it at all. ``ground`` (g,) shapely polygons in degrees, whose union is tiled. Of
    ``params`` the staging points and the reach count, and the size of turf that tells islands from
    parts of a town. Raises ValueError when the turfs have gaps or a position is not finite.
    """
    turf = np.asarray(turf_of_door, np.intp)
    _check(doors, turf)
    projection = projection_about(doors.lonlat)
    xy_m = projection.to_metres(doors.lonlat)
    snapper = Snapper(build_network(streets, projection)[0])
    whole_m = shapely.union_all(projection.shapes_to_metres(areal(ground)), grid_size=LATTICE_M)
    scene = Scene(
        doors=doors,
        sorted=Sorted(
            projection, xy_m, np.zeros_like(turf), np.full(len(turf), "", object), ground, ()
        ),
        snapper=snapper,
        params=replace(params, doors=NO_LIMIT, minutes=None),
        by_area=np.arange(len(turf)),
        area_start=np.array([0, len(turf)]),
        groups=(),
        start_m=_from_staging(snapper, projection.to_metres(_point(params.start)), params.reach_m),
        end_m=_from_staging(snapper, projection.to_metres(_point(params.end)), params.reach_m),
        seed=seed,
    )
    units = stand_units(scene, params, turf)
    pieces = order_units(scene, units)
    outline_m = outline_turfs(xy_m, turf, len(units.buildings), whole_m)
    return _assemble(scene, units, pieces, outline_m)


def _check(doors: Doors, turf: NDArray[np.intp]) -> None:
    if doors.lonlat.shape != (len(turf), 2) or not np.isfinite(doors.lonlat).all():
        raise ValueError("every door needs a turf and a finite position")
    numbers = np.unique(turf)
    if not np.array_equal(numbers, np.arange(len(numbers))):
        raise ValueError("turfs must be numbered from 0 without gaps")


def _point(lonlat: tuple[float, float] | None) -> NDArray[np.float64]:
    return np.array([lonlat or (np.nan, np.nan)], dtype=float)


def _from_staging(
    snapper: Snapper, xy_m: NDArray[np.float64], reach_m: float
) -> NDArray[np.float64] | None:
    """Metres between a staging point and every corner; None where there is none in reach."""
    if not np.isfinite(xy_m).all():
        return None
    foot = snapper.snap(xy_m, reach_m)
    return walks_to_all_corners(snapper.network, foot) if foot.edge[0] >= 0 else None


def _assemble(
    scene: Scene, units: Units, pieces: list[Piece], outline_m: NDArray[np.object_]
) -> Cut:
    """Turn ordered buildings into ordered doors with the turfs' figures."""
    turfs, n = len(units.buildings), len(scene.doors.lonlat)
    of_piece = np.array([piece.turf for piece in pieces], np.intp)
    walk_m = np.zeros(turfs)
    np.add.at(walk_m, of_piece, np.array([piece.walk_m for piece in pieces]))
    worst_m = np.zeros(turfs)
    np.maximum.at(worst_m, of_piece, np.array([piece.worst_hop_m for piece in pieces]))
    crossings = np.zeros(turfs, np.intp)
    np.add.at(crossings, of_piece, np.array([piece.crossings for piece in pieces], np.intp))
    apart: set[int] = set()
    for one, following in pairwise(pieces):
        if one.turf == following.turf:
            hop_m = units.xy_m[following.units[0]] - units.xy_m[one.units[-1]]
            walk_m[one.turf] += np.hypot(*hop_m)
            worst_m[one.turf] = max(worst_m[one.turf], np.hypot(*hop_m))
            apart.add(one.turf)
    first = np.searchsorted(units.turf, np.arange(turfs))
    turf, position = np.empty(n, np.intp), np.empty(n, np.intp)
    street, side = np.full(n, -1, np.intp), np.zeros(n, np.int8)
    done = np.zeros(turfs, np.intp)
    for piece in pieces:
        for unit in piece.units.tolist():
            rows = units.buildings[piece.turf].doors_of(unit - int(first[piece.turf]))
            turf[rows] = piece.turf
            position[rows] = done[piece.turf] + 1 + np.arange(len(rows))
            done[piece.turf] += len(rows)
            edge = units.feet.edge[unit]
            street[rows] = scene.snapper.network.edge_street[edge] if edge >= 0 else -1
            side[rows] = units.feet.side[unit]
    areas = np.empty(turfs, dtype=object)
    areas[:] = [tuple(np.unique(scene.doors.area[b.rows]).tolist()) for b in units.buildings]
    figures = Turfs(
        areas=areas,
        outline=areal(scene.sorted.projection.shapes_to_degrees(outline_m)),
        door_count=done,
        walk_m=walk_m,
        minutes=minutes_of(done, walk_m),
        worst_hop_m=worst_m,
        crossings=crossings,
        compactness=compactness(outline_m),
    )
    reason = np.full(n, "", dtype=object)
    warnings = tuple(
        f"Turf {number + 1} of {turfs} does not hang together on foot: some of its doors are "
        "reached as the crow flies only."
        for number in sorted(apart)
    )
    return Cut(turf, position, reason, street, side, figures, score(figures, reason), warnings)
