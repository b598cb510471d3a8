"""The two ends of each run: metres between them, and which runs are nearest to each other."""

import numpy as np
from numpy.typing import NDArray

from turf.cutting.neighbours import least
from turf.cutting.walks import Units

NEIGHBOURS = 9
FAR_CM = 2.0**40


def metres_between_ends(
    units: Units, ends: NDArray[np.intp], place: NDArray[np.intp]
) -> tuple[NDArray[np.float32], NDArray[np.intp], NDArray[np.intp]]:
    """Gather the metres between all ends in each place, one flat matrix after the other.

    ``ends`` (r, 2) units of r runs, ``place`` (r,). Also gives where in them a row begins and a
    column lies, both (r + 2w, 2), for the runs and then the starts and the ends of all w walks.
    """
    terminals = np.repeat(np.r_[units.start, units.end], 2).reshape(-1, 2)
    both = np.concatenate([ends, terminals])
    row, column = np.zeros_like(both), np.zeros_like(both)
    squares, begin = [], 0
    for nodes in _by_place(np.r_[place, np.tile(units.place, 2)]):
        unit, number = np.unique(both[nodes], return_inverse=True)
        squares.append(units.between(unit[:, None], unit).ravel())
        column[nodes] = number.reshape(-1, 2)
        row[nodes] = begin + column[nodes] * len(unit)
        begin += len(unit) ** 2
    return np.concatenate(squares), row, column


def nearest_runs(units: Units, ends: NDArray[np.intp], place: NDArray[np.intp]) -> NDArray[np.intp]:
    """List the nearest runs of the same place by nearest ends, (r, NEIGHBOURS); -1 for none."""
    near = np.full((len(ends), NEIGHBOURS), -1)
    for rows in _by_place(place):
        apart_m = np.full((len(rows), len(rows)), np.inf, np.float32)
        for a in (0, 1):
            for b in (0, 1):
                hop_m = units.between(ends[rows, a][:, None], ends[rows, b])
                np.minimum(apart_m, hop_m, out=apart_m)
        # Centimetres and the run's number in one integer, so that ties fall alike everywhere.
        code = np.minimum(apart_m * 100, FAR_CM).astype(np.int64) * len(rows)
        code += np.arange(len(rows))
        np.fill_diagonal(code, np.iinfo(np.int64).max)
        nearest = np.sort(least(code, min(NEIGHBOURS, len(rows) - 1)), axis=1) % len(rows)
        near[rows, : nearest.shape[1]] = rows[nearest]
    return near


def _by_place(place: NDArray[np.intp]) -> list[NDArray[np.intp]]:
    """The rows of each place."""
    order = np.argsort(place, kind="stable")
    return np.split(order, np.flatnonzero(np.diff(place[order])) + 1)
