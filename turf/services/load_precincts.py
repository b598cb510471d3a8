"""Stores a file's precincts."""

from turf.importing.binding import Bound
from turf.importing.precincts import read_precincts
from turf.importing.report import LayerReport
from turf.models import Jurisdiction, Precinct
from turf.services.assign_precincts import assign_precincts
from turf.services.find_ground import find_ground
from turf.services.hold_ground import hold_ground
from turf.services.layer_report import Progress, layer_report
from turf.services.store_rows import store_rows


def load_precincts(
    *, jurisdiction: Jurisdiction, bound: Bound, progress: Progress | None = None
) -> LayerReport:
    """Store the precincts of a file, those of known codes as updates, and assign buildings anew."""
    codes = set(bound.get("code"))
    ground = find_ground(jurisdiction=jurisdiction, but=codes)
    rows, book = read_precincts(bound, ground=ground)
    columns = {
        "code": rows.code,
        "name": rows.name,
        "ward": rows.ward,
        "boundary": rows.boundary,
    }
    with hold_ground(jurisdiction=jurisdiction):
        outcome = store_rows(
            model=Precinct,
            jurisdiction=jurisdiction,
            key="code",
            columns=columns,
            keep=frozenset(field for field in ("name", "ward") if not bound.has(field)),
        )
        if progress:
            progress("precincts: assigning buildings", 0, 0)
        outside, shared = assign_precincts(jurisdiction=jurisdiction)
    warnings = []
    if outside:
        warnings.append(f"{outside} buildings lie in no precinct; they are kept.")
    if shared:
        warnings.append(
            f"{shared} buildings lie in several precincts, and in the first of them by code:"
            " are precincts of an older division still there?"
        )
    return layer_report("precincts", bound, book, outcome, warnings=warnings)
