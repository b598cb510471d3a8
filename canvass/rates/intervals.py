"""Intervals at 95 %: Wilson for a share, by walk for a ratio, Newcombe for a difference."""

from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

Z_95 = 1.959964
"""The normal quantile of a two-sided 95 % interval."""


@dataclass(frozen=True, slots=True)
class Interval:
    """From ``low`` to ``high``, both included."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value with its interval; the interval is None where it cannot be known."""

    value: float
    interval: Interval | None


def wilson(successes: float, trials: float, *, z: float = Z_95) -> Interval | None:
    """Give the Wilson score interval of successes / trials; None without trials.

    ``trials`` may be a fraction where a denominator is estimated. Raises ValueError unless
    0 <= successes <= trials. Wilson, JASA 22 (1927), 209-212.
    """
    if not 0 <= successes <= trials:
        raise ValueError(f"successes must be from 0 to {trials}, not {successes}")
    if trials == 0:
        return None
    share = successes / trials
    scale = 1 + z * z / trials
    centre = (share + z * z / (2 * trials)) / scale
    half = z * sqrt(share * (1 - share) / trials + z * z / (4 * trials * trials)) / scale
    # Rounding may push a bound past the share itself when that is 0 or 1.
    return Interval(max(0.0, min(centre - half, share)), min(1.0, max(centre + half, share)))


def clustered_ratio(
    y: NDArray[np.float64], x: NDArray[np.float64], *, z: float = Z_95
) -> Estimate | None:
    """Give the ratio sum(y) / sum(x) with an interval that knows that knocks come in walks.

    ``y`` and ``x`` have shape (k,), one entry for each walk. None when sum(x) is 0; without an
    interval for fewer than two walks. Raises ValueError when the shapes differ. Cochran, Sampling
    Techniques (1977), section 6.3.
    """
    if y.shape != x.shape:
        raise ValueError(f"y has shape {y.shape} but x has shape {x.shape}")
    total = float(x.sum())
    if total == 0:
        return None
    ratio = float(y.sum()) / total
    walks = len(x)
    if walks < 2:
        return Estimate(ratio, None)
    variance = walks / (walks - 1) * float(np.square(y - ratio * x).sum()) / total**2
    half = z * sqrt(variance)
    return Estimate(ratio, Interval(ratio - half, ratio + half))


def difference(
    successes: tuple[int, int], trials: tuple[int, int], *, z: float = Z_95
) -> Estimate | None:
    """Give the first share less the second with Newcombe's hybrid score interval.

    None when one of them has no trials. Raises ValueError as `wilson` does. Newcombe, Statistics in
    Medicine 17 (1998), 873-890, method 10.
    """
    first = wilson(successes[0], trials[0], z=z)
    second = wilson(successes[1], trials[1], z=z)
    if first is None or second is None:
        return None
    p, q = successes[0] / trials[0], successes[1] / trials[1]
    below = sqrt((p - first.low) ** 2 + (second.high - q) ** 2)
    above = sqrt((first.high - p) ** 2 + (q - second.low) ** 2)
    return Estimate(p - q, Interval(p - q - below, p - q + above))
