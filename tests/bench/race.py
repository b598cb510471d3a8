"""The race: every contender on the same doors, each in a process of its own, judged alike."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from functools import cache, partial
from importlib.util import find_spec
from typing import Any

from tests.bench.compare import compare
from tests.bench.contenders import Contender, chosen
from tests.bench.cost import run_alone
from tests.bench.groups import groups_of
from tests.bench.judge import judge
from tests.bench.part import take_share
from tests.bench.task import Rules, Task
from tests.bench.town import Town
from tests.bench.walking import Metres, Walking
from turf.errors import NotFound

# Told what is being done, how much of it is done, and of how much.
Show = Callable[[str, int, int], None]
SHARES = (0.25, 0.5, 1.0)


def run_race(
    town: Town, rules: Rules, names: Sequence[str] = (), show: Show = lambda *_: None
) -> dict[str, Any]:
    """Run those named, all when none is; ``missing`` names what the others lack.

    The metres between doors are worked out once, for all who need them, and are in nobody's
    seconds; ours makes its own. Where not all groups race, ours still cuts the whole town, in whose
    time it is given, and ``everywhere`` judges all of it. Raises NotFound for an unknown contender,
    or when the packages of all are missing.
    """
    contenders = chosen(names)
    missing = _missing(contenders)
    everything = groups_of(town, rules.params)
    raced = everything.spread(rules.groups or len(everything.rows))
    # Made at its first use: who needs no metres shall not hold them in memory.
    walking = cache(partial(Walking, town))
    metres = Metres(walking, raced.rows)
    if any(one.needs_metres for name, one in contenders.items() if name not in missing):
        metres.hold(partial(show, "metres between doors"))
    task = Task(town, raced, metres, rules)
    results, everywhere = [], []
    for name, contender in contenders.items():
        if name in missing:
            continue
        show(name, 0, 0)
        walks, cost = run_alone(name, partial(contender.run, task), partial(show, name))
        tell = partial(show, f"judging {name}")
        results.append(judge(name, walks, cost, (raced, metres), tell))
        if not contender.is_by_group and raced is not everything:
            ground = (everything, Metres(walking, everything.rows))
            everywhere.append(judge(name, walks, cost, ground, tell))
    found = [asdict(result) for result in results]
    return {
        "doors": len(town.lonlat),
        "precincts": len(town.code),
        "rules": {
            "turf_doors": rules.params.doors,
            "tolerance": rules.params.tolerance,
            "pack": str(rules.params.pack),
            "seed": rules.seed,
            "jobs": rules.jobs,
            "pyvrp_seconds": rules.pyvrp_seconds,
        },
        "groups": raced.code,
        "groups_everywhere": len(everything.code),
        "results": found,
        "everywhere": [asdict(result) for result in everywhere],
        "compared": compare(found),
        "missing": missing,
    }


def run_growth(
    town: Town, rules: Rules, names: Sequence[str], show: Show = lambda *_: None
) -> dict[str, Any]:
    """Race on a quarter, half, and all of the precincts."""
    races = []
    for share in SHARES:
        tell = partial(_at_share, show, share)
        races.append({"share": share, **run_race(take_share(town, share), rules, names, tell)})
    return {"growth": races}


def _at_share(show: Show, share: float, stage: str, done: int, total: int) -> None:
    show(f"{share:g} of the precincts, {stage}", done, total)


def _missing(contenders: dict[str, Contender]) -> dict[str, list[str]]:
    """What those lack that cannot run. Raises NotFound when nobody can."""
    lacks = {
        name: [package for package in contender.needs if find_spec(package) is None]
        for name, contender in contenders.items()
    }
    missing = {name: packages for name, packages in lacks.items() if packages}
    if len(missing) == len(contenders):
        needed = ", ".join(
            sorted({package for packages in missing.values() for package in packages})
        )
        raise NotFound(f"Nobody can run without {needed}: install the bench extra")
    return missing
