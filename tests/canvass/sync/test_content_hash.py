"""Two knocks have one hash exactly when they mean the same."""

from dataclasses import fields, replace
from datetime import timedelta, timezone

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from canvass.sync.content_hash import content_hash, document_hash
from canvass.sync.knock_in import KnockIn
from canvass.sync.knock_wire import parse_knock, wire_knock
from tests.canvass.sync.knock_strategies import json_values, knocks

MEANING_FIELDS = [field.name for field in fields(KnockIn) if field.name != "unknown"]


@given(knocks(), st.randoms(use_true_random=False))
def test_the_order_of_keys_does_not_matter(knock, random):
    document = wire_knock(knock)
    shuffled = dict(random.sample(list(document.items()), len(document)))
    assert content_hash(parse_knock(shuffled)) == content_hash(knock)


@given(knocks(), st.booleans(), st.integers())
def test_transport_and_the_clients_schema_do_not_matter(knock, deleted, schema):
    transport = {
        "_deleted": deleted,
        "_rev": f"{schema}-x",
        "_meta": {"lwt": 1.5},
        "sync_state": "quarantined",
        "sync_error": {"code": "list_unknown"},
        "schema": schema,
    }
    assert content_hash(parse_knock(wire_knock(knock) | transport)) == content_hash(knock)


@given(knocks(), st.integers(-14, 14))
def test_the_zone_a_moment_is_written_in_does_not_matter(knock, hours):
    zone = timezone(timedelta(hours=hours))
    elsewhere = replace(knock, knocked_at=knock.knocked_at.astimezone(zone))
    assert content_hash(elsewhere) == content_hash(knock)


@pytest.mark.parametrize("name", MEANING_FIELDS)
@settings(max_examples=15)
@given(knock=knocks(), other=knocks())
def test_every_field_of_meaning_matters(name, knock, other):
    assume(getattr(knock, name) != getattr(other, name))
    changed = replace(knock, **{name: getattr(other, name)})
    assert content_hash(changed) != content_hash(knock)


def test_the_hash_of_a_knock_stays_what_it_is_from_release_to_release():
    knock = parse_knock(
        {
            "id": "0199a8c0-0000-7000-8000-000000000001",
            "device_seq": 3,
            "walk_list": "8d1f4a2e-1c3b-4f7a-9a55-7e2f0c6b1d90",
            "door": 12,
            "answered": False,
            "results": [{"disposition": "not_home"}],
            "knocked_at": "2026-10-03T17:05:00-04:00",
        }
    )
    assert content_hash(knock) == "2ab4eb17e7900ac7386fbf8dc16f8d4d4ab07f29757e32f4e6e3bb8fcfb493d3"


@given(json_values)
def test_what_cannot_be_read_has_a_hash_too(document):
    assert len(document_hash(document)) == 64


@given(st.dictionaries(st.text(), json_values, max_size=3))
def test_an_unreadable_document_sent_back_with_its_error_is_the_same(document):
    sent_back = document | {"sync_state": "quarantined", "sync_error": {"code": "bad_time"}}
    if not any(name.startswith("sync_") for name in document):
        assert document_hash(sent_back) == document_hash(document)
