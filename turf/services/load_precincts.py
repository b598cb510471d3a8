"""Stores a file's precincts."""

from django.utils import timezone

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
    *,
    jurisdiction: Jurisdiction,
    bound: Bound,
    is_replacing: bool = False,
    progress: Progress | None = None,
) -> LayerReport:
    """Store the precincts of a file, those of known codes as updates, and assign buildings anew.

    ``is_replacing`` retires those whose code the file does not name, unless it has none that could
    be read; what was cut there keeps them. Loaded again, a retired precinct stands again.
    """
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
        known = Precinct.objects.filter(jurisdiction=jurisdiction)
        known.filter(code__in=rows.code.tolist()).update(retired_at=None)
        retired = 0
        if is_replacing and len(rows.code):
            gone = known.live().exclude(code__in=list(codes))
            retired = gone.update(retired_at=timezone.now())
        if progress:
            progress("precincts: assigning buildings", 0, 0)
        outside, shared = assign_precincts(jurisdiction=jurisdiction)
    warnings = []
    if retired:
        warnings.append(f"{retired} precincts that the file does not name were retired.")
    if outside:
        warnings.append(f"{outside} buildings lie in no precinct; they are kept.")
    if shared:
        warnings.append(
            f"{shared} buildings lie in several precincts, and in the first of them by code:"
            " are precincts of an older division still there?"
        )
    return layer_report("precincts", bound, book, outcome, warnings=warnings)
