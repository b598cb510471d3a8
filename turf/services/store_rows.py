"""Stores the rows of a file: new ones in, changed ones set, the others left alone."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from django.db.models import Model
from numpy.typing import NDArray

from turf.models import Jurisdiction
from turf.services.match_rows import Stored, match_rows
from turf.services.write_rows import Tell, insert_rows, update_rows

LOADED, UPDATED, UNCHANGED = 2, 1, 0


def store_rows(  # noqa: PLR0913 (all by name)
    *,
    model: type[Model],
    jurisdiction: Jurisdiction,
    key: str,
    columns: Mapping[str, NDArray[Any]],
    keep: frozenset[str] = frozenset(),
    stored: Stored | None = None,
    tell: Tell | None = None,
) -> NDArray[np.int8]:
    """Bring the model's rows of a jurisdiction in line with ``columns``, n values each.

    ``key`` names the column that tells rows apart, each value once. Columns in ``keep`` fill new
    rows and leave stored ones as they are. Returns (n,) LOADED, UPDATED or UNCHANGED.
    """
    names = [name for name in columns if name != key]
    if stored is None:
        rows = model._default_manager.filter(jurisdiction=jurisdiction)
        stored = match_rows(rows, key, columns[key].tolist(), names)
    new = np.flatnonzero(stored.is_new)
    compared = {name: columns[name] for name in names if name not in keep}
    changed = np.flatnonzero(stored.is_changed(compared))
    owner = {
        "organization_id": [jurisdiction.organization_id] * len(new),
        "jurisdiction_id": [jurisdiction.pk] * len(new),
    }
    insert_rows(
        model, {**owner, **{name: values[new] for name, values in columns.items()}}, tell=tell
    )
    update_rows(
        model,
        stored.id[changed].tolist(),
        {name: values[changed] for name, values in compared.items()},
    )
    outcome = np.zeros(len(stored.id), dtype=np.int8)
    outcome[new], outcome[changed] = LOADED, UPDATED
    return outcome
