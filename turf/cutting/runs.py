"""Runs: the doors of one street in one pass, both sides together where that is shortest.

The arc-routing view of a walk: what matters most is in which order the streets are passed. Runs are
what tours are made of before single doors are moved about.
"""

import numpy as np
from numpy.typing import NDArray

from turf.cutting.ground import RoadClass
from turf.cutting.network import CROSS_MINOR_M, Network
from turf.cutting.snapping import Feet

FAR = 1e18
LEFT, RIGHT = 0, 1


def runs_along(network: Network, feet: Feet) -> list[NDArray[np.intp]]:
    """Lay n feet into runs, one for each street, or for each side of a major road."""
    order = np.lexsort((np.arange(len(feet.edge)), feet.along_m, feet.edge))
    runs = []
    for rows in np.split(order, np.flatnonzero(np.diff(feet.edge[order])) + 1):
        is_left = feet.side[rows] >= 0
        sides = rows[is_left], rows[~is_left]
        if network.edge_class[feet.edge[rows[0]]] == RoadClass.MAJOR:
            runs += [side for side in sides if len(side)]
            continue
        places = feet.along_m[sides[LEFT]].tolist(), feet.along_m[sides[RIGHT]].tolist()
        runs.append(np.array([sides[s][i] for s, i in pass_along(*places)], np.intp))
    return runs


def runs_in(walks: list[NDArray[np.intp]], edge: NDArray[np.intp]) -> list[list[NDArray[np.intp]]]:
    """Break walks where they turn from one street into another; runs by walk."""
    return [np.split(walk, np.flatnonzero(np.diff(edge[walk])) + 1) for walk in walks]


def pass_along(
    left_m: list[float], right_m: list[float], cross_m: float = CROSS_MINOR_M
) -> list[tuple[int, int]]:
    """Order the doors of both sides into the shortest single pass along a street.

    ``left_m``, ``right_m`` are places along the street, ascending, and keep their order on each
    side; the result lists (side, index). Every change of side costs ``cross_m``. Dynamic
    programming over how many doors of each side are done and on which side one stands.
    """
    width = len(right_m) + 1
    states = (len(left_m) + 1) * width
    cost = [[FAR] * states, [FAR] * states]
    came = [[LEFT] * states, [RIGHT] * states]
    for state in range(1, states):
        i, j = divmod(state, width)
        for side, done, stride in ((LEFT, i, width), (RIGHT, j, 1)):
            if not done:
                continue
            before, at = state - stride, (left_m, right_m)[side][done - 1]
            if not before:
                cost[side][state] = 0.0
                continue
            # Standing at the last door done on either side before this one.
            last = (i - (side == LEFT), j - (side == RIGHT))
            for old in (LEFT, RIGHT):
                if last[old]:
                    walked = abs(at - (left_m, right_m)[old][last[old] - 1])
                    total = cost[old][before] + walked + cross_m * (old != side)
                    if total < cost[side][state]:
                        cost[side][state], came[side][state] = total, old
    return _trace(cost, came, width)


def _trace(cost: list[list[float]], came: list[list[int]], width: int) -> list[tuple[int, int]]:
    """Walk back from the state in which all is done."""
    state = len(cost[LEFT]) - 1
    side = LEFT if cost[LEFT][state] <= cost[RIGHT][state] else RIGHT
    order = []
    while state:
        i, j = divmod(state, width)
        order.append((side, (i, j)[side] - 1))
        before = state - (width, 1)[side]
        side = came[side][state]
        state = before
    return order[::-1]
