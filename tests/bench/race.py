"""The race: every contender on the same doors, each in a process of its own, judged alike."""

import multiprocessing
import resource
import time
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from multiprocessing.connection import Connection
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tests.bench.contenders import CONTENDERS, Contender, Task, Walks
from tests.bench.town import Town
from tests.bench.walking import Walking

HEADS = (
    "contender",
    "doors",
    "turfs",
    "m/door",
    "cv",
    "min",
    "max",
    "worst hop m",
    "seconds",
    "peak MB",
)


@dataclass(frozen=True, slots=True)
class Result:
    """How one contender came out; ``by_area`` its metres a door in each area, by code."""

    contender: str
    doors: int
    turfs: int
    metres_per_door: float
    cv: float
    min: int
    max: int
    worst_hop_m: float
    seconds: float
    peak_mb: float
    by_area: dict[str, float]


def run_race(town: Town, *, doors: int = 50, pyvrp_seconds: float = 10.0) -> dict[str, Any]:
    """Run all whose packages are there; ``missing`` names what the others lack.

    The metres between doors are worked out once, for all, and are in nobody's seconds; ours makes
    its own besides. ``peak_mb`` is what a contender needs beyond them.
    """
    walking = Walking(town)
    rows = [np.flatnonzero(town.area == area) for area in range(len(town.code))]
    filled = [area for area, doors_there in enumerate(rows) if len(doors_there)]
    rows = [rows[area] for area in filled]
    task = Task(town, rows, [walking.between(some) for some in rows], doors, pyvrp_seconds)
    codes = [str(town.code[area]) for area in filled]
    results, missing = [], {}
    for name, contender in CONTENDERS.items():
        lacks = [package for package in contender.needs if find_spec(package) is None]
        if lacks:
            missing[name] = lacks
            continue
        walks, seconds, peak_mb = _alone(contender, task)
        results.append(_judged(name, task, codes, walks, (seconds, peak_mb)))
    return {
        "doors": len(town.lonlat),
        "areas": codes,
        "results": [asdict(result) for result in results],
        "missing": missing,
    }


def table_lines(race: dict[str, Any]) -> list[str]:
    """The results as a table, then the metres a door by area, then who is missing."""
    rows: list[tuple[str, ...]] = [HEADS]
    for one in race["results"]:
        figures = f"{one['doors']} {one['turfs']} {one['metres_per_door']:.2f} {one['cv']:.3f}"
        figures += f" {one['min']} {one['max']} {one['worst_hop_m']:.0f}"
        figures += f" {one['seconds']:.1f} {one['peak_mb']:.0f}"
        rows.append((one["contender"], *figures.split()))
    lines = [f"{race['doors']} doors in {len(race['areas'])} precincts", *_aligned(rows), ""]
    by_area = [("m/door by precinct", *(one["contender"] for one in race["results"]))]
    for code in race["areas"]:
        by_area.append((code, *(f"{one['by_area'][code]:.2f}" for one in race["results"])))
    lines += _aligned(by_area)
    lines += [
        f"Left out: {name}, which needs {' and '.join(lacks)}"
        for name, lacks in race["missing"].items()
    ]
    return lines


def _aligned(rows: list[tuple[str, ...]]) -> list[str]:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return [
        "  ".join([row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:])]) for row in rows
    ]


def _alone(contender: Contender, task: Task) -> tuple[Walks, float, float]:
    """Run in a fork, so that memory is its own; walks, seconds, and megabytes it grew by."""
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_run, args=(contender, task, there))
    process.start()
    there.close()
    try:
        walks, seconds, peak_mb = here.recv()
    finally:
        process.join()
    return walks, seconds, peak_mb


def _run(contender: Contender, task: Task, answer: Connection) -> None:
    before_kb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.perf_counter()
    walks = contender.run(task)
    seconds = time.perf_counter() - started
    grown_kb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before_kb
    answer.send((walks, seconds, grown_kb / 1024))


def _judged(
    name: str, task: Task, codes: list[str], walks: Walks, cost: tuple[float, float]
) -> Result:
    place = np.empty(len(task.town.lonlat), np.intp)
    of_area = np.empty(len(place), np.intp)
    for area, rows in enumerate(task.rows):
        place[rows], of_area[rows] = np.arange(len(rows)), area
    if len(np.unique(np.concatenate(walks))) < sum(map(len, walks)):
        raise RuntimeError(f"{name} lists a door twice")
    hops = [_hops(task.metres[of_area[walk[0]]], place[walk]) for walk in walks]
    walked, size = np.array([hop.sum() for hop in hops]), np.array([len(walk) for walk in walks])
    home = np.array([of_area[walk[0]] for walk in walks])
    mean = np.bincount(home, walked, len(codes)) / np.bincount(home, size, len(codes))
    return Result(
        contender=name,
        doors=int(size.sum()),
        turfs=len(walks),
        metres_per_door=float(walked.sum() / size.sum()),
        cv=float(size.std() / size.mean()),
        min=int(size.min()),
        max=int(size.max()),
        worst_hop_m=max(float(hop.max(initial=0)) for hop in hops),
        seconds=cost[0],
        peak_mb=cost[1],
        by_area=dict(zip(codes, mean.tolist(), strict=True)),
    )


def _hops(metres: NDArray[np.float64], walk: NDArray[np.intp]) -> NDArray[np.float64]:
    return metres[walk[:-1], walk[1:]]
