"""The figures by which a cut is judged."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from turf.cutting.result import Score, Turfs


def score(turfs: Turfs, reason: NDArray[np.object_]) -> Score:
    """Sum up a cut; ``reason`` (n,) says why a door is unassigned, "" where it is not."""
    reasons = sorted(str(why) for why in reason if why)
    return sum_up(turfs, {why: reasons.count(why) for why in dict.fromkeys(reasons)})


def sum_up(turfs: Turfs, unassigned_by_reason: Mapping[str, int]) -> Score:
    """Sum up turfs, and doors in no turf by the reason for it."""
    count = turfs.door_count
    assigned = int(count.sum())
    any_turf = len(count) > 0
    return Score(
        turfs=len(count),
        assigned=assigned,
        unassigned=sum(unassigned_by_reason.values()),
        unassigned_by_reason=dict(sorted(unassigned_by_reason.items())),
        metres_per_door=float(turfs.walk_m.sum() / assigned) if any_turf else None,
        doors_min=int(count.min()) if any_turf else None,
        doors_median=float(np.median(count)) if any_turf else None,
        doors_max=int(count.max()) if any_turf else None,
        doors_cv=float(count.std() / count.mean()) if any_turf else None,
        minutes_total=float(turfs.minutes.sum()),
        worst_hop_m=float(turfs.worst_hop_m.max()) if any_turf else None,
        crossings=int(turfs.crossings.sum()),
        compactness_mean=float(turfs.compactness.mean()) if any_turf else None,
    )
