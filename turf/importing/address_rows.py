"""Rows of an address file: numbers, streets, units and positions fit to be stored."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from turf.importing.addresses import Address, address_key, parse_address, split_number
from turf.importing.binding import Bound
from turf.importing.cells import reject_long, whole_number
from turf.importing.notes import Notebook, Outcome
from turf.importing.positions import points_of
from turf.importing.strays import Ground, reject_strays
from turf.importing.street_names import normal_unit
from turf.importing.table import Texts, column

LENGTHS = {
    "id": 200,
    "number": 20,
    "suffix": 20,
    "street": 200,
    "unit": 50,
    "city": 100,
    "postcode": 20,
}
# Of the parts after they were taken apart, and of the key that is made of them.
_LONGEST = (20, 20, 200, 50, 100, 20, 200)
_HIGHEST_FLOOR = 200


@dataclass(frozen=True, slots=True)
class AddressParts:
    """Addresses taken apart: (n,) texts each, all empty where a row was rejected."""

    number: Texts
    suffix: Texts
    street: Texts
    unit: Texts
    city: Texts
    postcode: Texts
    address: Texts

    def take(self, rows: NDArray[np.intp]) -> "AddressParts":
        """Return the parts of some rows."""
        names = self.__slots__
        return AddressParts(**{name: getattr(self, name)[rows] for name in names})


@dataclass(frozen=True, slots=True)
class AddressRows:
    """The n address rows of a file that can be used.

    ``row`` (n,) is each one's row in its table; ``key`` the file's own id, or the normal spelling
    of the address where it has none; ``floor`` numbers or None; ``lonlat`` (n, 2) degrees, NaN
    where the file gives no position.
    """

    row: NDArray[np.intp]
    key: Texts
    parts: AddressParts
    floor: NDArray[np.object_]
    lonlat: NDArray[np.float64]

    @property
    def has_id(self) -> NDArray[np.bool_]:
        """Whether each row has an id in its file."""
        return np.asarray(self.key != self.parts.address, dtype=bool)


def read_addresses(
    bound: Bound, *, ground: Ground | None, reach_km: float
) -> tuple[AddressRows, Notebook]:
    """Take the addresses apart and check where they lie."""
    book = Notebook("addresses")
    reject_long(bound, book, LENGTHS)
    lonlat = points_of(bound, book)
    reject_strays(lonlat, bound.table.line, book, ground=ground, reach_km=reach_km)
    parts = read_parts(bound, book, np.ones(len(bound.table), dtype=bool))
    floor = _floors(bound, book)
    keep = np.setdiff1d(np.arange(len(bound.table)), list(book.rejected)).astype(np.intp)
    kept = parts.take(keep)
    own = bound.get("id")[keep]
    key = np.where(own != "", own, kept.address)
    return AddressRows(keep, key, kept, floor[keep], lonlat[keep]), book


def read_parts(bound: Bound, book: Notebook, wanted: NDArray[np.bool_]) -> AddressParts:
    """Read the address of each wanted row from its own columns, else from one that holds it all."""
    found = [
        _parts(bound, row, book) if is_wanted and row not in book.rejected else _NOTHING
        for row, is_wanted in enumerate(wanted.tolist())
    ]
    names = AddressParts.__slots__
    if not found:
        return AddressParts(*(column([]) for _ in names))
    return AddressParts(*(column(values) for values in zip(*found, strict=True)))


_NOTHING = ("",) * 7


def _parts(bound: Bound, row: int, book: Notebook) -> tuple[str, ...]:
    """Return the parts of one address, or reject the row."""
    cell = bound.get_cell
    number, street = cell("number", row), cell("street", row)
    if number and street:
        house = split_number(f"{number} {cell('suffix', row)}" if bound.has("suffix") else number)
        found = Address(*house, street) if house else None
        blamed = "number"
    else:
        blamed = "full" if cell("full", row) else "street"
        found = None if number and blamed == "street" else parse_address(cell(blamed, row))
    if found is None:
        missing = blamed if number and street else _missing(bound, number, street, blamed)
        reason = "no number and street in it" if cell(missing, row) else "the cell is empty"
        return _reject(bound, row, book, missing, reason)
    unit = normal_unit(cell("unit", row)) or found.unit
    city, postcode = cell("city", row) or found.city, cell("postcode", row) or found.postcode
    parts = (found.number, found.suffix, found.street, unit, city, postcode)
    address = address_key(*parts[:3], city, postcode)
    for value, length in zip((*parts, address), _LONGEST, strict=True):
        if len(value) > length:
            return _reject(bound, row, book, blamed, f"{value[:20]!r}… is too long")
    return *parts, address


def _missing(bound: Bound, number: str, street: str, full: str) -> str:
    """Return the field to blame for a row without an address."""
    if full == "full" or not bound.has("number"):
        return full
    return "street" if number and not street else "number"


def _reject(bound: Bound, row: int, book: Notebook, field: str, reason: str) -> tuple[str, ...]:
    """Reject a row for one of its address columns."""
    book.reject(
        row,
        int(bound.table.line[row]),
        reason,
        fix="write house number and street, as 12 Main St",
        column=bound.column_of.get(field, ""),
        value=bound.get_cell(field, row),
    )
    return _NOTHING


def _floors(bound: Bound, book: Notebook) -> NDArray[np.object_]:
    """Return storeys as numbers; None, with a note, where a cell holds something else."""
    floors = column([None] * len(bound.table))
    for row, cell in enumerate(bound.get("floor")):
        if not cell:
            continue
        number = whole_number(cell.lstrip("-"))
        if number is None or number > _HIGHEST_FLOOR:
            book.tell(
                Outcome.REPORTED,
                int(bound.table.line[row]),
                "not a floor, left out",
                column=bound.column_of["floor"],
                value=cell,
            )
        else:
            floors[row] = -number if cell.startswith("-") else number
    return floors
