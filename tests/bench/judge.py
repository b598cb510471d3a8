"""Every contender is judged alike, by metres that none of them made."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tests.bench.cost import ContenderFailed, Cost
from tests.bench.groups import Groups
from tests.bench.task import Tell, Walks
from tests.bench.walking import Metres


@dataclass(frozen=True, slots=True)
class Result:
    """How one contender came out; ``by_group`` its metres a door in each group, by code."""

    contender: str
    doors: int
    turfs: int
    metres_per_door: float
    cv: float
    min: int
    max: int
    worst_hop_m: float
    seconds: float
    processor_s: float
    held_mb: float
    peak_mb: float
    by_group: dict[str, float]


def judge(name: str, walks: Walks, cost: Cost, ground: tuple[Groups, Metres], tell: Tell) -> Result:
    """Measure those of the walks that lie in the groups, by the metres between the doors there.

    Raises ContenderFailed when no walk does, and RuntimeError when a door is walked twice or a walk
    leaves its group.
    """
    groups, metres = ground
    walks_of = _sorted(name, walks, groups)
    hops: list[NDArray[np.float64]] = []
    size: list[int] = []
    by_group: dict[str, float] = {}
    for group, there in enumerate(walks_of):
        if there:
            between_m = metres.of(group)
            hops_there = [between_m[walk[:-1], walk[1:]] for walk in there]
            doors = sum(map(len, there))
            by_group[groups.code[group]] = float(np.concatenate(hops_there).sum() / doors)
            hops += hops_there
            size += map(len, there)
        tell(group + 1, len(walks_of))
    if not size:
        raise ContenderFailed(f"{name} put no door into a walk: do the streets lie by the doors?")
    hop_m = np.concatenate(hops)
    return Result(
        contender=name,
        doors=sum(size),
        turfs=len(size),
        metres_per_door=float(hop_m.sum() / sum(size)),
        cv=float(np.std(size) / np.mean(size)),
        min=min(size),
        max=max(size),
        worst_hop_m=float(hop_m.max(initial=0)),
        seconds=cost.seconds,
        processor_s=cost.processor_s,
        held_mb=cost.held_mb,
        peak_mb=cost.peak_mb,
        by_group=by_group,
    )


def _sorted(name: str, walks: Walks, groups: Groups) -> list[Walks]:
    """The walks of each group, by the places of their doors in it; others are left out."""
    doors = 1 + max(int(rows.max()) for rows in [*walks, *groups.rows])
    group_of, at = np.full(doors, -1, np.intp), np.zeros(doors, np.intp)
    for group, rows in enumerate(groups.rows):
        group_of[rows], at[rows] = group, np.arange(len(rows))
    walked = np.bincount(np.concatenate([np.empty(0, np.intp), *walks]))
    if walked.max(initial=0) > 1:
        raise RuntimeError(f"{name} lists a door twice")
    walks_of: list[Walks] = [[] for _ in groups.rows]
    for walk in walks:
        home = group_of[walk[0]]
        if (group_of[walk] != home).any():
            raise RuntimeError(f"{name} has a walk that leaves its group")
        if home >= 0:
            walks_of[home].append(at[walk])
    return walks_of
