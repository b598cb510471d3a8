"""Who cuts: ours, and what others would take. Each gives the walks of one town."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from tests.bench import peers
from tests.bench.groups import engine_areas, engine_doors
from tests.bench.task import Task, Tell, Walks
from turf.cutting.cut import cut
from turf.cutting.ground import Streets
from turf.errors import NotFound


@dataclass(frozen=True, slots=True)
class Contender:
    """One way to cut, and the packages that it cannot do without.

    ``is_by_group`` says that it cuts group after group, and so can race on some of them only;
    ``needs_metres`` that it is handed the metres between their doors.
    """

    run: Callable[[Task, Tell], Walks]
    needs: tuple[str, ...] = ()
    is_by_group: bool = True
    needs_metres: bool = True


def ours(task: Task, tell: Tell) -> Walks:
    """The engine on the whole town, from arrays to ordered stops and outlines.

    It works out its own metres.
    """
    town, rules = task.town, task.rules
    m = len(town.line)
    streets = Streets(town.line, np.zeros(m, np.intp), np.full(m, "", object))
    result = cut(
        engine_doors(town),
        streets,
        engine_areas(town),
        rules.params,
        seed=rules.seed,
        jobs=rules.jobs,
    )
    order = np.lexsort((result.position_of_door, result.turf_of_door))
    turf = result.turf_of_door[order]
    walks = np.split(order, np.flatnonzero(np.diff(turf)) + 1)
    return walks[1:] if turf[0] < 0 else walks


def each_group(cut_group: Callable[[Task, int], Walks]) -> Callable[[Task, Tell], Walks]:
    """Cut group after group."""

    def run(task: Task, tell: Tell) -> Walks:
        walks: Walks = []
        for group, rows in enumerate(task.groups.rows):
            walks += [rows[walk] for walk in cut_group(task, group)]
            tell(group + 1, len(task.groups.rows))
        return walks

    return run


OURS, BEST = "ours", "PyVRP"
CONTENDERS: Mapping[str, Contender] = {
    OURS: Contender(ours, is_by_group=False, needs_metres=False),
    "k-means, straight": Contender(
        each_group(peers.kmeans_straight), ("k_means_constrained", "fast_tsp"), needs_metres=False
    ),
    "k-means, street": Contender(
        each_group(peers.kmeans_street), ("k_means_constrained", "fast_tsp")
    ),
    "METIS": Contender(each_group(peers.metis), ("pymetis", "fast_tsp")),
    BEST: Contender(each_group(peers.pyvrp), ("pyvrp",)),
}


def chosen(names: Sequence[str]) -> dict[str, Contender]:
    """Look contenders up by name, all when none is named. Raises NotFound naming the known."""
    if unknown := [name for name in names if name not in CONTENDERS]:
        known = ", ".join(f'"{name}"' for name in CONTENDERS)
        raise NotFound(f"There is no contender {', '.join(unknown)}: choose from {known}")
    return {name: one for name, one in CONTENDERS.items() if not names or name in names}
