"""Reads the members of a universe out of a CSV file."""

import csv
from pathlib import Path

from turf.importing.faults import GroundFault

COLUMNS = ("person", "door")
_NO = frozenset(("n", "no", "false", "f", "0"))


def read_members(path: Path) -> list[tuple[str, str, bool]]:
    """Return person, door and whether to be reached of each row; rows that name neither are left.

    The columns are ``person`` or ``door``, or both, and ``is_target``, where what is not plainly a
    no is a yes. Raises GroundFault when the file cannot be read or has neither column.
    """
    try:
        with path.open(newline="", encoding="utf-8-sig") as file:
            reader = csv.DictReader(file)
            if not set(reader.fieldnames or ()) & set(COLUMNS):
                raise GroundFault(f"{path.name} has neither a column person nor a column door")
            rows = list(reader)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise GroundFault(f"{path.name} cannot be read as CSV in UTF-8") from error
    read = [
        (
            (row.get("person") or "").strip(),
            (row.get("door") or "").strip(),
            (row.get("is_target") or "").strip().lower() not in _NO,
        )
        for row in rows
    ]
    return [one for one in read if one[0] or one[1]]
