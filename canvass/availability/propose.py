"""Lists for people, all at once: nothing is told but who gets which list."""

from collections.abc import Callable, Mapping, Sequence, Set
from datetime import datetime

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from canvass.availability.declaration import Declaration
from canvass.availability.fault import Fault
from canvass.availability.fits import ListFacts, can_walk_on, fits, share_not_spoken
from canvass.availability.pairs import Pair, match_pairs

AT_LEAST = 3
"""Fewer people or lists, and who got nothing would tell what they declared."""

MayTake = Callable[[int, int], bool]


def propose(  # noqa: PLR0913 (all by name)
    *,
    people: Mapping[int, Declaration],
    lists: Sequence[ListFacts],
    start: datetime,
    seed: int,
    in_pairs: bool = False,
    together: Set[Pair] = frozenset(),
    may_take: MayTake = lambda person, walk: True,
) -> dict[int, tuple[int, ...]]:
    """Return who takes which list: position in ``lists`` to the ids of one person or of a pair.

    ``people`` maps ids to what they declared, ``start`` is when they set out on the campaign's
    clock. With ``in_pairs`` those of ``together`` (ids) stay together, the others are paired.
    ``may_take`` tells of an id and a position whether anything else speaks against it. As many get
    a list as can; who gets none, and why, is not told. Raises Fault ``too_few_to_propose`` with
    fewer than three people or three lists.
    """
    if min(len(people), len(lists)) < AT_LEAST:
        raise Fault(
            "too_few_to_propose",
            f"Name at least {AT_LEAST} people and {AT_LEAST} lists, or offer each list by hand",
        )
    # In one order, so that the order in which they came says nothing.
    ids = sorted(people)
    able = np.array(
        [
            [fits(people[one], walk, start) and may_take(one, at) for at, walk in enumerate(lists)]
            for one in ids
        ],
        dtype=bool,
    )
    walkers = (
        _pairs(ids, people, able, together, start, seed)
        if in_pairs
        else [(i,) for i in range(len(ids))]
    )
    if not walkers:
        return {}
    taken = _assign(
        np.array([able[list(who)].all(axis=0) for who in walkers]),
        np.array(
            [
                [share_not_spoken([people[ids[i]] for i in who], walk) for walk in lists]
                for who in walkers
            ]
        ),
        seed,
    )
    return {at: tuple(ids[i] for i in walkers[who]) for who, at in taken}


def _pairs(
    ids: Sequence[int],
    people: Mapping[int, Declaration],
    able: NDArray[np.bool_],
    together: Set[Pair],
    start: datetime,
    seed: int,
) -> list[tuple[int, ...]]:
    """Pairs, by position in ``ids``, of whom at least one list fits both."""
    shares_a_list = able.astype(int) @ able.T.astype(int) > 0
    apart = np.array([[b in people[a].not_with for b in ids] for a in ids], dtype=bool)
    walks_today = np.array([can_walk_on(people[one], start) for one in ids], dtype=bool)
    may_walk = shares_a_list & ~(apart | apart.T) & np.outer(walks_today, walks_today)
    place = {one: at for at, one in enumerate(ids)}
    kept = {
        (min(place[a], place[b]), max(place[a], place[b]))
        for a, b in together
        if a in place and b in place
    }
    return list(match_pairs(may_walk, kept, seed=seed))


def _assign(able: NDArray[np.bool_], cost: NDArray[np.float64], seed: int) -> list[tuple[int, int]]:
    """Give as many walkers as can be a list each, the cheapest way; (walker, list) pairs."""
    chance = np.random.default_rng(seed).random(cost.shape) / 1000
    # Dearer than all else together, so that no saving ever leaves somebody without a list.
    forbidden = 2.0 * (min(cost.shape) + 1)
    rows, columns = linear_sum_assignment(np.where(able, cost + chance, forbidden))
    return [
        (int(row), int(column))
        for row, column in zip(rows, columns, strict=True)
        if able[row, column]
    ]
