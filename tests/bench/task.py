"""What every contender is asked."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from tests.bench.groups import Groups
from tests.bench.town import Town
from tests.bench.walking import Metres
from turf.cutting.ground import Pack, Params

Walks = list[NDArray[np.intp]]
# Told how many groups are done, and of how many.
Tell = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Rules:
    """The size of a turf and how precincts are packed, alike for all; then what costs time.

    ``groups`` is on how many groups contenders that cut group after group race, None for all;
    ``pyvrp_seconds`` is given to PyVRP for each, ``jobs`` processes to ours.
    """

    params: Params = field(default_factory=lambda: Params(pack=Pack.NEVER))
    seed: int = 0
    groups: int | None = None
    pyvrp_seconds: float = 10.0
    jobs: int = 1


@dataclass(frozen=True, slots=True)
class Task:
    """The town, the groups that all race on, and metres between the doors of each."""

    town: Town
    groups: Groups
    metres: Metres
    rules: Rules

    def turfs(self, group: int) -> int:
        """How many turfs a group makes."""
        return max(1, round(len(self.groups.rows[group]) / self.rules.params.doors))
