"""Reads ground out of the database into the arrays the engine takes."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from django.contrib.gis.db.models.functions import AsWKB
from numpy.typing import NDArray

from turf.cutting.ground import Areas, Doors, Streets
from turf.errors import NotFound
from turf.models import Campaign, Door, Precinct, Street, Universe
from turf.querysets import DoorQuerySet
from turf.services.read_arrays import from_wkb, read_doors, read_streets


@dataclass(frozen=True, slots=True)
class Ground:
    """The engine's arrays, with the database ids of their rows.

    ``door_id`` (n,), ``street_id`` (m,), ``precinct_id`` (a,).
    """

    doors: Doors
    streets: Streets
    areas: Areas
    door_id: NDArray[np.int64]
    street_id: NDArray[np.int64]
    precinct_id: NDArray[np.int64]


def read_ground(
    *, campaign: Campaign, universe: Universe | None, precincts: Sequence[str]
) -> Ground:
    """Read the doors of ``universe`` (all when None) in ``precincts`` (all when empty).

    With precincts named, doors elsewhere are none of this cut's business; without, doors outside
    every precinct are read too, so that the cut can account for them. Rows come in an order that
    depends on the ground alone, not on when it was loaded. Raises NotFound naming what is missing.
    """
    areas, precinct_id = _read_areas(campaign, precincts)
    of_universe: DoorQuerySet = Door.objects.of_jurisdiction(campaign.jurisdiction_id)
    if universe is not None:
        of_universe = of_universe.in_universe(universe)
    if precincts:
        of_universe = of_universe.in_precincts(precinct_id.tolist())
    doors, door_id = read_doors(
        of_universe, {key: row for row, key in enumerate(precinct_id.tolist())}
    )
    streets, street_id = read_streets(Street.objects.filter(jurisdiction=campaign.jurisdiction_id))
    return Ground(doors, streets, areas, door_id, street_id, precinct_id)


def _read_areas(campaign: Campaign, precincts: Sequence[str]) -> tuple[Areas, NDArray[np.int64]]:
    known = Precinct.objects.live().filter(jurisdiction=campaign.jurisdiction_id)
    rows = list(
        (known.filter(code__in=precincts) if precincts else known)
        .order_by("code")
        .values_list("id", "code", AsWKB("boundary"))
    )
    missing = sorted(set(precincts) - {code for _, code, _ in rows})
    if missing:
        there = ", ".join(known.order_by("code").values_list("code", flat=True)[:10])
        raise NotFound(f"There is no precinct {', '.join(missing)}; the first ones are: {there}")
    if not rows:
        raise NotFound(
            f"No precincts are loaded. Load them with: manage.py load_ground --campaign "
            f"{campaign.slug} --precincts FILE"
        )
    ids, codes, wkb = zip(*rows, strict=True)
    return (
        Areas(code=np.array(codes, dtype=object), boundary=from_wkb(wkb)),
        np.array(ids, dtype=np.int64),
    )
