"""Chaos for as long as asked, on the database that DATABASE_URL names.

    python -m tests.chaos --minutes 20
    python -m tests.chaos --seed 7 --steps 100000 --faults drop=0.3,repeat=0.3

The same seed and steps do the same again, as far as two processes allow it. Loopback only.
"""

import os
import shlex
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections import Counter
from collections.abc import Mapping
from random import SystemRandom

import pytest

from tests.chaos.faults import STORM, Fault, read_faults
from tests.chaos.plan import PLAN, Plan

PATHS = (
    "tests/chaos",
    "tests/canvass/services/test_record_knocks_at_once.py",
    "tests/canvass/change_log/test_race.py",
    "tests/canvass/sync_machine",
)


class Planned:
    """Gives the tests their plan."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    def pytest_configure(self, config: pytest.Config) -> None:
        config.stash[PLAN] = self.plan


def main() -> int:
    """Say what will be done, do it, and say what was done; 0 when nothing was lost."""
    options = read_options()
    faults = ",".join(f"{fault.value}={share}" for fault, share in options.faults.items())
    length = f"--steps {options.steps}" if options.steps else f"--minutes {options.minutes}"
    again = f"python -m tests.chaos --seed {options.seed} {length} --faults {faults}"
    again += f" {shlex.join(options.paths)}" if options.paths else ""
    print(
        f"chaos: {again}\non {os.environ.get('DATABASE_URL', 'the embedded database')}", flush=True
    )
    minutes = None if options.steps else options.minutes
    plan = Plan(options.seed, minutes, options.steps, options.faults)
    code = pytest.main(["-q", "-p", "no:xdist", *(options.paths or PATHS)], [Planned(plan)])
    for line in told(plan.tally, is_good=code == pytest.ExitCode.OK):
        print(line)
    return int(code)


def read_options() -> Namespace:
    """Read the command line; without a seed, one is drawn."""
    parser = ArgumentParser(prog="python -m tests.chaos", description=str(__doc__).split("\n")[0])
    parser.add_argument("--seed", type=int, default=SystemRandom().randrange(1_000_000))
    length = parser.add_mutually_exclusive_group()
    length.add_argument("--minutes", type=float, default=20.0)
    length.add_argument("--steps", type=int, help="100000: 100 kills, 500 twins, 10,000 examples")
    parser.add_argument("--faults", type=_faults, default=STORM, metavar="drop=0.2,…")
    parser.add_argument("paths", nargs="*", help="only these tests")
    return parser.parse_args()


def told(tally: Counter[str], *, is_good: bool) -> list[str]:
    """Say what was counted; a test that found something lost is red, and says what."""
    lines = [f"  {count:9,d}  {what}" for what, count in sorted(tally.items())]
    verdict = (
        "0 acknowledged and lost, 0 never delivered" if is_good else "something is wrong: above"
    )
    return ["counts:", *lines, verdict]


def _faults(text: str) -> Mapping[Fault, float]:
    try:
        return read_faults(text)
    except ValueError as error:
        raise ArgumentTypeError(str(error)) from error


if __name__ == "__main__":
    sys.exit(main())
