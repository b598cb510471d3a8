"""Make the moves that shorten walks, the best first, until there is none left."""

import numpy as np
from numpy.typing import NDArray

from turf.cutting.moves import Moves, find_moves
from turf.cutting.pairs import CHAIN
from turf.cutting.walks import Units, Walks

MOST_PASSES = 500


def descend(units: Units, first: list[NDArray[np.intp]], hop_load: float) -> list[NDArray[np.intp]]:
    """Shorten all walks, within themselves and between neighbours; the new walks.

    In each pass every walk takes part in one move at most, and only units beside a link that
    changed are looked at again. ``hop_load`` is the load of a metre walked.
    """
    walks = Walks(units, first)
    dirty = np.arange(len(units.load))
    for _ in range(MOST_PASSES):
        moves = find_moves(walks, units.pairs_of(dirty), hop_load)
        if not len(moves.gain_m):
            break
        touched = [moves.u, moves.v]
        for move in _choose(walks, moves):
            touched.append(_beside(walks, moves, move))
            rows, changed = _moved(walks, moves, move)
            for row, walk in zip(rows, changed, strict=True):
                walks.write(row, walk)
            walks.refresh(np.array(rows))
        dirty = np.concatenate(touched)
    return [walks.walk(row).copy() for row in range(len(first))]


def _choose(walks: Walks, moves: Moves) -> list[int]:
    """Pick moves, greatest gain first, no two of which touch the same walk."""
    order = np.lexsort((moves.v, moves.u, -moves.gain_m))
    one = (walks.at[moves.u] // walks.width)[order].tolist()
    two = (walks.at[moves.v] // walks.width)[order].tolist()
    used: set[int] = set()
    chosen = []
    for move, a, b in zip(order.tolist(), one, two, strict=True):
        if a not in used and b not in used:
            chosen.append(move)
            used.update((a, b))
    return chosen


def _beside(walks: Walks, moves: Moves, move: int) -> NDArray[np.intp]:
    """The units at whose links a move changes something."""
    at_u, at_v = int(walks.at[moves.u[move]]), int(walks.at[moves.v[move]])
    du, dv = int(moves.du[move]), int(moves.dv[move])
    at = [at_u, at_u + du, at_v, at_v + dv]
    if moves.kind[move] == CHAIN:
        at_t = at_v + dv * (int(moves.length[move]) - 1)
        at = [at_u, at_u + du, at_v, at_v - dv, at_t, at_t + dv]
    return walks.order.ravel()[at]


def _moved(walks: Walks, moves: Moves, move: int) -> tuple[list[int], list[NDArray[np.intp]]]:
    """Work out the one or two walks that a move changes: their rows and new units."""
    du, dv = int(moves.du[move]), int(moves.dv[move])
    row_u, i = divmod(int(walks.at[moves.u[move]]), walks.width)
    row_v, j = divmod(int(walks.at[moves.v[move]]), walks.width)
    one, two = walks.walk(row_u), walks.walk(row_v)
    if moves.kind[move] == CHAIN:
        return _chain_moved((row_u, row_v), (one, two), (i, j), (du, dv, int(moves.length[move])))
    # Both are cut before unit number i or j, counted from 0, that comes behind the link.
    i, j = (i, j) if du == 1 else (i - 1, j)
    j = j if dv == 1 else j - 1
    if row_u == row_v:
        first, last = min(i, j), max(i, j)
        turned = one.copy()
        turned[first:last] = one[first:last][::-1]
        return [row_u], [turned]
    if du != dv:
        new = [np.r_[one[:i], two[j:]], np.r_[two[:j], one[i:]]]
    else:
        new = [np.r_[one[:i], two[:j][::-1]], np.r_[one[i:][::-1], two[j:]]]
    return [row_u, row_v], new


def _chain_moved(
    rows: tuple[int, int],
    walks: tuple[NDArray[np.intp], NDArray[np.intp]],
    at: tuple[int, int],
    how: tuple[int, int, int],
) -> tuple[list[int], list[NDArray[np.intp]]]:
    (one, two), (i, j), (du, dv, length) = walks, at, how
    first = j - 1 if dv == 1 else j - length
    chain = two[first : first + length]
    # It goes in with v next to u.
    chain = chain if du == dv else chain[::-1]
    rest = np.r_[two[:first], two[first + length :]]
    cut = i if du == 1 else i - 1
    if rows[0] == rows[1]:
        cut = cut - length if cut > first else cut
        return [rows[0]], [np.r_[rest[:cut], chain, rest[cut:]]]
    return list(rows), [np.r_[one[:cut], chain, one[cut:]], rest]
