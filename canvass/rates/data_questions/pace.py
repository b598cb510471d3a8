"""How closely knocks follow each other."""

from collections.abc import Hashable, Sequence

import numpy as np
from numpy.typing import NDArray

from canvass.rates.data_questions.noticed import Noticed, Pattern

BURST_S = 60
MOST_IN_A_BURST = 4
"""More actions than these in `BURST_S` are asked about."""

SHORT_GAP_S = 20
"""A convention of ours: to ring, wait, note it and walk next door takes longer at most doors."""

FEWEST_GAPS = 10
"""A median of fewer says little."""


def actions_s(
    knocked_s: Sequence[float], batches: Sequence[Hashable | None]
) -> NDArray[np.float64]:
    """Give the moments of the actions, in order: a knock each, all knocks of one batch one.

    ``knocked_s`` holds the moments of the knocks in seconds, in any order, and ``batches`` for each
    the batch it belongs to, or None. A batch happens when its first knock does. Raises ValueError
    when their lengths differ.
    """
    known: set[Hashable] = set()
    moments = []
    for at_s, batch in sorted(zip(knocked_s, batches, strict=True), key=lambda one: one[0]):
        if batch is None or batch not in known:
            moments.append(at_s)
        known.add(batch)
    return np.array(moments, dtype=np.float64)


def notice_burst(moments_s: NDArray[np.float64]) -> Noticed | None:
    """Notice more than `MOST_IN_A_BURST` actions within `BURST_S`, both ends included.

    ``moments_s`` has shape (n,), in order.
    """
    ends = np.searchsorted(moments_s, moments_s + BURST_S, side="right")
    most = int((ends - np.arange(len(moments_s))).max(initial=0))
    if most <= MOST_IN_A_BURST:
        return None
    return Noticed(Pattern.BURST, {"knocks": most, "within_s": BURST_S})


def notice_short_gaps(moments_s: NDArray[np.float64]) -> Noticed | None:
    """Notice that the median gap between consecutive actions is below `SHORT_GAP_S`.

    ``moments_s`` has shape (n,), in order. Fewer than `FEWEST_GAPS` gaps are not looked at.
    """
    gaps_s = np.diff(moments_s)
    if len(gaps_s) < FEWEST_GAPS:
        return None
    median_s = float(np.median(gaps_s))
    if median_s >= SHORT_GAP_S:
        return None
    return Noticed(Pattern.SHORT_GAPS, {"gaps": len(gaps_s), "median_s": median_s})
