"""Spread groups of areas over processes; the results do not depend on how many."""

import math
import multiprocessing
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from typing import TypeVar

import numpy as np

from turf.cutting.scene import Scene

Done = TypeVar("Done")

# So many doors at once keep arrays long enough to be quick and small enough for memory.
BATCH_DOORS = 25_000

_scene: Scene | None = None


def over_groups(
    scene: Scene, jobs: int, work: Callable[[Scene, list[int]], list[Done]]
) -> list[Done]:
    """Do some work on every group of the scene, in their order, in at most ``jobs`` processes.

    ``work`` takes the scene and some groups' numbers and gives one result for each; other processes
    find it by its name, so it must be a module's own.
    """
    batches = _batches(scene, jobs)
    if jobs < 2 or len(batches) < 2 or multiprocessing.current_process().daemon:
        return [one for batch in batches for one in work(scene, batch)]
    # A fork hands the scene over without a copy; elsewhere it is sent once to each process.
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    workers = min(jobs, len(batches))
    with ProcessPoolExecutor(workers, context, _take_scene, (scene,)) as pool:
        return [one for batch in pool.map(partial(_do, work), batches) for one in batch]


def _batches(scene: Scene, jobs: int) -> list[list[int]]:
    """Put groups that follow each other into batches of about equally many doors."""
    doors = np.diff(scene.area_start)
    load = np.array([doors[group].sum() for group in scene.groups])
    # As many for each process, so that none waits for another's last one.
    count = jobs * max(1, math.ceil(load.sum() / (BATCH_DOORS * jobs)))
    middle = np.cumsum(load) - load / 2
    number = np.minimum(middle * count // max(int(load.sum()), 1), count - 1)
    return [np.flatnonzero(number == batch).tolist() for batch in np.unique(number)]


def _take_scene(scene: Scene) -> None:
    global _scene
    _scene = scene


def _do(work: Callable[[Scene, list[int]], list[Done]], batch: list[int]) -> list[Done]:
    if _scene is None:
        raise RuntimeError("the worker process was given no scene")
    return work(_scene, batch)
