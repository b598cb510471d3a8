"""Tells what a new precinct file would change, before anything is stored."""

import os
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import shapely
from django.contrib.gis.db.models.functions import AsWKB
from django.db.models import Count

from turf.importing.binding import bind
from turf.importing.covering import cover
from turf.importing.precincts import read_precincts
from turf.importing.read_table import read_table
from turf.models import Building, Jurisdiction
from turf.services.assign_precincts import PrecinctMap
from turf.services.find_ground import find_ground
from turf.services.match_rows import CHUNK

SAME_SHARE = 1e-6
"""A boundary written out with fewer decimals is still the same."""


@dataclass(frozen=True, slots=True)
class Move:
    """Doors that would come from one precinct to another; None is outside of every precinct."""

    come_from: str | None
    go_to: str | None
    doors: int


@dataclass(frozen=True, slots=True)
class PrecinctChanges:
    """Codes, sorted; ``changed`` with the share of the old ground that is gained or lost.

    ``rejected`` rows of the file could not be read as precincts.
    """

    same: tuple[str, ...]
    changed: Mapping[str, float]
    new: tuple[str, ...]
    gone: tuple[str, ...]
    moves: tuple[Move, ...]
    rejected: int

    @property
    def doors_moving(self) -> int:
        """Doors that would be in another precinct."""
        return sum(move.doors for move in self.moves)

    def as_dict(self) -> dict[str, Any]:
        """All of it as plain values."""
        return {**asdict(self), "doors_moving": self.doors_moving}


def compare_precincts(
    *,
    jurisdiction: Jurisdiction,
    path: str | os.PathLike[str],
    fields: Mapping[str, str] | None = None,
) -> PrecinctChanges:
    """Compare the precincts of a file with those of ``jurisdiction``, as if it replaced them all.

    Nothing is stored. ``fields`` as in `load_ground`. Raises GroundFault when the file cannot be
    loaded.
    """
    bound = bind(read_table(path, layer="precincts"), "precinct", fields or {})
    ground = find_ground(jurisdiction=jurisdiction, but=set(bound.get("code")))
    rows, book = read_precincts(bound, ground=ground)
    stored = PrecinctMap(jurisdiction)
    old = dict(zip(stored.code.tolist(), stored.boundary, strict=True))
    new = dict(zip(rows.code.tolist(), rows.boundary, strict=True))
    both = sorted(old.keys() & new.keys())
    share = {code: _share(old[code], new[code]) for code in both}
    return PrecinctChanges(
        same=tuple(code for code in both if share[code] <= SAME_SHARE),
        changed={code: share[code] for code in both if share[code] > SAME_SHARE},
        new=tuple(sorted(new.keys() - old.keys())),
        gone=tuple(sorted(old.keys() - new.keys())),
        moves=_moves(jurisdiction, rows.code, rows.boundary),
        rejected=len(book.rejected),
    )


def _share(old: shapely.Geometry, new: shapely.Geometry) -> float:
    """How much of the old area the two do not have in common."""
    return float(shapely.symmetric_difference(old, new).area / old.area)


def _moves(jurisdiction: Jurisdiction, code: Any, boundary: Any) -> tuple[Move, ...]:
    """Count the doors by where they are and would be, most first."""
    buildings = (
        Building.objects.filter(jurisdiction=jurisdiction)
        .annotate(wkb=AsWKB("location"), held=Count("doors"))
        .values_list("precinct__code", "wkb", "held")
    )
    before, wkb, held = [], [], []
    for precinct, point, doors in buildings.iterator(chunk_size=CHUNK):
        before.append(precinct)
        wkb.append(bytes(point))
        held.append(doors)
    lonlat = shapely.get_coordinates(shapely.from_wkb(wkb)).reshape(-1, 2)
    after, _ = cover(np.asarray(lonlat), boundary, code)
    doors_by_way: Counter[tuple[str | None, str | None]] = Counter()
    for come_from, row, doors in zip(before, after.tolist(), held, strict=True):
        go_to = str(code[row]) if row >= 0 else None
        if come_from != go_to:
            doors_by_way[come_from, go_to] += doors
    moves = [Move(*way, doors) for way, doors in doors_by_way.items() if doors]
    return tuple(sorted(moves, key=lambda m: (-m.doors, m.come_from or "", m.go_to or "")))
