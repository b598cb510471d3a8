"""The solver keeps what is hard, serves as many as can be, and tells nothing else."""

from datetime import datetime, time, timedelta
from itertools import permutations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from canvass.availability.area import read_area
from canvass.availability.declaration import Declaration
from canvass.availability.fault import Fault
from canvass.availability.fits import ListFacts, fits
from canvass.availability.propose import propose

START = datetime(2026, 10, 3, 14)
"""A Saturday."""


def square(west):
    corners = [[west, 0], [west + 1, 0], [west + 1, 1], [west, 1], [west, 0]]
    return read_area({"type": "Polygon", "coordinates": [corners]})


declared = st.builds(
    Declaration,
    area=st.none() | st.integers(0, 2).map(square),
    home_by=st.none() | st.times(time(14), time(20)).map(lambda at: at.replace(second=0)),
    travel_minutes=st.integers(0, 90),
    not_on_weekdays=st.sets(st.integers(0, 6), max_size=2).map(tuple),
    no_stairs=st.booleans(),
    no_dogs=st.booleans(),
    languages=st.sets(st.sampled_from(["en", "es"])).map(tuple),
)
walks = st.builds(
    ListFacts,
    door_lonlat=st.floats(0, 3).map(lambda lon: np.array([[lon, 0.5]])),
    minutes=st.floats(30, 240),
    has_stairs=st.booleans(),
    has_dogs=st.booleans(),
    languages=st.lists(st.sampled_from(["en", "es", ""]), max_size=5).map(tuple),
)
people = st.lists(declared, min_size=3, max_size=6).map(lambda some: dict(enumerate(some, 1)))


@given(people, st.lists(walks, min_size=3, max_size=6), st.integers(0, 2**32))
def test_every_proposal_fits_and_nobody_gets_two(people, lists, seed):
    chosen = propose(people=people, lists=lists, start=START, seed=seed)
    walkers = [person for who in chosen.values() for person in who]
    assert len(walkers) == len(set(walkers))
    for at, (person,) in chosen.items():
        assert fits(people[person], lists[at], START)
        home_by = people[person].home_by
        if home_by:
            home = START + timedelta(minutes=lists[at].minutes + people[person].travel_minutes)
            assert home <= datetime.combine(START, home_by)


@given(st.lists(declared, min_size=3, max_size=4), st.lists(walks, min_size=3, max_size=4))
def test_as_many_get_a_list_as_can(people, lists):
    able = np.array([[fits(one, walk, START) for walk in lists] for one in people])
    able = able if able.shape[0] <= able.shape[1] else able.T
    ways = permutations(range(able.shape[1]), able.shape[0])
    most = max(sum(able[row, column] for row, column in enumerate(way)) for way in ways)
    chosen = propose(people=dict(enumerate(people)), lists=lists, start=START, seed=1)
    assert len(chosen) == most


@given(people, st.lists(walks, min_size=3, max_size=6), st.data())
def test_pairs_are_of_two_who_may_and_both_fit(people, lists, data):
    ids = sorted(people)
    apart = data.draw(st.sets(st.sampled_from([(a, b) for a in ids for b in ids if a != b])))
    people = {
        one: Declaration(**{**_fields(said), "not_with": tuple(b for a, b in apart if a == one)})
        for one, said in people.items()
    }
    chosen = propose(people=people, lists=lists, start=START, seed=3, in_pairs=True)
    walkers = [person for who in chosen.values() for person in who]
    assert len(walkers) == len(set(walkers))
    for at, (one, other) in chosen.items():
        assert (one, other) not in apart
        assert (other, one) not in apart
        assert all(fits(people[who], lists[at], START) for who in (one, other))


def _fields(said):
    return {name: getattr(said, name) for name in Declaration.__dataclass_fields__}


def test_a_pair_that_stands_is_kept():
    people = {one: Declaration() for one in range(1, 7)}
    lists = [ListFacts(np.array([[0.0, 0.0]]), 60.0)] * 3
    kept = frozenset({(2, 5)})
    for seed in range(20):
        chosen = propose(
            people=people, lists=lists, start=START, seed=seed, in_pairs=True, together=kept
        )
        assert (2, 5) in chosen.values()
        assert len(chosen) == 3


@given(people, st.lists(walks, min_size=3, max_size=6), st.integers(0, 2**32))
def test_the_order_in_which_people_come_says_nothing(people, lists, seed):
    turned = dict(reversed(people.items()))
    first = propose(people=people, lists=lists, start=START, seed=seed)
    assert propose(people=turned, lists=lists, start=START, seed=seed) == first


@pytest.mark.parametrize(("persons", "walks"), [(2, 3), (3, 2), (0, 0), (2, 50)])
def test_too_few_at_once_are_refused(persons, walks):
    people = {one: Declaration() for one in range(persons)}
    lists = [ListFacts(np.array([[0.0, 0.0]]), 60.0)] * walks
    with pytest.raises(Fault) as refused:
        propose(people=people, lists=lists, start=START, seed=1)
    assert refused.value.code == "too_few_to_propose"


@given(declared, walks, st.integers(0, 300))
def test_whoever_starts_later_is_home_later(said, walk, minutes):
    later = START + timedelta(minutes=minutes)
    assume(later.date() == START.date())
    if fits(said, walk, later):
        assert fits(said, walk, START)


def test_people_get_those_whose_language_they_speak():
    spanish, english = (
        ListFacts(np.array([[0.0, 0.0]]), 60.0, languages=(code,) * 3) for code in ("es", "en")
    )
    people = {1: Declaration(languages=("es",)), 2: Declaration(), 3: Declaration()}
    chosen = propose(people=people, lists=[english, spanish, english], start=START, seed=5)
    assert chosen[1] == (1,)
