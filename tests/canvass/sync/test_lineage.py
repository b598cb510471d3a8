"""A correction is stored after what it corrects, or not at all."""

from datetime import UTC, datetime
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from canvass.rates.dispositions import Disposition
from canvass.sync.knock_in import KnockIn, ResultIn
from canvass.sync.lineage import parent_of, parents_first, place_of
from tests.canvass.sync.knock_strategies import moments

LISTS = [UUID(int=number) for number in (1, 2)]
IDS = [UUID(int=number) for number in range(10, 18)]


@st.composite
def families(draw):
    """Knocks with ids of their own, on two lists, that name each other as they like."""
    ids = draw(st.lists(st.sampled_from(IDS), unique=True))
    at = draw(moments)
    result = (ResultIn(None, Disposition.NOT_HOME, ()),)
    return [
        KnockIn(
            id=uid,
            device_seq=1,
            walk_list=draw(st.sampled_from(LISTS)),
            door=1,
            answered=False,
            results=result,
            knocked_at=at,
            supersedes=draw(st.none() | st.sampled_from(IDS).filter(lambda other: other != uid)),  # noqa: B023
        )
        for uid in ids
    ]


places = st.sets(st.tuples(st.sampled_from(LISTS), st.sampled_from(IDS)), max_size=4)


@given(families(), places)
def test_parents_come_first_and_what_lacks_one_is_left_out(knocks, stored):
    ready = parents_first(knocks, stored)

    there = set(stored)
    for knock in ready:
        assert parent_of(knock) is None or parent_of(knock) in there
        there.add(place_of(knock))
    left = [knock for knock in knocks if knock not in ready]
    assert all(parent_of(knock) not in there | {None} for knock in left)
    assert len(ready) + len(left) == len(knocks)


@given(families(), places, st.randoms(use_true_random=False))
def test_the_order_does_not_matter(knocks, stored, random):
    shuffled = random.sample(knocks, len(knocks))

    assert {one.id for one in parents_first(shuffled, stored)} == {
        one.id for one in parents_first(knocks, stored)
    }


def test_a_long_chain_is_no_trouble():
    ids = [UUID(int=100 + number) for number in range(5000)]
    result = (ResultIn(None, Disposition.NOT_HOME, ()),)
    chain = [
        KnockIn(
            id=uid,
            device_seq=1,
            walk_list=LISTS[0],
            door=1,
            answered=False,
            results=result,
            knocked_at=datetime(2026, 10, 3, tzinfo=UTC),
            supersedes=ids[number - 1] if number else None,
        )
        for number, uid in enumerate(ids)
    ]

    assert parents_first(chain[::-1], set()) == chain
