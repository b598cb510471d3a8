"""Brings the rows of an address file together, a group for each building."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from turf.importing.address_rows import AddressRows
from turf.importing.notes import Notebook, Outcome
from turf.importing.table import Texts, column
from turf.models import Building, Jurisdiction
from turf.services.find_buildings import BuildingBook, Found, Lookup
from turf.services.match_rows import CHUNK
from turf.services.write_rows import update_rows


@dataclass(frozen=True, slots=True)
class Groups:
    """The g buildings of n address rows.

    ``key`` (g,) tells them apart, ``last`` (g,) is the row that describes each. ``of_row`` (n,) is
    the group of each row, -1 for rows that were rejected; ``is_kept`` (n,) is false for those too,
    and for rows whose building and unit come up again later in the file.
    """

    key: Texts
    last: NDArray[np.intp]
    of_row: NDArray[np.intp]
    is_kept: NDArray[np.bool_]


def group_addresses(
    *, jurisdiction: Jurisdiction, rows: AddressRows, line: NDArray[np.intp], book: Notebook
) -> Groups:
    """Find out which rows are of one building, in the file and in the database.

    Rows without an id belong to the building stored at their address, if there is one. An id that
    is new, at an address that was stored without one, becomes that building's key. ``line`` (n,)
    holds the rows' lines, for ``book``.
    """
    key = _settled_keys(jurisdiction, rows, line, book)
    group_of_key: dict[str, int] = {}
    row_of_door: dict[tuple[str, str], int] = {}
    of_row = np.full(len(key), -1, dtype=np.intp)
    is_kept = np.zeros(len(key), dtype=bool)
    for row, (one, unit) in enumerate(zip(key, rows.parts.unit, strict=True)):
        if one is None:
            continue
        before = row_of_door.setdefault((one, unit), row)
        if before != row:
            is_kept[before] = False
            _tell_again(rows, before, row, int(line[row]), book)
            row_of_door[one, unit] = row
        is_kept[row] = True
        of_row[row] = group_of_key.setdefault(one, len(group_of_key))
    last = np.zeros(len(group_of_key), dtype=np.intp)
    used = np.flatnonzero(of_row >= 0)
    last[of_row[used]] = used
    return Groups(column(list(group_of_key)), last, of_row, is_kept)


def _settled_keys(
    jurisdiction: Jurisdiction, rows: AddressRows, line: NDArray[np.intp], book: Notebook
) -> Texts:
    """Return the key under which each row's building is stored, None where the row is rejected."""
    key = rows.key.copy()
    stored = set(
        Building.objects.filter(jurisdiction=jurisdiction)
        .values_list("key", flat=True)
        .iterator(chunk_size=CHUNK)
    )
    new = [row for row, one in enumerate(key) if one not in stored] if stored else []
    buildings = BuildingBook(jurisdiction, (rows.parts.address[row] for row in new))
    renamed: dict[str, Found] = {}
    taken: set[int] = set()
    for row in new:
        address = rows.parts.address[row]
        found = buildings.find(address, rows.parts.city[row], rows.parts.postcode[row])
        has_id = key[row] != address
        if isinstance(found, Found) and has_id:
            if not found.has_id and found.id not in taken and key[row] not in renamed:
                renamed[key[row]] = found
                taken.add(found.id)
        elif isinstance(found, Found):
            key[row] = found.key
        elif found is Lookup.SEVERAL and not has_id:
            book.reject(
                int(rows.row[row]), int(line[row]), "several buildings have this address",
                fix="add the address id, the city or the postcode",
            )
            key[row] = None
    update_rows(Building, [found.id for found in renamed.values()], {"key": list(renamed)})
    new_key = {found.key: one for one, found in renamed.items()}
    return column([new_key.get(one, one) for one in key])


def _tell_again(rows: AddressRows, before: int, row: int, line: int, book: Notebook) -> None:
    """Note a building and unit that came before in the file."""
    parts = rows.parts
    is_twin = (
        parts.address[before] == parts.address[row]
        and rows.floor[before] == rows.floor[row]
        and np.array_equal(rows.lonlat[before], rows.lonlat[row], equal_nan=True)
    )
    reason = "the same address again" if is_twin else "replaces an earlier row of its address"
    book.tell(Outcome.MERGED, line, reason)
