"""Rows of a people file: who lives at which address."""

from dataclasses import dataclass, replace
from datetime import date, datetime

import numpy as np
from numpy.typing import NDArray

from turf.importing.address_rows import LENGTHS, AddressParts, read_parts
from turf.importing.binding import Bound
from turf.importing.cells import reject_long
from turf.importing.languages import language_code
from turf.importing.notes import Notebook, Outcome
from turf.importing.street_names import normal_unit
from turf.importing.table import Texts, column

_LENGTHS = {
    **LENGTHS,
    "id": 100,
    "given_name": 100,
    "family_name": 100,
    "address_id": 200,
}
_NO = frozenset(("", "n", "no", "false", "f", "0"))


@dataclass(frozen=True, slots=True)
class PeopleRows:
    """The n people of a file that may be stored, and the keys of those who may not.

    ``secret`` are those again, with what recognizes them in other files, None where there are none.
    ``row`` (n,) is each one's row in its table; ``address_key`` the id of the address, or empty
    where ``parts`` holds the address itself; ``unit`` (n,) in its normal spelling.
    """

    row: NDArray[np.intp]
    key: Texts
    given_name: Texts
    family_name: Texts
    language: Texts
    registered_on: NDArray[np.object_]
    address_key: Texts
    parts: AddressParts
    unit: Texts
    confidential: frozenset[str]
    secret: "PeopleRows | None" = None


def read_people(bound: Bound) -> tuple[PeopleRows, Notebook, int]:
    """Check the rows and leave out everybody whose record is confidential.

    Whatever is not plainly a no in that column counts as a yes. Of two rows of one person the later
    stands. Returns the people, the notes, and how many rows were left out.
    """
    book = Notebook("people")
    key, line = bound.get("id"), bound.table.line
    is_secret = np.array([cell.lower() not in _NO for cell in bound.get("is_confidential")], bool)
    confidential = frozenset(key[is_secret]) - {""}
    is_open = np.array([one not in confidential for one in key], bool) & ~is_secret
    # Of the others nothing is told, so that not even the rejects file gets to see them.
    for row in np.flatnonzero((key == "") & is_open).tolist():
        book.reject(
            row,
            int(line[row]),
            "the person's id is empty",
            fix="give each person an id",
            column=bound.column_of["id"],
        )
    reject_long(bound, book, _LENGTHS, skip=set(np.flatnonzero(~is_open).tolist()))
    parts = read_parts(bound, book, is_open & (bound.get("address_id") == ""))
    latest: dict[str, int] = {}
    for row in np.flatnonzero(is_open).tolist():
        if row in book.rejected:
            continue
        if key[row] in latest:
            book.tell(Outcome.MERGED, int(line[row]), "replaces an earlier row of its id")
        latest[key[row]] = row
    keep = np.array(list(latest.values()), dtype=np.intp)
    rows = _rows(bound, keep, parts, confidential, book)
    return replace(rows, secret=_secret(bound, ~is_open)), book, int(np.sum(~is_open))


def _secret(bound: Bound, is_secret: NDArray[np.bool_]) -> PeopleRows | None:
    """Read the confidential rows with a notebook that is thrown away."""
    if not is_secret.any():
        return None
    silent = Notebook("people")
    parts = read_parts(bound, silent, is_secret & (bound.get("address_id") == ""))
    rows = np.flatnonzero(is_secret & (bound.get("id") != "")).astype(np.intp)
    return _rows(bound, rows, parts, frozenset(), silent)


def _rows(
    bound: Bound,
    keep: NDArray[np.intp],
    parts: AddressParts,
    confidential: frozenset[str],
    book: Notebook,
) -> PeopleRows:
    """Bring the kept rows into columns."""
    languages = []
    days = column([_day(bound, int(row), book) for row in keep])
    for row in keep:
        cell = bound.get_cell("language", int(row))
        code = language_code(cell)
        if cell and not code:
            book.tell(
                Outcome.REPORTED,
                int(bound.table.line[row]),
                "not a language, left out",
                column=bound.column_of["language"],
                value=cell,
            )
        languages.append(code)
    kept = parts.take(keep)
    own_unit = bound.get("unit")[keep]
    unit = [normal_unit(own) or parsed for own, parsed in zip(own_unit, kept.unit, strict=True)]
    return PeopleRows(
        keep,
        bound.get("id")[keep],
        bound.get("given_name")[keep],
        bound.get("family_name")[keep],
        column(languages),
        days,
        bound.get("address_id")[keep],
        kept,
        column(unit),
        confidential,
    )


def _day(bound: Bound, row: int, book: Notebook) -> date | None:
    """Read a day as files write them, the month first where it has slashes."""
    cell = bound.get_cell("registered_on", row)
    for form in ("%Y-%m-%d", "%m/%d/%Y", "%Y%m%d"):
        try:
            return datetime.strptime(cell[:10], form).date() if cell else None
        except ValueError:
            continue
    book.tell(
        Outcome.REPORTED,
        int(bound.table.line[row]),
        "not a day, left out",
        column=bound.column_of["registered_on"],
        value=cell,
    )
    return None
