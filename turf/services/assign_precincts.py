"""Gives every building the precinct it lies in."""

import numpy as np
import shapely
from django.contrib.gis.db.models.functions import AsWKB
from numpy.typing import NDArray

from turf.importing.covering import cover
from turf.importing.table import column
from turf.models import Building, Jurisdiction, Precinct
from turf.services.match_rows import CHUNK
from turf.services.write_rows import update_rows


class PrecinctMap:
    """The precincts of a jurisdiction, to look points up in."""

    def __init__(self, jurisdiction: Jurisdiction) -> None:
        rows = list(
            Precinct.objects.live()
            .filter(jurisdiction=jurisdiction)
            .annotate(wkb=AsWKB("boundary"))
            .values_list("id", "code", "wkb")
        )
        self.id = column([pk for pk, _, _ in rows])
        self.code = column([code for _, code, _ in rows])
        self.boundary = column([shapely.from_wkb(bytes(wkb)) for _, _, wkb in rows])

    def ids_at(self, lonlat: NDArray[np.float64]) -> tuple[NDArray[np.object_], int]:
        """Return the id of the precinct at each of n points, or None; and how many were shared."""
        rows, shared = cover(lonlat, self.boundary, self.code)
        ids = column([None] * len(lonlat))
        ids[rows >= 0] = self.id[rows[rows >= 0]]
        return ids, shared


def assign_precincts(*, jurisdiction: Jurisdiction) -> tuple[int, int]:
    """Look up every building's precinct anew and store what changed.

    Returns how many buildings lie in no precinct, and how many in several, of which the first by
    code has them.
    """
    rows = (
        Building.objects.filter(jurisdiction=jurisdiction)
        .annotate(wkb=AsWKB("location"))
        .values_list("id", "precinct_id", "wkb")
    )
    ids, before, wkb = [], [], []
    for pk, precinct, point in rows.iterator(chunk_size=CHUNK):
        ids.append(pk)
        before.append(precinct)
        wkb.append(bytes(point))
    lonlat = shapely.get_coordinates(shapely.from_wkb(wkb)).reshape(-1, 2)
    after, shared = PrecinctMap(jurisdiction).ids_at(lonlat)
    moved = np.flatnonzero(column(before) != after)
    update_rows(
        Building, np.array(ids, dtype=np.int64)[moved].tolist(), {"precinct_id": after[moved]}
    )
    return sum(one is None for one in after), shared
