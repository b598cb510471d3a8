"""What others would take: each cuts one group into walks over its doors, numbered from 0.

Packages are imported where they are used, so that the race is run without those that are missing.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from tests.bench.task import Task, Walks

LEAST_TOUR_S = 0.02
METIS_NEIGHBOURS = 8


def kmeans_straight(task: Task, group: int) -> Walks:
    """Even clusters by position, each ordered as the crow flies."""
    xy_m = task.town.xy_m[task.groups.rows[group]]
    walks = []
    for part in _clusters(task, group):
        straight_m = np.hypot(*(xy_m[part][:, None] - xy_m[part]).transpose(2, 0, 1))
        walks.append(part[_tour(straight_m)])
    return walks


def kmeans_street(task: Task, group: int) -> Walks:
    """Even clusters by position, each ordered by metres walked."""
    metres = task.metres.of(group)
    return [part[_tour(metres[np.ix_(part, part)])] for part in _clusters(task, group)]


def metis(task: Task, group: int) -> Walks:
    """Even parts of the graph of near doors, each ordered by metres walked."""
    import pymetis

    metres, k = task.metres.of(group), task.turfs(group)
    n = len(metres)
    if k == 1:
        return [_tour(metres)]
    near = np.argsort(metres, axis=1, kind="stable")[:, 1 : METIS_NEIGHBOURS + 1]
    linked = np.zeros((n, n), bool)
    linked[np.arange(n)[:, None], near] = True
    a, b = np.nonzero(linked | linked.T)
    ends = np.searchsorted(a, np.arange(n + 1))
    closeness = np.maximum(1, 1_000 / (1 + metres[a, b])).astype(int)
    rules = task.rules
    ufactor = max(1, int(1000 * rules.params.tolerance))
    options = pymetis.Options(seed=rules.seed, ufactor=ufactor)
    _, part = pymetis.part_graph(
        k, pymetis.CSRAdjacency(ends, b), eweights=closeness, options=options, recursive=False
    )
    return [one[_tour(metres[np.ix_(one, one)])] for one in _parts(np.array(part), k)]


def pyvrp(task: Task, group: int) -> Walks:
    """As near to the best as a route solver comes in the time; its turfs may be small."""
    from pyvrp import Client, Depot, Location, ProblemData, VehicleType, solve
    from pyvrp.stop import MaxRuntime

    rows, k = task.groups.rows[group], task.turfs(group)
    n = len(rows)
    # PyVRP's own types know no array of two dimensions.
    decimetres: Any = np.zeros((n + 1, n + 1), np.int64)
    decimetres[1:, 1:] = np.round(10 * task.metres.of(group))
    no_time: Any = np.zeros((n + 1, n + 1), np.int64)
    places = [Location(0, 0), *(Location(*xy) for xy in task.town.xy_m[rows].tolist())]
    most = max(int(n / k * (1 + task.rules.params.tolerance)), -(-n // k))
    data = ProblemData(
        places,
        [Client(1 + row, delivery=[1]) for row in range(n)],
        [Depot(0)],
        [VehicleType(k, [most])],
        [decimetres],
        [no_time],
    )
    rules = task.rules
    found = solve(data, MaxRuntime(rules.pyvrp_seconds), seed=rules.seed, display=False).best
    return [_clients(route) for route in found.routes()]


def _clients(route: Any) -> NDArray[np.intp]:
    """Which doors a route serves, in order."""
    return np.array([stop.idx for stop in route.schedule() if stop.is_client()], np.intp)


def _clusters(task: Task, group: int) -> Walks:
    from k_means_constrained import KMeansConstrained

    rows, k = task.groups.rows[group], task.turfs(group)
    if k == 1:
        return [np.arange(len(rows))]
    mean, tolerance = len(rows) / k, task.rules.params.tolerance
    means = KMeansConstrained(
        k,
        size_min=int(mean * (1 - tolerance)),
        size_max=int(np.ceil(mean * (1 + tolerance))),
        n_init=1,
        random_state=task.rules.seed,
    )
    return _parts(means.fit_predict(task.town.xy_m[rows]), k)


def _parts(label: NDArray[np.intp], k: int) -> Walks:
    parts = [np.flatnonzero(label == part) for part in range(k)]
    return [part for part in parts if len(part)]


def _tour(metres: NDArray[np.float64]) -> NDArray[np.intp]:
    """Order doors into an open walk: a tour with one stop that is next to all."""
    import fast_tsp

    n = len(metres)
    if n < 4:
        return np.arange(n)
    whole = np.zeros((n + 1, n + 1), np.int64)
    whole[:n, :n] = np.minimum(np.round(metres), 65_535)
    tour = list(fast_tsp.find_tour(whole, duration_seconds=LEAST_TOUR_S))
    at = tour.index(n)
    return np.array(tour[at + 1 :] + tour[:at], np.intp)
