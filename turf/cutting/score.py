"""The figures by which a cut is judged."""

import numpy as np
from numpy.typing import NDArray

from turf.cutting.result import Score, Turfs


def score(turfs: Turfs, reason: NDArray[np.object_]) -> Score:
    """Sum up a cut; ``reason`` (n,) says why a door is unassigned, "" where it is not."""
    count = turfs.door_count
    assigned = int(count.sum())
    reasons = sorted(str(why) for why in reason if why)
    by_reason = {why: reasons.count(why) for why in dict.fromkeys(reasons)}
    any_turf = len(count) > 0
    return Score(
        turfs=len(count),
        assigned=assigned,
        unassigned=len(reasons),
        unassigned_by_reason=by_reason,
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
