"""Rows about few people are withheld, and so that none of them can be had by subtraction."""

from hypothesis import given
from hypothesis import strategies as st

from canvass.rates.few_people import FEWEST_PEOPLE, of_few

tables = st.dictionaries(
    st.one_of(st.none(), st.integers(0, 20)), st.frozensets(st.integers(0, 9)), max_size=8
)


@given(tables)
def test_no_row_of_few_is_told(people):
    told = people.keys() - of_few(people)
    assert all(len(people[key]) >= FEWEST_PEOPLE for key in told)


@given(tables)
def test_what_is_missing_from_the_total_is_not_about_few(people):
    missing = of_few(people)
    known = {who for key in missing for who in people[key]}
    is_safe = len(missing) != 1 and len(known) >= FEWEST_PEOPLE
    assert not missing or is_safe or missing == people.keys()


@given(tables)
def test_where_no_row_is_of_few_all_are_told(people):
    enough = {key: who for key, who in people.items() if len(who) >= FEWEST_PEOPLE}
    assert of_few(enough) == frozenset()


@given(tables, st.randoms())
def test_the_order_of_rows_does_not_matter(people, random):
    shuffled = list(people.items())
    random.shuffle(shuffled)
    assert of_few(dict(shuffled)) == of_few(people)


def test_one_person_in_many_rows_is_one_person():
    alone = {shift: {1} for shift in range(5)}
    crew = {"a": {1, 2, 3}, "b": {1, 2, 3, 4}}
    assert of_few(alone | crew) == {*range(5), "a"}
