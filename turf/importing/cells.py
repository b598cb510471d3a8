"""Checks and readings of single cells that several layers share."""

import re
from collections.abc import Collection, Mapping

from turf.importing.binding import Bound
from turf.importing.notes import Notebook

LARGEST = 2_147_483_647


def reject_long(
    bound: Bound, book: Notebook, lengths: Mapping[str, int], *, skip: Collection[int] = ()
) -> None:
    """Reject rows with a cell that is longer than its field can be, but for those in ``skip``."""
    for field, length in lengths.items():
        for row, cell in enumerate(bound.values.get(field, ())):
            if len(cell) > length and row not in skip:
                book.reject(
                    row,
                    int(bound.table.line[row]),
                    f"longer than {length} characters",
                    fix="shorten it, or name the right column",
                    column=bound.column_of[field],
                    value=cell,
                )


def whole_number(cell: str) -> int | None:
    """Read the digits a cell begins with, as of ``12`` or ``12A``; None of others."""
    digits = re.match(r"[0-9]{1,10}(?![0-9])", cell)
    number = int(digits[0]) if digits else None
    return number if number is not None and number <= LARGEST else None
