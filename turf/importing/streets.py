"""Rows of a street file: lines, classes and address ranges fit to be stored."""

import re
from collections import Counter
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from turf.importing.binding import Bound
from turf.importing.cells import reject_long, whole_number
from turf.importing.notes import Notebook, Outcome
from turf.importing.positions import (
    ELSEWHERE,
    SWAPPED,
    impossible_reason,
    possible,
    shapes_of,
)
from turf.importing.road_class import road_class_by_name, road_class_of
from turf.importing.strays import Ground, reject_strays
from turf.importing.street_names import normal_street
from turf.importing.table import Texts, column

SIDES = ("left_from", "left_to", "right_from", "right_to")
_LENGTHS = {"id": 90, "name": 200}
_GRID = 1e-7
_NO_NUMBER = re.compile(r"-\d+|-|n/?a|none|null", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class StreetRows:
    """The streets of a file: (s,) each; ``ranges`` (s, 4) numbers or None in the order of `SIDES`.

    ``row`` (s,) is each one's row in its table. ``is_extra`` marks further parts of a row whose
    line falls apart; they carry no ranges.
    """

    row: NDArray[np.intp]
    key: Texts
    name: Texts
    road_class: Texts
    ranges: NDArray[np.object_]
    line: NDArray[np.object_]
    is_extra: NDArray[np.bool_]

    def take(self, rows: NDArray[np.intp]) -> "StreetRows":
        """Return some of the streets."""
        return StreetRows(*(getattr(self, name)[rows] for name in self.__slots__))


def read_streets(
    bound: Bound, *, ground: Ground | None, reach_km: float
) -> tuple[StreetRows, Notebook, list[str]]:
    """Check the lines, translate the classes and find out which row is which street.

    A line in several parts is one street where the parts meet, else one for each part. Rows of the
    same key: the later stands. Returns the streets, the notes, and sentences about the whole file.
    """
    book = Notebook("streets")
    reject_long(bound, book, _LENGTHS)
    lines = [_line(shape, row, bound, book) for row, shape in enumerate(shapes_of(bound))]
    _reject_far(lines, bound, book, ground, reach_km)
    classes, warnings = _classes(bound)
    found: dict[str, tuple[Any, ...]] = {}
    name = bound.get("name")
    for row, parts in enumerate(lines):
        if row in book.rejected:
            continue
        key = _key(bound, row, parts)
        ranges = _ranges(bound, row, book)
        street = (name[row], classes[row], ranges, parts, row)
        if key in found:
            _tell_again(found[key][:-1] == street[:-1], int(bound.table.line[row]), key, book)
        found[key] = street
    _tell_twins(found, bound, book)
    return _rows(found), book, warnings


def _line(shape: Any, row: int, bound: Bound, book: Notebook) -> list[Any]:
    """Return the LineStrings of a row, longest first; none when it is rejected."""
    line = int(bound.table.line[row])
    if shape is None or shape.is_empty:
        book.reject(row, line, "the row has no line", fix="draw it", column="geometry")
        return []
    if shape.geom_type not in ("LineString", "MultiLineString"):
        book.reject(row, line, f"a {shape.geom_type} is no line", column="geometry")
        return []
    points = shapely.get_coordinates(shape)
    wrong = np.flatnonzero(~possible(points))
    if len(wrong):
        fix = SWAPPED if possible(points[:, ::-1]).all() else ELSEWHERE
        book.reject(row, line, impossible_reason(points[wrong[0]]), fix=fix, column="geometry")
        return []
    whole = shapely.line_merge(shape, directed=True) if hasattr(shape, "geoms") else shape
    parts = sorted(
        (part for part in shapely.get_parts(whole) if part.length > 0),
        key=lambda part: (-part.length, part.wkb),
    )
    if not parts:
        book.reject(row, line, "the line has no length", column="geometry")
    elif len(parts) > 1:
        book.tell(
            Outcome.REPORTED,
            line,
            f"the line is in {len(parts)} parts, a street each; the longest has the address ranges",
            column="geometry",
        )
    return parts


def _reject_far(
    lines: list[list[Any]], bound: Bound, book: Notebook, ground: Ground | None, reach_km: float
) -> None:
    """Reject streets in another part of the world."""
    start = shapely.get_point(column([parts[0] if parts else None for parts in lines]), 0)
    lonlat = np.column_stack([shapely.get_x(start), shapely.get_y(start)])
    reject_strays(lonlat, bound.table.line, book, ground=ground, reach_km=reach_km)


def _classes(bound: Bound) -> tuple[list[str], list[str]]:
    """Return a road class for each row, and what to say of values nobody knows."""
    if not bound.has("road_class"):
        classes = [road_class_by_name(name) for name in bound.get("name")]
        count = sum(name == "motorway" for name in classes)
        return classes, [
            f"{bound.table.source} has no column of road classes: {count} streets are taken for"
            " motorways by their names, the others for minor streets"
            " (--fields street.road_class=COLUMN)."
        ]
    found = [road_class_of(cell) for cell in bound.get("road_class")]
    unknown = Counter(
        cell for cell, name in zip(bound.get("road_class"), found, strict=True) if name is None
    )
    warnings = [
        f"{bound.table.source}: road class {cell[:40]!r} is unknown, {count} streets are taken for"
        " minor ones."
        for cell, count in unknown.most_common(10)
    ]
    return [name or "minor" for name in found], warnings


def _ranges(bound: Bound, row: int, book: Notebook) -> tuple[int | None, ...]:
    """Return the four numbers of a row; street files write 0 or -1 where there are none."""
    numbers: list[int | None] = []
    for side in SIDES:
        cell = bound.get_cell(side, row)
        number = whole_number(cell)
        if cell and number is None and not _NO_NUMBER.fullmatch(cell):
            book.tell(
                Outcome.REPORTED,
                int(bound.table.line[row]),
                "not a house number, left out",
                column=bound.column_of[side],
                value=cell,
            )
        numbers.append(number or None)
    for start in (0, 2):
        pair = [number for number in numbers[start : start + 2] if number is not None]
        numbers[start : start + 2] = [pair[0], pair[-1]] if pair else [None, None]
    return tuple(numbers)


def _key(bound: Bound, row: int, parts: list[Any]) -> str:
    """Return the file's own id, else a hash of the name and the line."""
    if own := bound.get_cell("id", row):
        return own
    line = shapely.to_wkb(shapely.set_precision(shapely.MultiLineString(parts), _GRID))
    name = bound.get_cell("name", row).upper()
    return sha256(name.encode() + line).hexdigest()[:32]


def _tell_again(is_twin: bool, line: int, key: str, book: Notebook) -> None:
    """Note a key that came before."""
    reason = "the same street again" if is_twin else "replaces an earlier row of its id"
    book.tell(Outcome.MERGED, line, reason, column="id", value=key)


def _tell_twins(found: dict[str, tuple[Any, ...]], bound: Bound, book: Notebook) -> None:
    """Note streets that differ in nothing but their ids, or in their direction."""
    lines = [shapely.MultiLineString(parts) for *_, parts, _ in found.values()]
    drawn = shapely.to_wkb(shapely.normalize(shapely.set_precision(column(lines), _GRID)))
    first: dict[tuple[Any, ...], int] = {}
    for (key, street), line in zip(found.items(), drawn, strict=True):
        name, _, ranges, _, row = street
        sides = frozenset(frozenset(pair) for pair in (ranges[:2], ranges[2:]))
        before = first.setdefault((normal_street(name), sides, line), row)
        if before != row:
            book.tell(
                Outcome.REPORTED,
                int(bound.table.line[row]),
                f"the same line, name and ranges as line {bound.table.line[before]}",
                fix="leave one of the two out",
                column=bound.column_of.get("id", ""),
                value=key,
            )


def _rows(found: dict[str, tuple[Any, ...]]) -> StreetRows:
    """Turn the streets found into columns, a row for each part."""
    flat = [
        (key if not part else f"{key}#{part + 1}", name, road_class, ranges, line, bool(part), row)
        for key, (name, road_class, ranges, parts, row) in found.items()
        for part, line in enumerate(parts)
    ]
    ranges = np.full((len(flat), 4), None, dtype=object)
    for place, street in enumerate(flat):
        if not street[5]:
            ranges[place] = street[3]
    keys, names, classes, _, lines, extra, rows = zip(*flat, strict=True) if flat else ((),) * 7
    return StreetRows(
        np.asarray(rows, dtype=np.intp),
        column(keys),
        column(names),
        column(classes),
        ranges,
        column(lines),
        np.asarray(extra, dtype=bool),
    )
