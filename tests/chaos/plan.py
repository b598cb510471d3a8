"""How much chaos, from which seed: little within the suite, as much as asked with `make chaos`."""

import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from random import Random, SystemRandom
from typing import Any

import pytest

from tests.chaos.faults import STORM, Fault

SHARES = {
    "clients": 0.2,
    "kills": 0.2,
    "crashes": 0.15,
    "machine": 0.3,
    "twins": 0.05,
    "race": 0.05,
}
"""Of the minutes asked for, by what they are spent on; the rest goes to starting and stopping."""

STEPS_A_TURN = {
    "clients": 5_000,
    "kills": 1_000,
    "crashes": 4_000,
    "machine": 10_000,
    "twins": 200,
    "race": 5_000,
}
"""How many steps of `make chaos` one turn of each stands for; the machine's turn is an example."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do; with neither ``minutes`` nor ``steps`` it is the suite's small share.

    ``tally`` counts what was done, for the end.
    """

    seed: int
    minutes: float | None = None
    steps: int | None = None
    faults: Mapping[Fault, float] = field(default_factory=lambda: STORM)
    tally: Counter[str] = field(default_factory=Counter)

    def chance(self, what: str) -> Random:
        """Chance of its own for ``what``: the same from the same seed, whatever else is done."""
        return Random(f"{self.seed} {what}")

    def turns(self, what: str, *, least: int) -> Iterator[int]:
        """Number the turns: ``least`` in the suite, else until time or steps are used up."""
        until = time.monotonic() + (self.minutes or 0) * 60 * SHARES[what]
        most = self.steps // STEPS_A_TURN[what] if self.steps else 0
        turn = 0
        while turn < max(least, most) or (self.minutes and time.monotonic() < until):
            yield turn
            turn += 1


PLAN = pytest.StashKey[Plan]()


@pytest.fixture(scope="session")
def plan(request: pytest.FixtureRequest) -> Plan:
    """What `make chaos` was asked for, or the suite's small share of chaos."""
    return request.config.stash.get(PLAN, Plan(seed=SystemRandom().randrange(1_000_000)))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Any:
    """Say under a failure from which seed it can be had again."""
    report = yield
    if report.failed and (planned := getattr(item, "funcargs", {}).get("plan")):
        report.sections.append(("chaos", f"seed {planned.seed}"))
    return report
