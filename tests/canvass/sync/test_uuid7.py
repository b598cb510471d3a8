"""Identifiers of version 7: their time, their bits, their order."""

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvass.sync.uuid7 import is_uuid7, make_uuid7, unix_ms_of

times = st.integers(0, 2**48 - 1)
randomness = st.binary(min_size=10, max_size=10)


@given(times, randomness)
def test_a_made_uuid_is_of_version_7_and_carries_its_time(unix_ms, randomness):
    made = make_uuid7(unix_ms, randomness)
    assert is_uuid7(made)
    assert made.variant == uuid.RFC_4122
    assert unix_ms_of(made) == unix_ms


@given(times, randomness, times, randomness)
def test_later_ones_sort_after_earlier_ones(first_ms, first, second_ms, second):
    if first_ms < second_ms:
        assert make_uuid7(first_ms, first) < make_uuid7(second_ms, second)


@given(st.sets(st.integers(0, 2**74 - 1), min_size=2, max_size=2))
def test_each_of_the_74_random_bits_counts(two):
    one, other = (make_uuid7(0, bits.to_bytes(10)) for bits in two)
    assert one != other


def test_the_example_of_the_rfc():
    # RFC 9562, appendix A.6: 2022-02-22 14:22:22 -05:00.
    example = uuid.UUID("017F22E2-79B0-7CC3-98C4-DC0C0C07398F")
    bits = 0xCC3 << 62 | 0x18C4DC0C0C07398F
    assert make_uuid7(0x017F22E279B0, bits.to_bytes(10)) == example
    assert unix_ms_of(example) == 1645557742000


def test_other_versions_are_told_apart():
    other = uuid.uuid4()
    assert not is_uuid7(other)
    with pytest.raises(ValueError, match="version 7"):
        unix_ms_of(other)


@pytest.mark.parametrize(("unix_ms", "length"), [(-1, 10), (2**48, 10), (0, 9), (0, 11)])
def test_what_does_not_fit_is_refused(unix_ms, length):
    with pytest.raises(ValueError, match="must"):
        make_uuid7(unix_ms, bytes(length))
