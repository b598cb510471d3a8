"""Brings the rows of an address file together, a group for each building."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from turf.importing.address_rows import AddressRows
from turf.importing.notes import Notebook, Outcome
from turf.importing.table import Texts, column
from turf.models import Building, Door, Jurisdiction
from turf.services.find_buildings import BuildingBook, Found, Lookup
from turf.services.find_doors import DoorBook
from turf.services.find_unit_rows import find_unit_rows
from turf.services.gather_units import Site, gather_units
from turf.services.match_rows import CHUNK
from turf.services.write_rows import update_rows


@dataclass(frozen=True, slots=True)
class Groups:
    """The g buildings of n address rows.

    ``key`` (g,) tells them apart. ``last`` (g,) is the row that describes each: the last of the
    building's own, else ``leader`` (g,), the first of its units that have ids, -1 without any;
    ``is_led`` (g,) is false where a stored door comes before that one. ``of_row`` (n,) is the group
    of each row, -1 for rows that were rejected; ``is_kept`` (n,) is false for those too, and for
    rows whose building and unit come up again. ``unit`` (n,) and ``door_key`` (n,) are the doors';
    the key is empty where ids number buildings.
    """

    key: Texts
    last: NDArray[np.intp]
    leader: NDArray[np.intp]
    is_led: NDArray[np.bool_]
    of_row: NDArray[np.intp]
    is_kept: NDArray[np.bool_]
    unit: Texts
    door_key: Texts


def group_addresses(
    *, jurisdiction: Jurisdiction, rows: AddressRows, line: NDArray[np.intp], book: Notebook
) -> Groups:
    """Find out which rows are of one building, in the file and in the database.

    Rows without an id belong to the building stored at their address, if there is one. An id that
    is new, at an address that was stored without one, becomes that building's key. Rows of units
    that have ids of their own are gathered by their address. ``line`` (n,) holds the rows' lines,
    for ``book``.
    """
    doors = DoorBook(jurisdiction, set(rows.key[rows.has_id]))
    stored = _stored_keys(jurisdiction)
    is_unit, unit = find_unit_rows(rows, buildings=stored, doors=doors)
    _forget_keys(doors, set(rows.key[rows.has_id & ~is_unit]))
    is_new = np.array([bool(stored) and one not in stored for one in rows.key], dtype=bool)
    buildings = BuildingBook(
        jurisdiction, rows.parts.address[is_new | (is_unit & bool(stored))], doors.first
    )
    new = np.flatnonzero(~is_unit & is_new)
    key, new_key = _settled_keys(rows, line, book, buildings, new)
    sites: list[Site] = []
    if is_unit.any():
        key, sites = gather_units(
            rows,
            key=key,
            is_unit=is_unit,
            buildings=buildings,
            new_key=new_key,
            taken=(stored - set(new_key)) | set(new_key.values()),
            doors=doors,
        )
    return _grouped(rows, line, book, key, unit, is_unit, sites)


def _grouped(  # noqa: PLR0913 (columns of one table)
    rows: AddressRows,
    line: NDArray[np.intp],
    book: Notebook,
    key: Texts,
    unit: Texts,
    is_unit: NDArray[np.bool_],
    sites: list[Site],
) -> Groups:
    """Number the buildings, and keep one row for each of their doors."""
    door_key = np.where(is_unit, rows.key, "")
    group_of_key: dict[str, int] = {}
    row_of_door: dict[tuple[int, str], int] = {}
    of_row = np.full(len(key), -1, dtype=np.intp)
    is_kept = np.zeros(len(key), dtype=bool)
    for row, (one, name) in enumerate(zip(key, unit, strict=True)):
        if one is None:
            continue
        of_row[row] = group_of_key.setdefault(one, len(group_of_key))
        is_kept[row] = True
        before = row_of_door.setdefault((int(of_row[row]), name), row)
        if before != row:
            # The smallest of several ids, so that the order of rows does not matter.
            stays, goes = (before, row) if door_key[before] < door_key[row] else (row, before)
            is_kept[goes] = False
            _tell_again(rows, before, row, int(line[row]), book, is_replaced=stays == row)
            row_of_door[int(of_row[row]), name] = stays
    last = np.full(len(group_of_key), -1, dtype=np.intp)
    own = np.flatnonzero((of_row >= 0) & ~is_unit)
    last[of_row[own]] = own
    leader, is_led = np.full(len(last), -1, dtype=np.intp), np.ones(len(last), dtype=bool)
    for site in sites:
        group = group_of_key[site.key]
        leader[group], is_led[group] = site.leader, site.is_led
    last = np.where(last < 0, leader, last)
    return Groups(column(list(group_of_key)), last, leader, is_led, of_row, is_kept, unit, door_key)


def _stored_keys(jurisdiction: Jurisdiction) -> set[str]:
    """Return the keys of all buildings."""
    keys = Building.objects.filter(jurisdiction=jurisdiction).values_list("key", flat=True)
    return set(keys.iterator(chunk_size=CHUNK))


def _forget_keys(doors: DoorBook, numbering_buildings: set[str]) -> None:
    """Take the ids from doors that turn out to be their building's."""
    ids = [doors.by_key[key].id for key in sorted(numbering_buildings & set(doors.by_key))]
    update_rows(Door, ids, {"key": [""] * len(ids)})


def _settled_keys(
    rows: AddressRows,
    line: NDArray[np.intp],
    book: Notebook,
    buildings: BuildingBook,
    new: NDArray[np.intp],
) -> tuple[Texts, dict[str, str]]:
    """Return the key under which each row's building is stored, None where the row is rejected.

    ``new`` are the rows whose keys are not stored; those of units are settled elsewhere. Also
    returns the stored keys that were changed.
    """
    key = rows.key.copy()
    renamed: dict[str, Found] = {}
    taken: set[int] = set()
    has_id = rows.has_id
    # By their ids, so that the order of rows does not matter.
    for row in sorted(new.tolist(), key=lambda row: (str(rows.key[row]), row)):
        found = buildings.find(
            rows.parts.address[row],
            rows.parts.city[row],
            rows.parts.postcode[row],
            (rows.lonlat[row, 0], rows.lonlat[row, 1]),
        )
        if isinstance(found, Found) and has_id[row]:
            if not found.has_id and found.id not in taken and key[row] not in renamed:
                renamed[key[row]] = found
                taken.add(found.id)
        elif isinstance(found, Found):
            key[row] = found.key
        elif found is Lookup.SEVERAL and not has_id[row]:
            book.reject(
                int(rows.row[row]),
                int(line[row]),
                "several buildings have this address",
                fix="add the address id, the city or the postcode",
            )
            key[row] = None
    update_rows(Building, [found.id for found in renamed.values()], {"key": list(renamed)})
    new_key = {found.key: one for one, found in renamed.items()}
    return column([new_key.get(one, one) for one in key]), new_key


def _tell_again(
    rows: AddressRows, before: int, row: int, line: int, book: Notebook, *, is_replaced: bool
) -> None:
    """Note a building and unit that came before in the file."""
    parts = rows.parts
    is_twin = (
        parts.address[before] == parts.address[row]
        and rows.floor[before] == rows.floor[row]
        and np.array_equal(rows.lonlat[before], rows.lonlat[row], equal_nan=True)
    )
    reason = "replaces an earlier row of its address"
    if is_twin:
        reason = "the same address again"
    elif not is_replaced:
        reason = "an earlier row of its address stands, which has a smaller id"
    book.tell(Outcome.MERGED, line, reason)
