"""A file as columns of text, whatever its format was."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from turf.importing.notes import Note

Texts = NDArray[np.object_]


@dataclass(frozen=True, slots=True)
class Table:
    """The n rows of one file.

    ``columns`` maps each column's name to (n,) strings, empty where the file has nothing; ``line``
    (n,) is the line of a CSV or the number of the feature, from 1; ``geometry`` (n,) shapely
    geometries in WGS84 degrees or None, itself None where the format has no geometry of its own.
    ``notices`` are sentences about the whole file, ``broken`` rows that could not be taken apart,
    each with the cells that were found.
    """

    source: str
    columns: dict[str, Texts]
    line: NDArray[np.intp]
    geometry: NDArray[np.object_] | None = None
    notices: tuple[str, ...] = ()
    broken: tuple[tuple[Note, dict[str, str]], ...] = field(default=())

    def __len__(self) -> int:
        """Count the rows that could be taken apart."""
        return len(self.line)

    def with_notices(self, *notices: str) -> "Table":
        """Return the table with more to say about its file."""
        return replace(self, notices=(*self.notices, *notices))

    def row(self, index: int) -> dict[str, str]:
        """Return one row as it stood in the file, its geometry as WKT."""
        cells = {name: values[index] for name, values in self.columns.items()}
        if self.geometry is not None:
            shape = self.geometry[index]
            cells["geometry"] = "" if shape is None else shape.wkt
        return cells


def text(value: Any) -> str:
    """One cell as trimmed text: nothing for null and NaN, 12 for 12.0, no control characters."""
    # NaN and NaT differ from themselves.
    if value is None or value != value:
        return ""
    if isinstance(value, float | np.floating) and float(value).is_integer():
        return str(int(value))
    plain = str(value).strip()
    if plain.isprintable():
        return plain
    return "".join(sign if sign.isprintable() else " " for sign in plain).strip()


def texts(values: Iterable[Any]) -> Texts:
    """Turn a column of anything into one of text; equal cells share one string."""
    seen: dict[str, str] = {}
    return column([seen.setdefault(cell, cell) for cell in map(_cell, values)])


def _cell(value: Any) -> str:
    """Text of one cell, where a list is one as well."""
    return text(str(value.tolist()) if isinstance(value, np.ndarray) else value)


def column(values: Sequence[Any]) -> NDArray[np.object_]:
    """Turn a sequence into an (n,) array of objects, whatever the objects are."""
    made = np.empty(len(values), dtype=object)
    made[:] = values
    return made
