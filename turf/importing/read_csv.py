"""Reads CSV as it comes out of spreadsheets: any of three encodings, four separators."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from turf.importing.faults import FileUnreadable
from turf.importing.notes import Note
from turf.importing.table import Table, column, text

SEPARATORS = ",;\t|"
BOOKKEEPING = ("_line", "_column", "_reason", "_layer")
# A precinct's outline as WKT is far longer than the 128 kB that the csv module allows a cell.
_LONGEST_CELL = 50_000_000
_CHUNK = 1 << 20
_CACHED = 100_000


def read_csv(path: Path, *, layer: str) -> Table:
    """Read a CSV whose first line names the columns.

    UTF-8 with or without a byte order mark, UTF-16 with one, else Latin-1 as Windows writes it,
    which is said. Rows that do not fit the header are set aside in ``broken``. In a rejects file of
    several layers only the rows of ``layer`` are read. Raises FileUnreadable when the file is empty
    or a quotation mark is never closed.
    """
    csv.field_size_limit(_LONGEST_CELL)
    encoding, notices = _encoding(path)
    with path.open(encoding=encoding, newline="") as lines:
        rows = _Rows(path.name, _Remembering(lines), layer)
        rows.read()
    keep = [name for name in rows.header if name not in BOOKKEEPING]
    columns = {name: column(rows.cells[name]) for name in keep}
    return Table(
        path.name, columns, np.asarray(rows.line, dtype=np.intp), None, notices, tuple(rows.broken)
    )


def _encoding(path: Path) -> tuple[str, tuple[str, ...]]:
    """Find the encoding, and what to say about it."""
    with path.open("rb") as raw:
        head = raw.read(_CHUNK)
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16", ()
    if b"\0" in head:
        raise FileUnreadable(f"{path.name} is not text: open it in a spreadsheet, save it as CSV.")
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            with path.open(encoding=encoding) as plain:
                while plain.read(_CHUNK):
                    pass
        except UnicodeDecodeError:
            continue
        if encoding == "utf-8-sig":
            return encoding, ()
        return encoding, (f"{path.name} is not UTF-8; it was read as Latin-1 (Windows-1252).",)
    return "latin-1", (f"{path.name} is not UTF-8; it was read as Latin-1.",)


class _Remembering:
    """Lines of a file, the latest kept for rows that cannot be taken apart."""

    def __init__(self, lines: Iterator[str]) -> None:
        self.lines = lines
        self.latest = ""

    def __iter__(self) -> "_Remembering":
        return self

    def __next__(self) -> str:
        self.latest = next(self.lines)
        return self.latest


@dataclass(slots=True)
class _Rows:
    """Gathers the cells of a CSV column by column; equal cells share one string."""

    source: str
    lines: _Remembering
    layer: str
    header: list[str] = field(default_factory=list)
    cells: dict[str, list[str]] = field(default_factory=dict)
    line: list[int] = field(default_factory=list)
    broken: list[tuple[Note, dict[str, str]]] = field(default_factory=list)

    def read(self) -> None:
        """Read header and rows. Raises FileUnreadable as said of `read_csv`."""
        try:
            first = next(self.lines)
            reader = csv.reader(self.lines, delimiter=_separator(first), strict=True)
            self.header = _names(next(csv.reader([first], delimiter=_separator(first)), []))
        except (StopIteration, UnicodeError) as error:
            raise FileUnreadable(f"{self.source} is empty or not text.") from error
        self.cells = {name: [] for name in self.header}
        seen: dict[str, str] = {}
        for number, row in self._numbered(reader):
            if self._is_other_layer(row):
                continue
            self.line.append(number)
            if len(seen) > _CACHED:
                seen.clear()
            for name, cell in zip(self.header, row, strict=True):
                plain = seen.get(cell)
                if plain is None:
                    plain = seen[cell] = text(cell)
                self.cells[name].append(plain)

    def _numbered(self, reader: "Iterator[list[str]]") -> Iterator[tuple[int, list[str]]]:
        """Give the rows that fit the header with the line each begins on."""
        while True:
            number = reader.line_num + 2  # type: ignore[attr-defined]
            try:
                row = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                if "unexpected end" in str(error):
                    raise FileUnreadable(
                        f"{self.source} line {number}: a quotation mark is opened and never closed."
                    ) from error
                self._set_aside(number, [self.lines.latest.rstrip("\r\n")], str(error))
                continue
            if not any(cell.strip() for cell in row):
                continue
            if len(row) == len(self.header):
                yield number, row
            else:
                found = f"{len(row)} cells where the header has {len(self.header)}"
                self._set_aside(number, row, found)

    def _set_aside(self, number: int, row: list[str], reason: str) -> None:
        """Keep a row that does not fit, with as many cells as there are columns for."""
        note = Note(self.layer, number, reason, "quote cells that hold a separator or a quote")
        self.broken.append((note, dict(zip(self.header, row, strict=False))))

    def _is_other_layer(self, row: list[str]) -> bool:
        """Whether a rejects file of several layers says that this row is not of ours."""
        if "_layer" not in self.header:
            return False
        return row[self.header.index("_layer")] not in ("", self.layer)


def _separator(header: str) -> str:
    """Return the separator that the header uses most."""
    return max(SEPARATORS, key=header.count)


def _names(cells: list[str]) -> list[str]:
    """Column names without blanks and repeats."""
    names: list[str] = []
    for position, cell in enumerate(cells, start=1):
        name = text(cell) or f"column_{position}"
        names.append(name if name not in names else f"{name}_{position}")
    return names
