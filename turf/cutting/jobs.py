"""Spread groups of areas over processes; the results do not depend on how many."""

import multiprocessing
import sys
from concurrent.futures import ProcessPoolExecutor

from turf.cutting.group import GroupCut, cut_group
from turf.cutting.scene import Scene

_scene: Scene | None = None


def cut_groups(scene: Scene, jobs: int) -> list[GroupCut]:
    """Cut every group of the scene, in their order, in at most ``jobs`` processes."""
    numbers = range(len(scene.groups))
    jobs = min(jobs, len(scene.groups))
    if jobs < 2 or multiprocessing.current_process().daemon:
        return [cut_group(scene, number) for number in numbers]
    # A fork hands the scene over without a copy; elsewhere it is sent once to each process.
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    with ProcessPoolExecutor(jobs, context, _take_scene, (scene,)) as pool:
        return list(pool.map(_cut, numbers, chunksize=max(1, len(numbers) // (jobs * 8))))


def _take_scene(scene: Scene) -> None:
    global _scene
    _scene = scene


def _cut(number: int) -> GroupCut:
    if _scene is None:
        raise RuntimeError("the worker process was given no scene")
    return cut_group(_scene, number)
