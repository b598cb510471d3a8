"""Stores a file's streets."""

import numpy as np

from turf.importing.fields import Bound
from turf.importing.report import LayerReport
from turf.importing.streets import SIDES, read_streets
from turf.models import Jurisdiction, Street
from turf.services.find_ground import find_ground
from turf.services.layer_report import REACH_KM, Progress, layer_report
from turf.services.store_rows import store_rows
from turf.transactions import writing


@writing()
def load_streets(
    *, jurisdiction: Jurisdiction, bound: Bound, progress: Progress | None = None
) -> LayerReport:
    """Store the streets of a file, those of known keys as updates."""
    ground = find_ground(jurisdiction=jurisdiction)
    rows, book, warnings = read_streets(bound, ground=ground, reach_km=REACH_KM)
    ranges = {side: rows.ranges[:, number] for number, side in enumerate(SIDES)}
    columns = {
        "key": rows.key, "name": rows.name, "road_class": rows.road_class, **ranges,
        "line": rows.line,
    }
    outcome = store_rows(
        model=Street, jurisdiction=jurisdiction, key="key", columns=columns,
        keep=frozenset(
            field for field in ("name", "road_class", *SIDES) if not bound.has(field)
        ),
        tell=progress and (lambda done, total: progress("streets", done, total)),
    )
    extra = int(np.sum(rows.is_extra))
    if extra:
        warnings.append(f"{extra} streets more than rows: lines in parts that do not meet.")
    return layer_report("streets", bound, book, outcome[~rows.is_extra], warnings=warnings)
