"""Scores a cut by its turfs as they are now."""

from dataclasses import asdict
from typing import Any

import numpy as np
from django.db.models import Count

from turf.cutting.result import Turfs
from turf.cutting.score import sum_up
from turf.models import Cut, Turf, UnassignedDoor

FIGURES = ("door_count", "walk_m", "minutes", "worst_hop_m", "crossings", "compactness")


def score_turfs(*, cut: Cut) -> dict[str, Any]:
    """Return the score of the live turfs of ``cut``: of an unedited cut, byte for byte the run's.

    The turfs are taken in the order in which the engine gave them, for sums of floats depend on
    it. ``crossings`` is None where a turf does not know its own.
    """
    rows = Turf.objects.live().filter(cut=cut).order_by("pk").values_list(*FIGURES)
    columns = [np.array(column) for column in zip(*rows, strict=True)] or [np.empty(0)] * 6
    doors, walk_m, minutes, worst_hop_m, crossings, compactness = columns
    is_known = crossings.dtype != object
    nothing = np.empty(len(doors), dtype=object)
    score = asdict(
        sum_up(
            Turfs(
                areas=nothing,
                outline=nothing,
                door_count=doors.astype(np.intp),
                walk_m=walk_m,
                minutes=minutes,
                worst_hop_m=worst_hop_m,
                crossings=crossings.astype(np.intp) if is_known else np.zeros(len(doors), np.intp),
                compactness=compactness,
            ),
            dict(
                UnassignedDoor.objects.filter(cut=cut)
                .values_list("reason")
                .annotate(doors=Count("pk"))
            ),
        )
    )
    return score if is_known else score | {"crossings": None}
