"""Whatever a phone sent can be kept to look at."""

import json

from hypothesis import given
from hypothesis import strategies as st

from canvass.sync.storable import DEEPEST, TOO_DEEP, meaningful, storable
from tests.canvass.sync.knock_strategies import json_values


@given(json_values)
def test_any_json_value_becomes_utf8_without_nul_or_nan(value):
    written = json.dumps(storable(value), ensure_ascii=False, allow_nan=False)
    written.encode("utf-8")
    assert "\0" not in json.dumps(storable(value)).encode("ascii").decode("unicode_escape")


@given(json_values)
def test_what_is_storable_stays_as_it_is(value):
    once = storable(value)
    assert storable(once) == once


def test_harmless_text_and_numbers_are_not_touched():
    value = {"note": "Ñandú 🚪 back\\slash", "n": [1, 2.5, True, None]}
    assert storable(value) == value


def test_nesting_is_cut_off_where_nobody_can_follow():
    value = "bottom"
    for _ in range(DEEPEST + 5):
        value = [value]
    assert TOO_DEEP in json.dumps(storable(value))


@given(st.dictionaries(st.text(max_size=8), st.integers()))
def test_what_a_sync_engine_adds_is_no_meaning(document):
    added = {"_deleted": False, "_rev": "1-a", "sync_state": "applied", "sync_error": {}}
    assert meaningful(document | added) == meaningful(document)
