"""Decides where buildings stand: by their file, as stored, or by street ranges."""

from dataclasses import dataclass

import numpy as np
import shapely
from django.contrib.gis.db.models.functions import AsWKB
from numpy.typing import NDArray

from turf.importing.placing import StreetBook
from turf.importing.table import Texts, column
from turf.models import Jurisdiction, Street
from turf.models.door import PlacedBy
from turf.services.match_rows import CHUNK, Stored

_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Places:
    """Where g buildings stand.

    ``lonlat`` (g, 2) is NaN where ``reason`` (g,) says why none was found; ``placed_by`` (g,) says
    where each position comes from.
    """

    lonlat: NDArray[np.float64]
    placed_by: NDArray[np.object_]
    reason: NDArray[np.object_]
    warnings: tuple[str, ...]


def place_buildings(
    *,
    jurisdiction: Jurisdiction,
    lonlat: NDArray[np.float64],
    number: Texts,
    street: Texts,
    stored: Stored,
) -> Places:
    """Find a position for each of g buildings, ``lonlat`` (g, 2) being what the file says.

    What a canvasser has put right stays; else the file's word counts, then what is stored, then the
    address ranges of the street.
    """
    where = lonlat.copy()
    reason = column([""] * len(where))
    is_stored = ~stored.is_new
    placed_by = np.where(is_stored, stored.values["placed_by"], PlacedBy.FILE.value)
    by_file = ~np.isnan(lonlat[:, 0])
    as_stored = is_stored & ((placed_by == PlacedBy.CANVASSER.value) | ~by_file)
    placed_by[by_file & ~as_stored] = PlacedBy.FILE.value
    where[as_stored] = shapely.get_coordinates(stored.values["location"][as_stored])
    rows = np.flatnonzero(~by_file & ~is_stored)
    if not len(rows):
        return Places(where, placed_by, reason, ())
    found = _street_book(jurisdiction).place(
        [number[row] for row in rows], [street[row] for row in rows]
    )
    where[rows] = found.lonlat
    placed_by[rows] = PlacedBy.STREET_RANGE.value
    reason[rows] = column(found.reason)
    warnings = [
        f"Street {spelt!r} is not in the street file; {taken.title()!r} was taken for it."
        for spelt, taken in sorted(found.near_miss.items())[:_SHOWN]
    ]
    if len(found.near_miss) > _SHOWN:
        warnings.append(f"{len(found.near_miss) - _SHOWN} more street names were taken likewise.")
    return Places(where, placed_by, reason, tuple(warnings))


def _street_book(jurisdiction: Jurisdiction) -> StreetBook:
    """Read the streets of a jurisdiction that have names."""
    rows = list(
        Street.objects.filter(jurisdiction=jurisdiction)
        .exclude(name="")
        .order_by("key")
        .annotate(wkb=AsWKB("line"))
        .values_list("name", "left_from", "left_to", "right_from", "right_to", "wkb")
        .iterator(chunk_size=CHUNK)
    )
    ranges = np.array([row[1:5] for row in rows], dtype=object).reshape(-1, 4)
    lines = column([shapely.from_wkb(bytes(row[5])) for row in rows])
    return StreetBook([row[0] for row in rows], lines, ranges)
