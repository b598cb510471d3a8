"""Which cells of a table are withheld because they are about too few, so that none can be had.

A table by several things is published with all its margins: by each of them alone, by any of them
together, and the total. A small cell that is withheld alone can be had from its margin by
subtraction, so others are withheld with it.
"""

from collections import defaultdict
from collections.abc import Hashable, Mapping
from itertools import combinations

FEWEST = 10
"""A cell of fewer is withheld."""

Cell = tuple[Hashable, ...]


def withheld(cells: Mapping[Cell, int], *, fewest: int = FEWEST) -> frozenset[Cell] | None:
    """Return the keys of the cells to withhold, of all with 0 and more in ``cells``.

    None where the whole table has to be: a number that stands alone in its line is as good as
    published with its margin, and where it is needed to hide another nothing less will do.

    All keys are of one length, one part for each thing that the table is by. In every sum that the
    published tables make (a margin is the sum of its cells) at least two numbers are missing or
    none is; and those missing from a published margin are together not fewer than ``fewest``. A
    margin is withheld as the table of it alone would have it, so that the answer is the same
    whichever tables are asked for. Empty cells are not withheld: that nobody went is no secret.
    Raises ValueError when a cell is below 0.
    """
    if any(count < 0 for count in cells.values()):
        raise ValueError("a cell cannot hold fewer than nothing")
    width = len(next(iter(cells), ()))
    hidden: dict[tuple[int, ...], set[Cell] | None] = {}
    for size in range(width + 1):
        for places in combinations(range(width), size):
            counts = margin(cells, places)
            parents = {
                without: {
                    key: _place_of(places, without, key) for key, count in counts.items() if count
                }
                for without in (combinations(places, size - 1) if size else ())
            }
            hidden[places] = _withheld(counts, parents, hidden, fewest)
    found = hidden[tuple(range(width))]
    return None if found is None else frozenset(found)


def margin(cells: Mapping[Cell, int], places: tuple[int, ...]) -> dict[Cell, int]:
    """Add ``cells`` up over all but the parts of their keys at ``places``."""
    sums: dict[Cell, int] = defaultdict(int)
    for key, count in cells.items():
        sums[tuple(key[place] for place in places)] += count
    return dict(sums)


def _place_of(places: tuple[int, ...], kept: tuple[int, ...], key: Cell) -> Cell:
    return tuple(part for place, part in zip(places, key, strict=True) if place in kept)


def _withheld(
    counts: Mapping[Cell, int],
    parents: Mapping[tuple[int, ...], Mapping[Cell, Cell]],
    hidden: Mapping[tuple[int, ...], set[Cell] | None],
    fewest: int,
) -> set[Cell] | None:
    """Withhold in one table what is small, and more until no sum gives anything away."""
    found = {key for key, count in counts.items() if 0 < count < fewest}
    lines: list[tuple[bool, list[Cell]]] = []
    for places, parent_of in parents.items():
        of_margin = hidden[places]
        if of_margin is None:
            return None
        children: dict[Cell, list[Cell]] = defaultdict(list)
        for key, parent in parent_of.items():
            children[parent].append(key)
        lines += [
            (parent in of_margin, sorted(keys, key=lambda key: (counts[key], str(key))))
            for parent, keys in children.items()
        ]
    alone = {keys[0] for is_hidden, keys in lines if len(keys) == 1 and not is_hidden}
    while True:
        unsafe = [
            keys
            for is_hidden, keys in lines
            if not _is_safe(is_hidden, keys, found, counts, fewest)
        ]
        if not unsafe:
            return found
        more = next((key for key in unsafe[0] if key not in found and key not in alone), None)
        if more is None:
            return None
        found.add(more)


def _is_safe(
    is_parent_hidden: bool,
    keys: list[Cell],
    found: set[Cell],
    counts: Mapping[Cell, int],
    fewest: int,
) -> bool:
    """Whether a sum gives nothing away that is missing from it."""
    missing = [counts[key] for key in keys if key in found]
    if is_parent_hidden:
        return bool(missing)
    return not missing or (len(missing) >= 2 and sum(missing) >= fewest)
