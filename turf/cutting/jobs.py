"""Spread groups of areas over processes; the results do not depend on how many."""

import multiprocessing
import sys
from concurrent.futures import ProcessPoolExecutor

import numpy as np

from turf.cutting.group import GroupCut, cut_groups_together
from turf.cutting.scene import Scene

# So many doors at once keep arrays long enough to be quick and small enough for memory.
BATCH_DOORS = 12_000

_scene: Scene | None = None


def cut_groups(scene: Scene, jobs: int) -> list[GroupCut]:
    """Cut every group of the scene, in their order, in at most ``jobs`` processes."""
    batches = _batches(scene, jobs)
    if jobs < 2 or len(batches) < 2 or multiprocessing.current_process().daemon:
        return [one for batch in batches for one in cut_groups_together(scene, batch)]
    # A fork hands the scene over without a copy; elsewhere it is sent once to each process.
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    workers = min(jobs, len(batches))
    with ProcessPoolExecutor(workers, context, _take_scene, (scene,)) as pool:
        return [one for batch in pool.map(_cut, batches) for one in batch]


def _batches(scene: Scene, jobs: int) -> list[list[int]]:
    """Put groups that follow each other into batches of about equally many doors."""
    doors = np.diff(scene.area_start)
    load = np.array([doors[group].sum() for group in scene.groups])
    count = max(jobs, -(-int(load.sum()) // BATCH_DOORS))
    middle = np.cumsum(load) - load / 2
    number = np.minimum(middle * count // max(int(load.sum()), 1), count - 1)
    return [np.flatnonzero(number == batch).tolist() for batch in np.unique(number)]


def _take_scene(scene: Scene) -> None:
    global _scene
    _scene = scene


def _cut(batch: list[int]) -> list[GroupCut]:
    if _scene is None:
        raise RuntimeError("the worker process was given no scene")
    return cut_groups_together(_scene, batch)
