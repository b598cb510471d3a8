"""Nobody who has every published table can work out a small cell by subtraction."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvass.rates.suppression import FEWEST, margin, withheld

COUNTS = st.one_of(st.integers(0, 14), st.integers(0, 200))


def cubes(width):
    keys = st.tuples(*[st.integers(0, 3)] * width)
    return st.dictionaries(keys, COUNTS, min_size=1, max_size=24)


CUBES = st.integers(1, 3).flatmap(cubes)


def published(cells):
    """Give every table by any of the parts: what is told of each cell, None where withheld."""
    width = len(next(iter(cells)))
    told = {}
    for size in range(width + 1):
        for places in combinations(range(width), size):
            counts = margin(cells, places)
            hidden = withheld(counts)
            if hidden is None:
                continue
            for key, count in counts.items():
                told[places, key] = None if key in hidden else count
    return told


def attack(told):
    """Solve every sum with one number missing, again and again; what came out."""
    known = dict(told)
    sums = []
    for places, key in told:
        for without in combinations(places, len(places) - 1) if places else ():
            if without not in {table for table, _ in told}:
                continue
            parent = tuple(
                part for place, part in zip(places, key, strict=True) if place in without
            )
            sums.append(((without, parent), (places, key)))
    lines = {}
    for parent, child in sums:
        lines.setdefault((parent, child[0]), []).append(child)
    is_news = True
    while is_news:
        is_news = False
        for (parent, _), children in lines.items():
            missing = [one for one in (parent, *children) if known[one] is None]
            if len(missing) == 1:
                rest = sum(known[one] for one in children if known[one] is not None)
                known[missing[0]] = rest if missing[0] == parent else known[parent] - rest
                is_news = True
    return {one for one, value in known.items() if value is not None and told[one] is None}


@given(CUBES)
def test_no_withheld_cell_can_be_had_by_subtraction(cells):
    assert attack(published(cells)) == set()


@given(CUBES)
def test_every_small_cell_is_withheld_and_no_empty_one(cells):
    hidden = withheld(cells)
    if hidden is None:
        return
    assert {key for key, count in cells.items() if 0 < count < FEWEST} <= hidden
    assert all(cells[key] for key in hidden)


@given(cubes(1))
def test_what_is_missing_from_a_published_total_is_not_few(cells):
    hidden = withheld(cells)
    missing = sum(cells[key] for key in cells if hidden is None or key in hidden)
    assert missing == 0 or missing >= FEWEST or sum(cells.values()) < FEWEST


def test_a_second_cell_goes_with_the_only_small_one():
    assert withheld({("a",): 3, ("b",): 50, ("c",): 40}) == {("a",), ("c",)}


def test_where_all_are_many_nothing_is_withheld():
    assert withheld({("a",): 10, ("b",): 50, ("c",): 0}) == frozenset()


def test_a_table_that_cannot_be_kept_from_its_margins_is_withheld_whole():
    assert withheld({("a", 1): 3, ("b", 1): 50, ("a", 2): 40}) is None


def test_fewer_than_nothing_is_refused():
    with pytest.raises(ValueError, match="fewer than nothing"):
        withheld({("a",): -1})
