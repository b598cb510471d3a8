"""Puts together what is said of one layer."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from turf.importing.binding import Bound
from turf.importing.notes import Notebook, Outcome
from turf.importing.rejects import Reject
from turf.importing.report import LayerReport
from turf.services.store_rows import LOADED, UNCHANGED, UPDATED

# Streets and doors farther than this from every precinct are somewhere else.
REACH_KM = 100.0
Progress = Callable[[str, int, int], None]


def layer_report(
    layer: str,
    bound: Bound,
    book: Notebook,
    outcome: NDArray[np.int8],
    *,
    warnings: Sequence[str] = (),
    **counts: Any,
) -> LayerReport:
    """Count outcomes and notes, and gather the rejected rows with their cells."""
    table = bound.table
    rejects = [Reject(note, cells) for note, cells in table.broken]
    rejects += [Reject(note, table.row(row)) for row, note in book.rejected.items()]
    rejects.sort(key=lambda reject: reject.note.line)
    return LayerReport(
        layer,
        table.source,
        rows=len(table) + len(table.broken),
        loaded=int(np.sum(outcome == LOADED)),
        updated=int(np.sum(outcome == UPDATED)),
        unchanged=int(np.sum(outcome == UNCHANGED)),
        merged=book.count(Outcome.MERGED),
        rejected=len(rejects),
        repaired=book.count(Outcome.REPAIRED),
        warnings=(*table.notices, *warnings),
        notes=(*(note for note, _ in table.broken), *book.notes),
        rejects=tuple(rejects),
        **counts,
    )
