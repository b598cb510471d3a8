"""The file of rows set aside, ready to be mended and loaded again."""

import csv
import os
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from turf.importing.faults import RejectsUnwritable
from turf.importing.notes import Note

_MARKS = ("_line", "_column", "_reason")


@dataclass(frozen=True, slots=True)
class Reject:
    """One row set aside: why, and its cells as they stood."""

    note: Note
    cells: Mapping[str, str]


def check_writable(path: Path) -> None:
    """Raise RejectsUnwritable now rather than after a long load."""
    folder = path.resolve().parent
    if path.is_dir() or not folder.is_dir() or not os.access(folder, os.W_OK):
        raise RejectsUnwritable(f"{path} cannot be written: name a file in a folder that exists.")


def write_rejects(path: Path, rejects: Sequence[Reject]) -> None:
    """Write the rows with their columns, line, blamed column and reason, for the owner's eyes only.

    Where rows of several layers come together a column ``_layer`` tells them apart. The file
    appears whole or not at all.
    """
    layers = {reject.note.layer for reject in rejects}
    marks = ("_layer", *_MARKS) if len(layers) > 1 else _MARKS
    columns = list(dict.fromkeys(name for reject in rejects for name in reject.cells))
    handle, temporary = tempfile.mkstemp(dir=path.resolve().parent, prefix=".rejects-")
    with open(handle, "w", encoding="utf-8", newline="") as plain:
        writer = csv.writer(plain)
        writer.writerow([*columns, *marks])
        for reject in rejects:
            note = reject.note
            why = f"{note.reason}; {note.fix}" if note.fix else note.reason
            values = {"_layer": note.layer, "_line": note.line, "_column": note.column}
            writer.writerow(
                [reject.cells.get(name, "") for name in columns]
                + [str(values.get(mark, why)) for mark in marks]
            )
    Path(temporary).replace(path)
