"""Rates with an interval that knows that knocks come in walks: what is near is alike."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from canvass.rates.intervals import Interval, clustered_ratio
from canvass.rates.operational import KnockCounts, added_up, knock_rates
from canvass.rates.rate import Rate

_PARTS = (
    ("contacts", "attempts"),
    ("contacts_reachable", "reachable"),
    ("conversations", "attempts"),
)
"""What stands over and under the line, in the order of `knock_rates`."""


@dataclass(frozen=True, slots=True)
class ClusteredRate(Rate):
    """A rate of knocks with an interval by walk, None for fewer than two walks."""

    between: Interval | None = None

    @property
    def interval(self) -> Interval | None:
        """The 95 % interval by walk, which may lie beyond 0 or 1."""
        return self.between


def rates_by_walk(walks: Sequence[KnockCounts]) -> tuple[ClusteredRate, ...]:
    """Give the rates whose unit is the knock over all ``walks``, each with its interval by walk.

    A walk counts where anything stands under the line.
    """
    whole = knock_rates(added_up(walks))
    return tuple(_clustered(rate, *parts, walks) for rate, parts in zip(whole, _PARTS, strict=True))


def _clustered(rate: Rate, over: str, under: str, walks: Sequence[KnockCounts]) -> ClusteredRate:
    made, of = (np.array([getattr(one, name) for one in walks], float) for name in (over, under))
    estimate = clustered_ratio(made[of > 0], of[of > 0])
    count = int((of > 0).sum())
    return ClusteredRate(
        f"{rate.name}_by_walk",
        rate.numerator,
        rate.denominator,
        rate.unit,
        f"{rate.rule}; the interval is that of a sample of {count} walks",
        between=estimate.interval if estimate else None,
    )
