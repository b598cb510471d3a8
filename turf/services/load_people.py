"""Stores a file's people behind their doors."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from turf.importing.binding import Bound
from turf.importing.notes import Notebook
from turf.importing.people import PeopleRows, read_people
from turf.importing.report import LayerReport
from turf.importing.table import Texts, column
from turf.models import Building, Door, Household, ImportSource, Jurisdiction, Person
from turf.services.ensure_doors import ensure_doors
from turf.services.find_buildings import BuildingBook, Found, Lookup
from turf.services.find_doors import DoorBook
from turf.services.hold_ground import hold_ground
from turf.services.keep_source import keep_source
from turf.services.layer_report import Progress, layer_report
from turf.services.match_rows import CHUNK
from turf.services.settle_standing import settle_standing
from turf.services.store_rows import LOADED, store_rows
from turf.services.suppress_people import Identity, find_suppressed, suppress_people
from turf.services.write_rows import insert_rows

_NO_BUILDING = 0


def load_people(
    *,
    jurisdiction: Jurisdiction,
    bound: Bound,
    source: ImportSource | None = None,
    progress: Progress | None = None,
) -> LayerReport:
    """Store the people of a file, those of known ids as updates, in the household of their door.

    A unit the building does not have yet becomes a door; who gives none lives behind the only door
    of a building that has one. Confidential people are never stored, and
    forgotten where they were; what is kept is their number, and salted hashes by which they are
    recognized in every later file of the organization. People stay with the ``source`` that lasts
    longest.
    """
    tell = progress or (lambda stage, done, total: None)
    tell("people: reading", 0, len(bound.table))
    rows, book, withheld = read_people(bound)
    with hold_ground(jurisdiction=jurisdiction):
        forgotten = _suppress(jurisdiction, rows.secret, bound)
        outcome, made, hidden = _store(jurisdiction, rows, bound, book, source, tell)
        found = Person.objects.filter(jurisdiction=jurisdiction).exclude(found="")
        settle_standing(people=list(found.values_list("pk", flat=True)))
    warnings = [f"{forgotten} people are confidential now and were forgotten."] if forgotten else []
    warnings += _unsaid(source) if source else []
    return layer_report(
        "people", bound, book, outcome, warnings=warnings, withheld=withheld + hidden, made=made
    )


def _unsaid(source: ImportSource) -> list[str]:
    """Ask for what nobody said of a file."""
    asked = []
    if not source.source:
        asked.append("Nobody said who gave these people: --source WHO.")
    if source.is_expiry_assumed:
        asked.append(
            f"Nobody said until when they may be kept: {source.expires_on} is assumed, a year from"
            " the election; --expires YYYY-MM-DD says it."
        )
    elif source.expires_on is None:
        asked.append("Nobody said until when they may be kept, and there is no election day.")
    return asked


def _store(
    jurisdiction: Jurisdiction,
    rows: PeopleRows,
    bound: Bound,
    book: Notebook,
    source: ImportSource | None,
    tell: Progress,
) -> tuple[NDArray[np.int8], dict[str, int], int]:
    """Store those whose door is found and who are not suppressed.

    Returns what became of each, how many rows are new, and how many people are suppressed.
    """
    building, unit = _addresses(jurisdiction, rows, bound, book)
    is_hidden, hidden = _hide(jurisdiction, rows, building, bound, book)
    kept = np.flatnonzero((building != _NO_BUILDING) & ~is_hidden)
    household, made = _households(jurisdiction, building[kept].tolist(), unit[kept].tolist())
    columns = {
        "key": rows.key[kept],
        "given_name": rows.given_name[kept],
        "family_name": rows.family_name[kept],
        "language": rows.language[kept],
        "registered_on": rows.registered_on[kept],
        "household_id": column(household),
        "source_id": np.full(len(kept), source and source.pk, dtype=object),
    }
    outcome = store_rows(
        model=Person,
        jurisdiction=jurisdiction,
        key="key",
        columns=columns,
        keep=frozenset(
            name
            for name in ("given_name", "family_name", "language", "registered_on", "source_id")
            if name == "source_id" or not bound.has(name)
        ),
        tell=lambda done, total: tell("people", done, total),
    )
    if source is not None:
        keep_source(jurisdiction=jurisdiction, source=source, keys=rows.key[kept].tolist())
    return outcome, {**made, "people": int(np.sum(outcome == LOADED))}, hidden


def _suppress(jurisdiction: Jurisdiction, secret: PeopleRows | None, bound: Bound) -> int:
    """Suppress the confidential people of a file; returns how many were stored and are no more."""
    if secret is None:
        return 0
    building, _ = _addresses(jurisdiction, secret, bound, Notebook("people"))
    return suppress_people(jurisdiction=jurisdiction, people=list(_identities(secret, building)))


def _hide(
    jurisdiction: Jurisdiction,
    rows: PeopleRows,
    building: NDArray[np.int64],
    bound: Bound,
    book: Notebook,
) -> tuple[NDArray[np.bool_], int]:
    """Tell which people are suppressed, and how many rows of the file are in all.

    Of those that could not be used nothing is said either: the rejects file shows whole rows.
    """
    aside = sorted(set(book.rejected) - set(rows.row.tolist()))
    unread = (Identity(bound.get_cell("id", row), "", "", 0) for row in aside)
    people = chain(_identities(rows, building), unread)
    found = find_suppressed(jurisdiction=jurisdiction, people=people)
    is_hidden = np.zeros(len(rows.row) + len(aside), dtype=bool)
    is_hidden[sorted(found)] = True
    for row in np.append(rows.row, aside)[is_hidden].tolist():
        book.withhold(int(row))
    return is_hidden[: len(rows.row)], len(found)


def _identities(rows: PeopleRows, building: NDArray[np.int64]) -> Iterator[Identity]:
    named = zip(rows.key, rows.given_name, rows.family_name, building.tolist(), strict=True)
    return (Identity(*one) for one in named)


def _addresses(
    jurisdiction: Jurisdiction, rows: PeopleRows, bound: Bound, book: Notebook
) -> tuple[NDArray[np.int64], Texts]:
    """Return each person's building and unit; the person is rejected where there is not one."""
    wanted = set(rows.address_key) - {""}
    doors = DoorBook(jurisdiction, wanted).by_key
    by_key = _ids_by_key(jurisdiction, wanted - set(doors))
    parts = rows.parts
    buildings = BuildingBook(jurisdiction, (one for one in parts.address if one))
    ids, unit = np.full(len(rows.row), _NO_BUILDING, dtype=np.int64), rows.unit.copy()
    for row, key in enumerate(rows.address_key):
        if key in doors:
            ids[row], unit[row] = doors[key].building, doors[key].unit
            continue
        if key in by_key:
            ids[row] = by_key[key]
            continue
        found: Found | Lookup = Lookup.NONE
        if not key:
            found = buildings.find(parts.address[row], parts.city[row], parts.postcode[row])
        if isinstance(found, Found):
            ids[row] = found.id
            continue
        at = int(rows.row[row]), int(bound.table.line[rows.row[row]])
        field = "address_id" if key else ("street" if bound.has("street") else "full")
        if found is Lookup.SEVERAL:
            reason, fix = "several buildings have this address", "add its id, city or postcode"
        else:
            reason, fix = "no door is known at this address", "load the address first"
        book.reject(*at, reason, fix=fix, column=bound.column_of.get(field, ""))
    return ids, _likely_units(jurisdiction, rows.key, ids, unit)


def _likely_units(
    jurisdiction: Jurisdiction, person: Texts, building: NDArray[np.int64], unit: Texts
) -> Texts:
    """Return the unit of each person, where the file names none the building's only door's.

    Once there are more doors the person stays behind the one that is stored.
    """
    open_rows = np.flatnonzero((building != _NO_BUILDING) & (unit == ""))
    wanted = set(building[open_rows].tolist())
    if not wanted:
        return unit
    doors = Door.objects.of_jurisdiction(jurisdiction).values_list("building_id", "unit")
    units: dict[int, set[str]] = defaultdict(set)
    for one, name in doors.iterator(chunk_size=CHUNK):
        if one in wanted:
            units[one].add(name)
    people = Person.objects.filter(
        jurisdiction=jurisdiction, household__door__building__isnull=False
    ).values_list("key", "household__door__building_id", "household__door__unit")
    at_home = {
        (key, one): name for key, one, name in people.iterator(chunk_size=CHUNK) if one in wanted
    }
    likely = unit.copy()
    for row in open_rows.tolist():
        there = units[int(building[row])]
        stays = at_home.get((person[row], int(building[row])), "")
        likely[row] = next(iter(there)) if len(there) == 1 else stays
    return likely


def _ids_by_key(jurisdiction: Jurisdiction, keys: Collection[str]) -> dict[str, int]:
    """Return the ids of the buildings that have one of these keys."""
    rows = Building.objects.filter(jurisdiction=jurisdiction).values_list("key", "id")
    return {key: pk for key, pk in rows.iterator(chunk_size=CHUNK) if key in keys} if keys else {}


def _households(
    jurisdiction: Jurisdiction, building: Sequence[int], unit: Sequence[str]
) -> tuple[list[int], dict[str, int]]:
    """Return the household behind each (building, unit), made with its door where it is new."""
    pairs = list(dict.fromkeys(zip(building, unit, strict=True)))
    outcome = ensure_doors(
        jurisdiction=jurisdiction,
        building=[one for one, _ in pairs],
        unit=[name for _, name in pairs],
        is_lived_in=True,
    )
    wanted = set(pairs)
    doors = Door.objects.of_jurisdiction(jurisdiction).values_list("building_id", "unit", "id")
    door_of = {
        (one, name): pk
        for one, name, pk in doors.iterator(chunk_size=CHUNK)
        if (one, name) in wanted
    }
    known = _households_of(jurisdiction)
    new = [door for door in door_of.values() if door not in known]
    insert_rows(
        Household,
        {"organization_id": [jurisdiction.organization_id] * len(new), "door_id": new},
    )
    household_of = _households_of(jurisdiction) if new else known
    homes = [household_of[door_of[pair]] for pair in zip(building, unit, strict=True)]
    return homes, {"doors": int(np.sum(outcome == LOADED)), "households": len(new)}


def _households_of(jurisdiction: Jurisdiction) -> dict[int, int]:
    """Return each household's id by its door's."""
    rows = Household.objects.filter(door__building__jurisdiction=jurisdiction)
    return dict(rows.values_list("door_id", "id").iterator(chunk_size=CHUNK))
