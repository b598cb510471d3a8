"""Gives each walk list the street lines around its turf, so that its map needs no network."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely
from django.contrib.gis.db.models.functions import AsWKB

from turf.geo import to_shapely
from turf.models import Campaign, Street, Turf

MARGIN_DEG = 0.0006  # about 60 m: the far side of the streets that bound the turf
DECIMALS = 6  # 0.1 m, and small enough for a phone


def clip_streets(*, campaign: Campaign, turfs: Sequence[Turf]) -> dict[int, list[dict[str, Any]]]:
    """For each turf's id, a list of {name, road_class, lines: [[[lon, lat], …], …]}.

    Lines are cut at a rectangle a little larger than the outline.
    """
    rows = list(
        Street.objects.filter(jurisdiction=campaign.jurisdiction_id)
        .order_by("key")
        .values_list("name", "road_class", AsWKB("line"))
    )
    lines = np.empty(len(rows), dtype=object)
    lines[:] = shapely.from_wkb([bytes(wkb) for _, _, wkb in rows])
    index = shapely.STRtree(lines)
    outlines = to_shapely(turf.outline for turf in turfs)
    clipped: dict[int, list[dict[str, Any]]] = {}
    for turf, outline in zip(turfs, outlines, strict=True):
        west, south, east, north = outline.bounds
        frame = (west - MARGIN_DEG, south - MARGIN_DEG, east + MARGIN_DEG, north + MARGIN_DEG)
        clipped[turf.id] = [
            {"name": rows[row][0], "road_class": rows[row][1], "lines": _inside(lines[row], frame)}
            for row in np.sort(index.query(shapely.box(*frame), predicate="intersects"))
        ]
    return clipped


def _inside(line: Any, frame: tuple[float, float, float, float]) -> list[list[list[float]]]:
    parts = shapely.get_parts(shapely.clip_by_rect(line, *frame))
    return [
        np.round(shapely.get_coordinates(part), DECIMALS).tolist()
        for part in parts
        if part.geom_type == "LineString"
    ]
