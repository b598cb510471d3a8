"""How ours stands beside the others, group by group."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from tests.bench.contenders import BEST, OURS

# Sums of the same metres may differ by their order.
SAME_M = 1e-6


def compare(results: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Compare the metres a door of each group.

    ``mean`` is the plain mean over groups; ``mean_ratio`` that mean, and ``total_ratio`` all metres
    walked, as multiples of PyVRP's where it ran; ``not_worse`` in how many groups ours walks no
    more than each other, and where it does.
    """
    by_group = {one["contender"]: one["by_group"] for one in results}
    mean = {name: float(np.mean(list(groups.values()))) for name, groups in by_group.items()}
    total = {one["contender"]: one["metres_per_door"] * one["doors"] for one in results}
    ours = by_group.get(OURS, {})
    return {
        "mean": mean,
        "mean_ratio": _times_best(mean),
        "total_ratio": _times_best(total),
        "not_worse": {
            name: _beside(ours, groups)
            for name, groups in by_group.items()
            if ours and name != OURS
        },
    }


def _times_best(metres: Mapping[str, float]) -> dict[str, float]:
    best = metres.get(BEST, 0.0)
    return {name: one / best for name, one in metres.items()} if best else {}


def _beside(ours: Mapping[str, float], other: Mapping[str, float]) -> dict[str, Any]:
    both = [code for code in ours if code in other]
    worse = [code for code in both if ours[code] > other[code] + SAME_M]
    return {"groups": len(both) - len(worse), "of": len(both), "worse_in": worse}
