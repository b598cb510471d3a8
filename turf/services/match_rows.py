"""Finds which rows of a file are stored already, and what is stored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from django.contrib.gis.db.models import GeometryField
from django.contrib.gis.db.models.functions import AsWKB
from django.db.models import QuerySet
from numpy.typing import NDArray

from turf.importing.table import column

CHUNK = 10_000


@dataclass(frozen=True, slots=True)
class Stored:
    """What the database holds for each of n keys: ``id`` (n,), 0 where nothing, and ``values``."""

    id: NDArray[np.int64]
    values: Mapping[str, NDArray[np.object_]]

    @property
    def is_new(self) -> NDArray[np.bool_]:
        """Whether each key is not stored yet."""
        return np.asarray(self.id == 0)

    def take(self, rows: NDArray[np.intp]) -> "Stored":
        """Return what is stored for some of the keys."""
        return Stored(self.id[rows], {name: values[rows] for name, values in self.values.items()})

    def is_changed(self, columns: Mapping[str, Any]) -> NDArray[np.bool_]:
        """Whether each stored row differs from the n values in ``columns``."""
        changed = np.zeros(len(self.id), dtype=bool)
        for name, values in columns.items():
            stored = self.values[name]
            if len(values) and isinstance(values[0], shapely.Geometry):
                changed |= ~shapely.equals_exact(stored, values, tolerance=1e-11)
            else:
                changed |= np.asarray(stored != values, dtype=bool)
        return changed & ~self.is_new


def match_rows(rows: QuerySet[Any], key: str, keys: Sequence[str], names: Sequence[str]) -> Stored:
    """Look ``keys``, each once, up among ``rows`` by the attribute ``key``; read ``names`` of each.

    Geometries come as shapely ones. The rows are streamed: memory holds what matches.
    """
    place = {one: position for position, one in enumerate(keys)}
    drawn = [name for name in names if isinstance(rows.model._meta.get_field(name), GeometryField)]
    plain = [name for name in names if name not in drawn]
    ids = np.zeros(len(keys), dtype=np.int64)
    found = {name: column([None] * len(keys)) for name in (*plain, *drawn)}
    wkb = {f"{name}_wkb": AsWKB(name) for name in drawn}
    wanted = rows.annotate(**wkb).values_list(key, "id", *plain, *wkb)
    for one, pk, *values in wanted.iterator(chunk_size=CHUNK):
        position = place.get(one)
        if position is not None:
            ids[position] = pk
            for name, value in zip(found, values, strict=True):
                found[name][position] = bytes(value) if name in drawn else value
    for name in drawn:
        found[name] = column(shapely.from_wkb(found[name]).tolist())
    return Stored(ids, found)
