"""The pieces that given turfs are walked in: what hangs together on foot, in walking order."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from turf.cutting.buildings import Buildings, gather_buildings
from turf.cutting.carve import Plot, carve
from turf.cutting.ground import Params
from turf.cutting.improve import improve_places
from turf.cutting.legs import Legs, legs_of
from turf.cutting.scene import Scene
from turf.cutting.snapping import Feet, Snapper


@dataclass(frozen=True, slots=True)
class Units:
    """The u buildings of all turfs, each where it stands.

    ``buildings`` by turf; ``turf``, ``size``, ``part`` (u,), part -1 where no street is in reach;
    ``xy_m`` (u, 2).
    """

    buildings: list[Buildings]
    turf: NDArray[np.intp]
    size: NDArray[np.intp]
    xy_m: NDArray[np.float64]
    feet: Feet
    part: NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Piece:
    """What hangs together on foot of one turf: ``units`` in walking order, and how they are walked.

    A building without a street is a piece of its own, without figures.
    """

    turf: int
    units: NDArray[np.intp]
    walk_m: float = 0.0
    worst_hop_m: float = 0.0
    crossings: int = 0


def stand_units(scene: Scene, params: Params, turf: NDArray[np.intp]) -> Units:
    """Stand each turf's buildings on streets that hang together, as far as there are such.

    What stands on a part of the streets with fewer doors than a turf has is moved, as in `stand`.
    """
    buildings = [
        gather_buildings(scene.doors, np.flatnonzero(turf == number), scene.sorted.xy_m)
        for number in range(int(turf.max(initial=-1)) + 1)
    ]
    nothing = np.empty((0, 2))
    xy_m = np.concatenate([nothing, *(one.middle(scene.sorted.xy_m) for one in buildings)])
    size = np.concatenate([np.empty(0, np.intp), *(one.size for one in buildings)])
    feet = scene.snapper.snap(xy_m, params.reach_m)
    part = scene.snapper.part_of(feet)
    owner = np.repeat(np.arange(len(buildings)), [len(one.size) for one in buildings])
    units = Units(buildings, owner, size, xy_m, feet, part)
    for rows in np.split(np.arange(len(owner)), np.flatnonzero(np.diff(owner)) + 1):
        _stand_together(scene.snapper, units, rows, params)
    return units


def _stand_together(snapper: Snapper, units: Units, rows: NDArray[np.intp], params: Params) -> None:
    """Move a turf's buildings to the one part of the streets on which most of them can stand.

    Of parts that hold equally many the one is taken that more of them stand on already.
    """
    own, size = units.part[rows], units.size[rows]
    if len(np.unique(own[own >= 0])) < 2:
        return
    held = np.bincount(np.maximum(own, 0), size * (own >= 0))
    may_move = held[own] < params.doors * (1 - params.tolerance)
    best = (0, 0)
    for part in snapper.parts_near(units.xy_m[rows], params.reach_m).tolist():
        others = rows[(own != part) & may_move]
        moved = snapper.snap_to_part(units.xy_m[others], params.reach_m, part)
        stays = int(size[own == part].sum())
        holds = stays + int(units.size[others[moved.edge >= 0]].sum())
        if (holds, stays) > best:
            best, chosen = (holds, stays), (part, others, moved)
    part, others, moved = chosen
    found = moved.edge >= 0
    there, feet = others[found], moved.take(np.flatnonzero(found))
    units.feet.edge[there], units.feet.along_m[there] = feet.edge, feet.along_m
    units.feet.side[there], units.part[there] = feet.side, part


def order_units(scene: Scene, units: Units) -> list[Piece]:
    """Put each turf's buildings in walking order, turf by turf."""
    plots: list[Plot] = []
    rows_of_plot: list[NDArray[np.intp]] = []
    key = units.turf * (int(units.part.max(initial=0)) + 1) + units.part
    for number in np.unique(key[units.part >= 0]):
        rows = np.flatnonzero((key == number) & (units.part >= 0))
        feet, load = units.feet.take(rows), units.size[rows].astype(np.float64)
        for plot in carve(scene, feet, load, len(plots) << 16):
            plots.append(plot)
            rows_of_plot.append(rows[plot.rows])
    walks = improve_places([p.place for p in plots], 0.0, scene.seed) if plots else []
    legs = legs_of(scene, plots, walks, 0)
    pieces = _pieces(units, rows_of_plot, walks, legs)
    pieces += [Piece(int(units.turf[u]), np.array([u])) for u in np.flatnonzero(units.part < 0)]
    return sorted(pieces, key=lambda piece: piece.turf)


def _pieces(
    units: Units,
    rows_of_plot: list[NDArray[np.intp]],
    walks_by_plot: list[list[NDArray[np.intp]]],
    legs: Legs,
) -> list[Piece]:
    pieces: list[Piece] = []
    for rows, walks in zip(rows_of_plot, walks_by_plot, strict=True):
        for walk in walks:
            at = len(pieces)
            figures = legs.walk_m[at], legs.worst_hop_m[at], legs.crossings[at]
            pieces.append(Piece(int(units.turf[rows[0]]), rows[walk], *figures))
    return pieces
