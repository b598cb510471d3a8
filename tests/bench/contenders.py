"""Who cuts: ours, and what others would take. Each gives the walks of one town.

Peers are imported where they are used, so that the race is run without those that are missing.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tests.bench.town import Town
from turf.cutting.cut import cut
from turf.cutting.ground import Areas, Doors, Pack, Params, Streets

SPREAD = 0.1
LEAST_TOUR_S = 0.02
METIS_NEIGHBOURS = 8

Walks = list[NDArray[np.intp]]


@dataclass(frozen=True, slots=True)
class Task:
    """What all get: the town, metres between the doors of each area, and the size of a turf."""

    town: Town
    rows: list[NDArray[np.intp]]
    metres: list[NDArray[np.float64]]
    doors: int
    pyvrp_seconds: float

    def turfs(self, area: int) -> int:
        """How many turfs an area makes."""
        return max(1, round(len(self.rows[area]) / self.doors))


@dataclass(frozen=True, slots=True)
class Contender:
    """One way to cut, and the packages that it cannot do without."""

    run: Callable[[Task], Walks]
    needs: tuple[str, ...] = ()


def ours(task: Task) -> Walks:
    """The engine, from arrays to ordered stops and outlines; it works out its own metres."""
    town = task.town
    n, m = len(town.lonlat), len(town.line)
    _, building = np.unique(town.lonlat, axis=0, return_inverse=True)
    doors = Doors(
        town.lonlat, town.area, building.ravel(), np.full(n, np.nan), np.full(n, "", object)
    )
    streets = Streets(town.line, np.zeros(m, np.intp), np.full(m, "", object))
    params = Params(doors=task.doors, tolerance=SPREAD, pack=Pack.NEVER)
    result = cut(doors, streets, Areas(town.code, town.boundary), params)
    order = np.lexsort((result.position_of_door, result.turf_of_door))
    turf = result.turf_of_door[order]
    walks = np.split(order, np.flatnonzero(np.diff(turf)) + 1)
    return walks[1:] if turf[0] < 0 else walks


def kmeans_straight(task: Task) -> Walks:
    """Even clusters by position, each ordered as the crow flies."""
    walks = []
    for area, rows in enumerate(task.rows):
        xy_m = task.town.xy_m[rows]
        straight_m = np.hypot(*(xy_m[:, None] - xy_m).transpose(2, 0, 1))
        walks += [rows[part[_tour(straight_m, part)]] for part in _clusters(task, area)]
    return walks


def kmeans_street(task: Task) -> Walks:
    """Even clusters by position, each ordered by metres walked."""
    return [
        rows[part[_tour(task.metres[area], part)]]
        for area, rows in enumerate(task.rows)
        for part in _clusters(task, area)
    ]


def metis(task: Task) -> Walks:
    """Even parts of the graph of near doors, each ordered by metres walked."""
    import pymetis

    walks = []
    for area, rows in enumerate(task.rows):
        metres, n, k = task.metres[area], len(rows), task.turfs(area)
        near = np.argsort(metres, axis=1, kind="stable")[:, 1 : METIS_NEIGHBOURS + 1]
        linked = np.zeros((n, n), bool)
        linked[np.arange(n)[:, None], near] = True
        a, b = np.nonzero(linked | linked.T)
        ends = np.searchsorted(a, np.arange(n + 1))
        closeness = np.maximum(1, 1_000 / (1 + metres[a, b])).astype(int)
        options = pymetis.Options(seed=0, ufactor=int(1000 * SPREAD))
        _, part = pymetis.part_graph(
            k, xadj=ends, adjncy=b, eweights=closeness, options=options, recursive=False
        )
        walks += [rows[one[_tour(metres, one)]] for one in _parts(np.array(part), k)]
    return walks


def pyvrp(task: Task) -> Walks:
    """As near to the best as a route solver comes in the time; its turfs may be small."""
    from pyvrp import Client, Depot, Location, ProblemData, VehicleType, solve
    from pyvrp.stop import MaxRuntime

    walks = []
    for area, rows in enumerate(task.rows):
        n, k = len(rows), task.turfs(area)
        decimetres = np.zeros((n + 1, n + 1), np.int64)
        decimetres[1:, 1:] = np.round(10 * task.metres[area])
        places = [Location(0, 0), *(Location(*xy) for xy in task.town.xy_m[rows].tolist())]
        most = int(n / k * (1 + SPREAD))
        data = ProblemData(
            places,
            [Client(1 + row, delivery=[1]) for row in range(n)],
            [Depot(0)],
            [VehicleType(k, [most])],
            [decimetres],
            [np.zeros_like(decimetres)],
        )
        found = solve(data, MaxRuntime(task.pyvrp_seconds), seed=0, display=False).best
        walks += [rows[_clients(route)] for route in found.routes()]
    return walks


CONTENDERS: Mapping[str, Contender] = {
    "ours": Contender(ours),
    "k-means, straight": Contender(kmeans_straight, ("k_means_constrained", "fast_tsp")),
    "k-means, street": Contender(kmeans_street, ("k_means_constrained", "fast_tsp")),
    "METIS": Contender(metis, ("pymetis", "fast_tsp")),
    "PyVRP": Contender(pyvrp, ("pyvrp",)),
}


def _clients(route: Any) -> NDArray[np.intp]:
    """Which doors a route serves, in order."""
    return np.array([stop.idx for stop in route.schedule() if stop.is_client()], np.intp)


def _clusters(task: Task, area: int) -> Walks:
    from k_means_constrained import KMeansConstrained

    rows, k = task.rows[area], task.turfs(area)
    mean = len(rows) / k
    means = KMeansConstrained(
        k,
        size_min=int(mean * (1 - SPREAD)),
        size_max=int(np.ceil(mean * (1 + SPREAD))),
        n_init=1,
        random_state=0,
    )
    return _parts(means.fit_predict(task.town.xy_m[rows]), k)


def _parts(label: NDArray[np.intp], k: int) -> Walks:
    parts = [np.flatnonzero(label == part) for part in range(k)]
    return [part for part in parts if len(part)]


def _tour(metres: NDArray[np.float64], part: NDArray[np.intp]) -> NDArray[np.intp]:
    """Order the doors of a part into an open walk: a tour with one stop that is next to all."""
    import fast_tsp

    n = len(part)
    if n < 4:
        return np.arange(n)
    whole = np.zeros((n + 1, n + 1), np.int64)
    whole[:n, :n] = np.minimum(np.round(metres[np.ix_(part, part)]), 65_535)
    tour = list(fast_tsp.find_tour(whole, duration_seconds=LEAST_TOUR_S))
    at = tour.index(n)
    return np.array(tour[at + 1 :] + tour[:at], np.intp)
