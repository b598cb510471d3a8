"""Stores a file's streets."""

import numpy as np
from numpy.typing import NDArray

from turf.importing.binding import Bound
from turf.importing.notes import Notebook
from turf.importing.report import LayerReport
from turf.importing.streets import SIDES, StreetRows, read_streets
from turf.models import Jurisdiction, Street
from turf.services.find_clashes import REASON, find_clashes
from turf.services.find_ground import find_ground
from turf.services.hold_ground import hold_ground
from turf.services.layer_report import REACH_KM, Progress, layer_report
from turf.services.match_rows import Stored, match_rows
from turf.services.store_rows import store_rows


def load_streets(
    *, jurisdiction: Jurisdiction, bound: Bound, progress: Progress | None = None
) -> LayerReport:
    """Store the streets of a file, those of known keys as updates."""
    tell = progress or (lambda stage, done, total: None)
    ground = find_ground(jurisdiction=jurisdiction)
    rows, book, warnings = read_streets(bound, ground=ground, reach_km=REACH_KM)
    with hold_ground(jurisdiction=jurisdiction):
        rows, outcome = _store(jurisdiction, rows, bound, book, tell)
    extra = int(np.sum(rows.is_extra))
    if extra:
        warnings.append(f"{extra} streets more than rows: lines in parts that do not meet.")
    return layer_report("streets", bound, book, outcome[~rows.is_extra], warnings=warnings)


def _store(
    jurisdiction: Jurisdiction, rows: StreetRows, bound: Bound, book: Notebook, tell: Progress
) -> tuple[StreetRows, NDArray[np.int8]]:
    """Store the streets whose keys are theirs; returns those, and what became of each."""
    names = ("name", "road_class", *SIDES, "line")
    there = Street.objects.filter(jurisdiction=jurisdiction)
    stored = match_rows(there, "key", rows.key.tolist(), names)
    rows, stored = _without_clashes(rows, stored, bound, book)
    ranges = {side: rows.ranges[:, number] for number, side in enumerate(SIDES)}
    columns = {
        "key": rows.key,
        "name": rows.name,
        "road_class": rows.road_class,
        **ranges,
        "line": rows.line,
    }
    return rows, store_rows(
        model=Street,
        jurisdiction=jurisdiction,
        key="key",
        columns=columns,
        keep=frozenset(field for field in ("name", "road_class", *SIDES) if not bound.has(field)),
        stored=stored,
        tell=lambda done, total: tell("streets", done, total),
    )


def _without_clashes(
    rows: StreetRows, stored: Stored, bound: Bound, book: Notebook
) -> tuple[StreetRows, Stored]:
    """Reject the streets whose id is another street's."""
    clashes = find_clashes(stored, drawn="line", geometry=rows.line, named="name", name=rows.name)
    for row in rows.row[clashes].tolist():
        book.reject(
            row,
            int(bound.table.line[row]),
            REASON,
            column=bound.column_of.get("id", ""),
            fix="two files number their streets alike: leave the id out (street.id=)",
        )
    good = np.flatnonzero(~clashes)
    return rows.take(good), stored.take(good)
