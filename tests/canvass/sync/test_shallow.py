"""What is nested too deeply is cut, and nothing else is touched."""

import json
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvass.sync.read_documents import Unreadable, read_documents
from canvass.sync.shallow import shallow
from canvass.sync.storable import TOO_DEEP

texts = st.text() | st.sampled_from(["[", '"', "\\", '\\"[{', "]}"])
values = st.recursive(
    st.none() | st.booleans() | st.integers() | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
)


def cut(value, deepest):
    """The same by the value itself."""
    if not isinstance(value, list | dict):
        return value
    if deepest == 0:
        return TOO_DEEP
    if isinstance(value, list):
        return [cut(inner, deepest - 1) for inner in value]
    return {name: cut(inner, deepest - 1) for name, inner in value.items()}


@given(values, st.integers(0, 4), st.booleans())
def test_the_text_is_cut_as_its_value_would_be(value, deepest, is_ascii):
    text = json.dumps(value, ensure_ascii=is_ascii)

    assert json.loads(shallow(text, deepest=deepest)) == cut(value, deepest)


@given(values)
def test_what_is_shallow_stays_as_it_is(value):
    text = json.dumps(value)

    assert shallow(text) == text


@given(values, st.integers(0, 4), st.data())
def test_what_was_cut_short_stays_unreadable(value, deepest, data):
    text = json.dumps([value])
    short = text[: data.draw(st.integers(0, len(text) - 1))]

    with pytest.raises(ValueError, match="line"):
        json.loads(shallow(short, deepest=deepest))


@pytest.mark.parametrize("opening", ["[", '{"a":', '[{"a":'])
def test_a_million_levels_keep_no_neighbour_out(opening):
    closing = opening.replace('"a":', "")[::-1].translate(str.maketrans("[{", "]}"))
    times = 1_000_000 // len(closing)
    deep = opening * times + "0" + closing * times
    began = process_time()

    first, odd, last = read_documents(f'[1, {{"id": "x", "odd": {deep}}}, 3]'.encode())

    assert (first, odd["id"], last) == (1, "x", 3)
    assert process_time() - began < 10
    with pytest.raises(Unreadable):
        read_documents(f'[1, {{"id": "x", "odd": {deep[:-1]}}}, 3]'.encode())
