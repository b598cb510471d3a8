"""Checkpoints: what was written is read again, and nothing else is ever an error."""

import json
from uuid import UUID

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from canvass.sync.checkpoint import (
    Checkpoint,
    read_checkpoint,
    read_on,
    scope_of,
    start_over,
    write_checkpoint,
)
from canvass.sync.json_fields import LARGEST_INTEGER
from tests.canvass.sync.knock_strategies import json_values

numbers = st.integers(0, LARGEST_INTEGER)
scopes = st.builds(scope_of, st.integers(1, 5), may_only_deliver=st.booleans())
checkpoints = st.builds(Checkpoint, epoch=st.uuids(), scope=scopes, seq=numbers, backfill=numbers)


@given(checkpoints)
def test_what_is_written_is_read_again(checkpoint):
    assert read_checkpoint(json.dumps(write_checkpoint(checkpoint))) == checkpoint


@given(checkpoints)
def test_the_keys_are_always_the_same(checkpoint):
    assert list(write_checkpoint(checkpoint)) == ["epoch", "seq", "scope", "backfill"]


@given(checkpoints, st.data())
def test_a_truncated_one_is_none(checkpoint, data):
    text = json.dumps(write_checkpoint(checkpoint))
    assert read_checkpoint(text[: data.draw(st.integers(0, len(text) - 1))]) is None


@given(st.text() | json_values.map(json.dumps))
@example("[" * 100_000)
@example("9" * 5000)
@example('{"epoch": 5, "seq": 1, "scope": "1", "backfill": null}')
def test_anything_else_is_none_and_no_error(text):
    assert read_checkpoint(text) is None


@given(checkpoints, st.sampled_from(["epoch", "seq", "scope", "backfill"]), json_values)
def test_one_wrong_field_makes_it_none_or_another_good_one(checkpoint, name, value):
    text = json.dumps(write_checkpoint(checkpoint) | {name: value})
    read = read_checkpoint(text)
    assert read is None or read_checkpoint(json.dumps(write_checkpoint(read))) == read


@given(checkpoints, numbers)
def test_moving_never_goes_back_and_a_resync_ends_where_it_said(checkpoint, seq):
    moved = checkpoint.moved_to(seq)

    assert (moved.epoch, moved.scope) == (checkpoint.epoch, checkpoint.scope)
    assert moved.seq == max(checkpoint.seq, seq)
    assert moved.backfill in (0, checkpoint.backfill)
    assert (moved.backfill == 0) == (moved.seq >= checkpoint.backfill)


@given(checkpoints, numbers)
def test_one_of_here_is_read_on_from_and_comes_back_as_it_was(checkpoint, more):
    head = max(checkpoint.seq, checkpoint.backfill) + more
    here = {"epoch": checkpoint.epoch, "scope": checkpoint.scope}

    assert read_on(checkpoint, **here, head=head) == checkpoint


@given(st.none() | checkpoints, st.uuids(), scopes, numbers)
def test_a_foreign_one_starts_over(checkpoint, epoch, scope, head):
    start = start_over(epoch=epoch, scope=scope, head=head)

    assert read_on(checkpoint, epoch=epoch, scope=scope, head=head) == start
    assert (start.seq, start.backfill) == (0, head)


@pytest.mark.parametrize("beyond", [1, 10_000])
def test_one_beyond_the_head_starts_over(beyond):
    here = Checkpoint(epoch=UUID(int=1), scope="1", seq=7 + beyond)

    assert read_on(here, epoch=here.epoch, scope="1", head=7).seq == 0


@given(checkpoints, checkpoints)
def test_within_an_epoch_and_scope_they_are_ordered_by_how_far_they_are(one, other):
    other = Checkpoint(one.epoch, one.scope, other.seq, other.backfill)

    assert (one.seq < other.seq) <= (one < other)
