"""Which rows of a table are withheld because they are about too few people."""

from collections.abc import Hashable, Mapping, Set
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)

FEWEST_PEOPLE = 3
"""A row about fewer would show, or let be guessed, the rate of one person."""


def of_few(people: Mapping[Key, Set[Hashable]]) -> frozenset[Key]:
    """Return the keys of the rows to withhold, of all with the people each row is about.

    The total is published and is the sum of the rows, so rows that are withheld can be had from it
    together: there are at least two of them, about at least `FEWEST_PEOPLE` people, or all rows are
    withheld. Rows of fewer people go first.
    """
    waiting = sorted(people, key=lambda key: (len(people[key]), str(key)))
    found: set[Key] = set()
    known: set[Hashable] = set()
    for key in waiting:
        is_few = len(people[key]) < FEWEST_PEOPLE
        if not is_few and (not found or (len(found) > 1 and len(known) >= FEWEST_PEOPLE)):
            break
        found.add(key)
        known |= people[key]
    return frozenset(found)
