"""Races pushes and pulls: `python -m tests.bench.sync`, or `make bench-sync`.

Every contender has a database of its own in one throw-away cluster, and is served alike; they run
one after the other, from an empty database to the figures.
"""

import argparse
import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, fields
from importlib.util import find_spec
from pathlib import Path

from tests.bench.sync import machine
from tests.bench.sync.contenders import CONTENDERS, OURS
from tests.bench.sync.database import SETTINGS, Database, Embedded, Postgres
from tests.bench.sync.race import Turn, take_turn
from tests.bench.sync.rules import Rules
from tests.bench.sync.tables import pull_lines, push_lines
from tests.with_postgis import cluster


def main() -> None:
    """Run those that are named, and print the tables."""
    options = _options()
    given = {one.name: getattr(options, one.name) for one in fields(Rules)}
    rules = Rules(**given)
    cores = machine.two_cores()
    turns = []
    with tempfile.TemporaryDirectory(prefix="stoop-race-") as folder, _clusters() as clusters:
        for line in machine.lines(Path(folder), cores):
            print(line, flush=True)
        print("options:", ", ".join(f"{name}={value}" for name, value in given.items()))
        for name in options.contenders:
            lacks = [one for one in CONTENDERS[name].needs if find_spec(one) is None]
            if lacks:
                print(f"Left out: {name}, which needs {' and '.join(lacks)}")
                continue
            turns.append(_turn(name, clusters, Path(folder), rules))
    if options.json:
        print(json.dumps([asdict(turn) for turn in turns]))
        return
    print("\n".join(["", *push_lines(turns), "", *pull_lines(turns)]))


def _turn(name: str, clusters: "_Clusters", folder: Path, rules: Rules) -> Turn:
    own = folder / name.replace(" ", "-")
    own.mkdir()
    is_embedded = CONTENDERS[name].is_embedded
    database = Embedded(own) if is_embedded else clusters.database(name)
    turn = take_turn(name, CONTENDERS[name], database, own, rules)
    shown = ", ".join(f"{setting}={value}" for setting, value in database.shown().items())
    print(f"{name}: {turn.a_second:.0f} knocks/s; {database.version()}: {shown}", flush=True)
    return turn


class _Clusters:
    """The one cluster of the race, started when somebody needs it."""

    def __init__(self) -> None:
        self._url = ""
        self._started = cluster(**SETTINGS)

    def database(self, name: str) -> Database:
        """Make an empty database for the contender ``name``."""
        self._url = self._url or self._started.__enter__()
        return Postgres(self._url, name.replace(" ", "_").replace(",", "").lower())

    def stop(self) -> None:
        """Stop and remove it."""
        if self._url:
            self._started.__exit__(None, None, None)


@contextmanager
def _clusters() -> Iterator[_Clusters]:
    clusters = _Clusters()
    try:
        yield clusters
    finally:
        clusters.stop()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.sync", description=__doc__)
    parser.add_argument(
        "--contenders",
        nargs="+",
        choices=list(CONTENDERS),
        default=list(CONTENDERS),
        metavar="NAME",
        help=f"of {', '.join(map(repr, CONTENDERS))} (default all); to tune: --contenders {OURS}",
    )
    for one in fields(Rules):
        flag = f"--{one.name.removeprefix('is_').replace('_', '-')}"
        if one.type is bool or one.type == "bool":
            parser.add_argument(flag, dest=one.name, action="store_true")
        else:
            kind = type(one.default)
            parser.add_argument(
                flag, dest=one.name, type=kind, default=one.default, help=f"default {one.default}"
            )
    parser.add_argument("--json", action="store_true", help="print the turns as JSON at the end")
    return parser.parse_args()


if __name__ == "__main__":
    main()
