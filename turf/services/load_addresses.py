"""Stores a file's addresses as buildings and doors."""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from turf.importing.address_rows import AddressRows, read_addresses
from turf.importing.binding import Bound
from turf.importing.notes import Notebook
from turf.importing.report import LayerReport
from turf.importing.table import Texts
from turf.models import Building, Jurisdiction
from turf.models.door import PlacedBy
from turf.services.assign_precincts import PrecinctMap
from turf.services.ensure_doors import ensure_doors
from turf.services.find_clashes import REASON, find_clashes
from turf.services.find_ground import find_any_ground
from turf.services.group_addresses import Groups, group_addresses
from turf.services.hold_ground import hold_ground
from turf.services.layer_report import REACH_KM, Progress, layer_report
from turf.services.match_rows import CHUNK, Stored, match_rows
from turf.services.place_buildings import Places, place_buildings
from turf.services.store_rows import LOADED, store_rows

_NAMES = (
    "number",
    "number_suffix",
    "street_name",
    "city",
    "postcode",
    "location",
    "placed_by",
    "precinct_id",
)


@dataclass(frozen=True, slots=True)
class _Load:
    """What one file brings: n rows of g buildings, and what is stored of those."""

    jurisdiction: Jurisdiction
    bound: Bound
    rows: AddressRows
    groups: Groups
    stored: Stored
    places: Places
    tell: Progress


def load_addresses(
    *, jurisdiction: Jurisdiction, bound: Bound, progress: Progress | None = None
) -> LayerReport:
    """Store the addresses of a file: buildings where they stand, their doors, their precincts."""
    tell = progress or (lambda stage, done, total: None)
    tell("addresses: reading", 0, len(bound.table))
    ground = find_any_ground(jurisdiction=jurisdiction)
    rows, book = read_addresses(bound, ground=ground, reach_km=REACH_KM)
    with hold_ground(jurisdiction=jurisdiction):
        load, is_good, unplaced = _prepare(jurisdiction, bound, rows, book, tell)
        return _store(load, is_good, unplaced, book)


def _prepare(
    jurisdiction: Jurisdiction, bound: Bound, rows: AddressRows, book: Notebook, tell: Progress
) -> tuple[_Load, NDArray[np.bool_], int]:
    """Find out which building each row is of, where it stands, and which can be stored."""
    tell("addresses: placing", 0, len(rows.row))
    line = bound.table.line[rows.row]
    groups = group_addresses(jurisdiction=jurisdiction, rows=rows, line=line, book=book)
    there = Building.objects.filter(jurisdiction=jurisdiction)
    stored = match_rows(there, "key", groups.key.tolist(), _NAMES)
    places = place_buildings(
        jurisdiction=jurisdiction,
        lonlat=_file_lonlat(rows, groups, stored),
        number=rows.parts.number[groups.last],
        street=rows.parts.street[groups.last],
        stored=stored,
    )
    load = _Load(jurisdiction, bound, rows, groups, stored, places, tell)
    return load, *_reject_unusable(load, line, book)


def _file_lonlat(rows: AddressRows, groups: Groups, stored: Stored) -> NDArray[np.float64]:
    """Return the position of each building by the file, NaN where the file has no say.

    The last of the building's own rows that gives one counts, else the first row of its units.
    """
    lonlat = np.full((len(groups.key), 2), np.nan)
    is_given = (groups.of_row >= 0) & ~np.isnan(rows.lonlat[:, 0])
    given = np.flatnonzero(is_given & (groups.door_key == ""))
    lonlat[groups.of_row[given]] = rows.lonlat[given]
    is_guess = stored.is_new | (stored.values["placed_by"] == PlacedBy.STREET_RANGE.value)
    is_led = is_guess | (groups.is_led & (groups.last == groups.leader))
    led = np.flatnonzero((groups.leader >= 0) & is_led & np.isnan(lonlat[:, 0]))
    lonlat[led] = rows.lonlat[groups.leader[led]]
    return lonlat


def _reject_unusable(
    load: _Load, line: NDArray[np.intp], book: Notebook
) -> tuple[NDArray[np.bool_], int]:
    """Reject rows of buildings without a place, or whose id is another building's.

    Returns which of the g buildings are good, and how many rows are unplaced.
    """
    is_placed = ~np.isnan(load.places.lonlat[:, 0])
    is_other = is_placed & find_clashes(
        load.stored,
        drawn="location",
        geometry=shapely.points(load.places.lonlat),
        named="street_name",
        name=load.rows.parts.street[load.groups.last],
    )
    is_good = is_placed & ~is_other
    unplaced = 0
    for row in np.flatnonzero(load.groups.is_kept):
        group = load.groups.of_row[row]
        if is_good[group]:
            continue
        at = int(load.rows.row[row]), int(line[row])
        if is_other[group]:
            book.reject(
                *at,
                REASON,
                column="id",
                fix="two files number their addresses alike: leave the id out (address.id=)",
                value=str(load.groups.key[group]),
            )
        else:
            unplaced += 1
            book.reject(
                *at,
                f"unplaced: {load.places.reason[group]}",
                column="street",
                fix="load the street first, or give lon and lat",
                value=f"{load.rows.parts.number[row]} {load.rows.parts.street[row]}",
            )
    return is_good, unplaced


def _store(load: _Load, is_good: NDArray[np.bool_], unplaced: int, book: Notebook) -> LayerReport:
    """Store the good buildings and their doors."""
    chosen = np.flatnonzero(is_good)
    precinct, shared = PrecinctMap(load.jurisdiction).ids_at(load.places.lonlat[chosen])
    building_outcome = np.zeros(len(is_good), dtype=np.int8)
    building_outcome[chosen] = _store_buildings(load, chosen, precinct)
    is_outside = np.zeros(len(is_good), dtype=bool)
    is_outside[chosen] = [one is None for one in precinct]
    kept = np.flatnonzero(load.groups.is_kept)
    kept = kept[is_good[load.groups.of_row[kept]]]
    group = load.groups.of_row[kept]
    door_outcome = ensure_doors(
        jurisdiction=load.jurisdiction,
        building=_building_ids(load, group),
        unit=load.groups.unit[kept].tolist(),
        floor=load.rows.floor[kept].tolist(),
        key=load.groups.door_key[kept].tolist(),
        tell=lambda done, total: load.tell("addresses: doors", done, total),
    )
    warnings = list(load.places.warnings)
    if shared:
        warnings.append(f"{shared} buildings lie in several precincts and went to the first.")
    return layer_report(
        "addresses",
        load.bound,
        book,
        np.maximum(door_outcome, building_outcome[group]),
        warnings=warnings,
        unplaced=unplaced,
        outside=int(is_outside[group].sum()),
        made={
            "buildings": int(np.sum(building_outcome == LOADED)),
            "doors": int(np.sum(door_outcome == LOADED)),
        },
    )


def _store_buildings(
    load: _Load, chosen: NDArray[np.intp], precinct: NDArray[np.object_]
) -> NDArray[np.int8]:
    """Store the chosen buildings as the last row of each describes it."""
    last, parts = load.groups.last[chosen], load.rows.parts
    columns = {
        "key": load.groups.key[chosen],
        "number": parts.number[last],
        "number_suffix": parts.suffix[last],
        "street_name": _spelt(load, "street_name", parts.street, chosen),
        "city": _spelt(load, "city", parts.city, chosen),
        "postcode": _spelt(load, "postcode", parts.postcode, chosen),
        "location": shapely.points(load.places.lonlat[chosen]),
        "placed_by": load.places.placed_by[chosen],
        "precinct_id": precinct,
    }
    is_whole = load.bound.has("full") or not load.bound.has("number")
    unsaid = {name for name in ("city", "postcode") if not (is_whole or load.bound.has(name))}
    return store_rows(
        model=Building,
        jurisdiction=load.jurisdiction,
        key="key",
        columns=columns,
        keep=frozenset(unsaid),
        stored=load.stored.take(chosen),
        tell=lambda done, total: load.tell("addresses: buildings", done, total),
    )


def _spelt(load: _Load, name: str, given: Texts, chosen: NDArray[np.intp]) -> Texts:
    """Return part of each chosen address: as given by its id, else as stored.

    So two files that spell one address in two ways do not take turns in updating it.
    """
    groups, last = load.groups, load.groups.last[chosen]
    before = load.stored.values[name][chosen]
    is_led = groups.is_led[chosen] | (last != groups.leader[chosen])
    has_say = load.rows.has_id[last] & is_led
    return np.where(has_say | load.stored.is_new[chosen] | (before == ""), given[last], before)


def _building_ids(load: _Load, group: NDArray[np.intp]) -> list[int]:
    """Return the database id of the building of each row."""
    place = {key: position for position, key in enumerate(load.groups.key)}
    ids = load.stored.id.copy()
    if load.stored.is_new.any():
        rows = Building.objects.filter(jurisdiction=load.jurisdiction).values_list("key", "id")
        for key, pk in rows.iterator(chunk_size=CHUNK):
            if key in place:
                ids[place[key]] = pk
    return list(ids[group].tolist())
