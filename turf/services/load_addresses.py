"""Stores a file's addresses as buildings and doors."""

from collections.abc import Callable
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from turf.importing.address_rows import AddressRows, read_addresses
from turf.importing.fields import Bound
from turf.importing.notes import Notebook
from turf.importing.positions import box_of
from turf.importing.report import LayerReport
from turf.importing.street_names import normal_street
from turf.models import Building, Jurisdiction
from turf.services.assign_precincts import PrecinctMap
from turf.services.ensure_doors import ensure_doors
from turf.services.find_ground import find_any_ground
from turf.services.group_addresses import Groups, group_addresses
from turf.services.layer_report import REACH_KM, Progress, layer_report
from turf.services.match_rows import Stored, match_rows
from turf.services.place_buildings import Places, place_buildings
from turf.services.store_rows import LOADED, UPDATED, store_rows
from turf.transactions import writing

# An id whose street and place both change is no correction but another file's numbering.
_MOVED_KM = 1.0
_COMPARED = (
    "number", "number_suffix", "street_name", "city", "postcode", "location", "placed_by",
    "precinct_id",
)


@writing()
def load_addresses(
    *, jurisdiction: Jurisdiction, bound: Bound, progress: Progress | None = None
) -> LayerReport:
    """Store the addresses of a file: buildings where they stand, their doors, their precincts."""
    tell = progress or _silent
    tell("addresses: reading", 0, len(bound.table))
    ground = find_any_ground(jurisdiction=jurisdiction)
    rows, book = read_addresses(bound, ground=ground, reach_km=REACH_KM)
    line = bound.table.line[rows.row]
    groups = group_addresses(jurisdiction=jurisdiction, rows=rows, line=line, book=book)
    there = Building.objects.filter(jurisdiction=jurisdiction)
    stored = match_rows(there, "key", groups.key.tolist(), _COMPARED)
    tell("addresses: placing", 0, len(groups.key))
    places = _places(jurisdiction, rows, groups, stored)
    is_good = _check(rows, groups, stored, places, line, book)
    chosen = np.flatnonzero(is_good)
    precinct, shared = PrecinctMap(jurisdiction).ids_at(places.lonlat[chosen])
    columns = _columns(rows, groups, places, chosen, precinct)
    building_outcome = np.full(len(is_good), LOADED, dtype=np.int8)
    building_outcome[chosen] = store_rows(
        model=Building, jurisdiction=jurisdiction, key="key", columns=columns,
        keep=frozenset(name for name in ("city", "postcode") if not _says(bound, name)),
        stored=stored.take(chosen), tell=lambda done, of: tell("addresses: buildings", done, of),
    )
    kept = np.flatnonzero(groups.is_kept & (groups.of_row >= 0) & is_good[groups.of_row])
    group = groups.of_row[kept]
    door_outcome = ensure_doors(
        jurisdiction=jurisdiction, building=_ids(jurisdiction, groups, group),
        unit=rows.parts.unit[kept].tolist(), floor=rows.floor[kept].tolist(),
        tell=lambda done, of: tell("addresses: doors", done, of),
    )
    warnings = list(places.warnings)
    if shared:
        warnings.append(f"{shared} buildings lie in several precincts, and went to the first.")
    is_outside = np.equal(precinct, None)
    outside_group = np.zeros(len(is_good), dtype=bool)
    outside_group[chosen] = is_outside
    return layer_report(
        "addresses", bound, book, np.maximum(door_outcome, building_outcome[group]),
        warnings=warnings, outside=int(outside_group[group].sum()),
        unplaced=_count_unplaced(groups, places),
        made={
            "buildings": int(np.sum(building_outcome[chosen] == LOADED)),
            "doors": int(np.sum(door_outcome == LOADED)),
        },
    )
