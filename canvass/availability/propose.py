"""Lists for people, all at once: nothing is told but who gets which list."""

from collections.abc import Mapping, Sequence, Set
from datetime import datetime

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from canvass.availability.declaration import Declaration
from canvass.availability.fits import ListFacts, fits, share_not_spoken
from canvass.availability.pairs import Pair, match_pairs

SITS_OUT = 1 / 8
"""How often somebody gets nothing for no reason at all, so that nothing is a sign of no reason."""

NOTHING = Declaration()


def propose(  # noqa: PLR0913 (all by name)
    *,
    people: Mapping[int, Declaration | None],
    lists: Sequence[ListFacts],
    start: datetime,
    seed: int,
    in_pairs: bool = False,
    together: Set[Pair] = frozenset(),
    may_take: NDArray[np.bool_] | None = None,
    sits_out: float = SITS_OUT,
) -> dict[int, tuple[int, ...]]:
    """Return who takes which list: position in ``lists`` to the ids of one person or of a pair.

    ``people`` maps ids to what they declared, or to None for whom nothing fits. ``start`` is when
    they set out on the campaign's clock. With ``in_pairs`` those of ``together`` (ids) stay
    together, whatever they declared of each other; the others are paired. ``may_take``, of shape
    (people by id, lists), is false where anything else speaks against it. As many get a list as
    can, but for a share of ``sits_out``; who gets none, and why, is not told.

    What one answer tells: who got a list can walk it, so they need not be home before its end. Who
    got none may have declared something, or the lists went to others, or they were asked today
    already, or it was chance. ``seed`` must be secret: who knows it can tell what would have come
    out of other declarations.
    """
    # In one order, so that the order in which they came says nothing.
    ids = sorted(people)
    declared = [people[one] or NOTHING for one in ids]
    takes_part = np.array([people[one] is not None for one in ids], dtype=bool)
    takes_part &= np.random.default_rng([seed, 1]).random(len(ids)) >= sits_out
    fitting = np.array([[fits(one, walk, start) for walk in lists] for one in declared], dtype=bool)
    able = fitting.reshape(len(ids), len(lists)) & takes_part[:, None]
    if may_take is not None:
        able &= may_take
    walkers = (
        _pairs(ids, declared, able, together, seed) if in_pairs else [(i,) for i in range(len(ids))]
    )
    if not walkers or not lists:
        return {}
    taken = _assign(
        np.array([able[list(who)].all(axis=0) for who in walkers]),
        np.array(
            [
                [share_not_spoken([declared[i] for i in who], walk) for walk in lists]
                for who in walkers
            ]
        ),
        seed,
    )
    return {at: tuple(ids[i] for i in walkers[who]) for who, at in taken}


def _pairs(
    ids: Sequence[int],
    declared: Sequence[Declaration],
    able: NDArray[np.bool_],
    together: Set[Pair],
    seed: int,
) -> list[tuple[int, ...]]:
    """Pairs, by position in ``ids``: those that stand, and others whom at least one list fits.

    A pair that stands was made by hand: were it parted for what one of them declared, the other
    would know.
    """
    shares_a_list = able.astype(int) @ able.T.astype(int) > 0
    apart = np.array([[b in one.not_with for b in ids] for one in declared], dtype=bool)
    may_walk = shares_a_list & ~(apart | apart.T)
    place = {one: at for at, one in enumerate(ids)}
    kept = {
        (min(place[a], place[b]), max(place[a], place[b]))
        for a, b in together
        if a in place and b in place
    }
    return list(match_pairs(may_walk, kept, seed=seed))


def _assign(able: NDArray[np.bool_], cost: NDArray[np.float64], seed: int) -> list[tuple[int, int]]:
    """Give as many walkers as can be a list each, the cheapest way; (walker, list) pairs."""
    chance = np.random.default_rng([seed, 2]).random(cost.shape) / 1000
    # Dearer than all else together, so that no saving ever leaves somebody without a list.
    forbidden = 2.0 * (min(cost.shape) + 1)
    rows, columns = linear_sum_assignment(np.where(able, cost + chance, forbidden))
    return [
        (int(row), int(column))
        for row, column in zip(rows, columns, strict=True)
        if able[row, column]
    ]
