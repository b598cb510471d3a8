"""The solver keeps what is hard, serves as many as can be, and tells nothing else."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from functools import partial
from itertools import permutations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from canvass.availability.area import read_area
from canvass.availability.declaration import Declaration
from canvass.availability.fault import Fault
from canvass.availability.fits import ListFacts, fits
from canvass.availability.propose import SITS_OUT
from canvass.availability.propose import propose as propose_at_times
from canvass.availability.taking_part import taking_part

START = datetime(2026, 10, 3, 14)
"""A Saturday."""

propose = partial(propose_at_times, sits_out=0)
PLAIN = ListFacts(np.array([[0.0, 0.0]]), 60.0)


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
    people, apart = set_apart(people, data)
    chosen = propose(people=people, lists=lists, start=START, seed=3, in_pairs=True)
    walkers = [person for who in chosen.values() for person in who]
    assert len(walkers) == len(set(walkers))
    for at, (one, other) in chosen.items():
        assert (one, other) not in apart
        assert (other, one) not in apart
        assert all(fits(people[who], lists[at], START) for who in (one, other))


def set_apart(people, data):
    ids = sorted(people)
    apart = data.draw(st.sets(st.sampled_from([(a, b) for a in ids for b in ids if a != b])))
    return {
        one: replace(said, not_with=tuple(b for a, b in apart if a == one))
        for one, said in people.items()
    }, apart


def test_a_pair_that_stands_is_kept():
    people = {one: Declaration() for one in range(1, 7)}
    kept = frozenset({(2, 5)})
    for seed in range(20):
        chosen = propose(
            people=people, lists=[PLAIN] * 3, start=START, seed=seed, in_pairs=True, together=kept
        )
        assert (2, 5) in chosen.values()
        assert len(chosen) == 3


@given(people, st.lists(walks, min_size=3, max_size=6), st.integers(0, 2**32), st.data())
def test_whoever_stays_apart_a_pair_made_by_hand_is_not_parted_and_so_says_nothing(
    people, lists, seed, data
):
    ids = data.draw(st.permutations(sorted(people)))
    pairs = data.draw(st.integers(1, len(ids) // 2))
    together = {tuple(sorted(ids[2 * at : 2 * at + 2])) for at in range(pairs)}
    asked = {"lists": lists, "start": START, "seed": seed, "in_pairs": True, "together": together}
    people, _ = set_apart(people, data)
    partner = {a: b for pair in together for a, b in (pair, pair[::-1])}
    without = {
        one: replace(said, not_with=tuple(a for a in said.not_with if a != partner.get(one)))
        for one, said in people.items()
    }
    chosen = propose(people=people, **asked)
    assert chosen == propose(people=without, **asked)
    assert all(
        partner.get(a) in (None, b) and partner.get(b) in (None, a) for a, b in chosen.values()
    )


@given(people, st.lists(walks, min_size=3, max_size=6), st.integers(0, 2**32))
def test_the_order_in_which_people_come_says_nothing(people, lists, seed):
    turned = dict(reversed(people.items()))
    first = propose(people=people, lists=lists, start=START, seed=seed)
    assert propose(people=turned, lists=lists, start=START, seed=seed) == first


@pytest.mark.parametrize(("persons", "walks"), [(2, 3), (3, 2), (0, 0), (2, 50)])
def test_too_few_at_once_are_refused(persons, walks):
    with pytest.raises(Fault) as refused:
        taking_part(np.ones((persons, walks), dtype=bool))
    assert refused.value.code == "too_few_to_propose"


@given(st.integers(3, 7), st.integers(3, 7), st.data())
def test_no_list_is_proposed_that_fewer_than_three_may_take(persons, walks, data):
    rows = st.lists(st.booleans(), min_size=walks, max_size=walks)
    may_take = np.array(data.draw(st.lists(rows, min_size=persons, max_size=persons)))
    try:
        people, lists = taking_part(may_take)
    except Fault:
        common = may_take[:, may_take.sum(axis=0) >= 3]
        assert common.shape[1] < 3 or common.any(axis=1).sum() < 3
        return
    taken = may_take[np.ix_(people, lists)]
    assert min(taken.shape) >= 3
    assert taken.sum(axis=0).min() >= 3
    assert taken.any(axis=1).all()


@given(people, st.lists(walks, min_size=3, max_size=6), st.integers(0, 2**32), st.data())
def test_for_whom_nothing_fits_what_they_declared_says_nothing(people, lists, seed, data):
    left_out = data.draw(st.sampled_from(sorted(people)))
    is_in_pairs = data.draw(st.booleans())
    chosen = propose(
        people=people | {left_out: None}, lists=lists, start=START, seed=seed, in_pairs=is_in_pairs
    )
    assert left_out not in {person for who in chosen.values() for person in who}
    nowhere = Declaration(not_on_weekdays=(START.weekday(),))
    assert chosen == propose(
        people=people | {left_out: nowhere},
        lists=lists,
        start=START,
        seed=seed,
        in_pairs=is_in_pairs,
    )


def test_anybody_may_get_nothing_for_no_reason():
    people = {one: Declaration() for one in range(10)}
    served = [
        len(propose_at_times(people=people, lists=[PLAIN] * 10, start=START, seed=seed))
        for seed in range(60)
    ]
    assert np.mean(served) / 10 == pytest.approx(1 - SITS_OUT, abs=0.05)


@given(people, st.lists(walks, min_size=3, max_size=6))
def test_as_much_is_looked_at_whoever_declared_what(people, lists):
    looked_at = []

    def counted(area, door_lonlat):
        looked_at.append(len(door_lonlat))
        return False

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("canvass.availability.fits.has_door_inside", counted)
        propose(people=people, lists=lists, start=START, seed=1)
        seen = [*looked_at]
        looked_at.clear()
        propose(people=dict.fromkeys(people), lists=lists, start=START, seed=1)
    assert seen == looked_at
    assert len(seen) == len(people) * len(lists)


def test_home_by_after_midnight_is_of_the_night_that_follows():
    late, early = Declaration(home_by=time(0, 30)), Declaration(home_by=time(15))
    evening = START.replace(hour=20)
    assert fits(late, PLAIN, evening)
    assert not fits(late, PLAIN, START.replace(hour=23, minute=31))
    assert not fits(late, PLAIN, evening + timedelta(hours=5))
    assert fits(early, PLAIN, START)
    assert not fits(early, PLAIN, START.replace(hour=16))


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
