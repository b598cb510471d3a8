"""Knocks as hypothesis makes them: every field, every disposition, any text a phone may type."""

from datetime import datetime, timedelta, timezone

from hypothesis import strategies as st

from canvass.rates.dispositions import MEANING, Disposition
from canvass.sync.json_fields import LARGEST_INTEGER
from canvass.sync.knock_in import KnockIn, ResponseIn, ResultIn
from canvass.sync.uuid7 import make_uuid7

texts = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=50)
rows = st.integers(1, LARGEST_INTEGER)
uuid7s = st.builds(make_uuid7, st.integers(0, 2**48 - 1), st.binary(min_size=10, max_size=10))
metres = st.floats(0, 10_000).map(lambda value: value + 0.0)
moments = st.datetimes(
    datetime(1971, 1, 1),
    datetime(2198, 12, 30),
    timezones=st.integers(-14 * 60, 14 * 60).map(lambda m: timezone(timedelta(minutes=m))),
)
numbers = st.integers(-LARGEST_INTEGER, LARGEST_INTEGER) | st.floats(-1e6, 1e6).filter(
    lambda value: not value.is_integer()
)
responses = st.builds(
    ResponseIn,
    question=texts.filter(bool),
    value=texts | st.booleans() | numbers | st.lists(texts, max_size=4).map(tuple),
    wording=texts,
    language=st.sampled_from(["", "en", "es", "zh-Hant"]),
)


def results(answered):
    fitting = [
        one
        for one in Disposition
        if answered in MEANING[one].answered and one is not Disposition.WITHDRAWN
    ]

    def with_disposition(disposition):
        stores = answered and disposition is not Disposition.OTHER_PERSON
        return st.builds(
            ResultIn,
            person=st.none() | rows,
            disposition=st.just(disposition),
            responses=st.lists(
                responses, max_size=3 if stores else 0, unique_by=lambda one: one.question
            ).map(tuple),
        )

    one = st.sampled_from(fitting).flatmap(with_disposition)
    return st.lists(one, min_size=1, max_size=4, unique_by=lambda one: one.person).map(tuple)


@st.composite
def knocks(draw):
    answered = draw(st.booleans())
    uid, parent = draw(st.lists(uuid7s, min_size=2, max_size=2, unique=True))
    return KnockIn(
        id=uid,
        device_seq=draw(rows),
        walk_list=draw(st.uuids()),
        door=draw(rows),
        answered=answered,
        results=draw(results(answered)),
        knocked_at=draw(moments),
        script_version=draw(st.none() | rows),
        note=draw(texts),
        left_literature=draw(st.booleans()),
        come_back_at=draw(st.none() | moments),
        language_needed=draw(st.sampled_from(["", "es", "vi"])),
        batch=draw(st.none() | st.uuids()),
        monotonic_ms=draw(st.none() | st.integers(0, LARGEST_INTEGER)),
        supersedes=draw(st.sampled_from([None, parent])),
        off_m=draw(st.none() | metres),
        accuracy_m=draw(st.none() | metres),
        do_not_knock=draw(st.booleans()),
        closes_building=draw(st.sampled_from([None, True, False])),
        hazards=draw(codes),
        access=draw(codes),
    )


codes = st.lists(st.sampled_from(["dog", "buzzer", "no_light", "of_a_newer_app"]), unique=True).map(
    lambda several: tuple(sorted(several))
)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
