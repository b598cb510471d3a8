"""Documents of every app that was ever shipped keep their meaning.

``golden/schema_N.json`` holds documents as apps of schema N wrote them, each with the hash of what
it means. A hash that changes makes each resend of such an app look like another knock: mend the
reading, or bring in a new schema with an upcaster; never change a golden file.
"""

import json
from pathlib import Path

import pytest

from canvass.sync import upcast as module
from canvass.sync.content_hash import content_hash
from canvass.sync.item import read_item
from canvass.sync.knock_wire import wire_knock
from canvass.sync.upcast import CURRENT_SCHEMA, OLDEST_SCHEMA, UPCASTERS, is_too_old, upcast

GOLDEN = Path(__file__).parent / "golden"
SHIPPED = range(OLDEST_SCHEMA, CURRENT_SCHEMA + 1)


def golden(schema):
    return json.loads((GOLDEN / f"schema_{schema}.json").read_text())


@pytest.mark.parametrize("schema", SHIPPED)
def test_documents_of_each_shipped_schema_mean_what_they_meant(schema):
    cases = golden(schema)

    for case in cases:
        item = read_item(0, case["document"], schema=schema)
        assert (item.fault and item.fault.code) == case["fault"], case["name"]
        assert item.content_hash == case["hash"], case["name"]
    assert len(cases) >= 10


@pytest.mark.parametrize("schema", SHIPPED)
def test_what_is_given_back_means_the_same(schema):
    for case in golden(schema):
        item = read_item(0, case["document"], schema=schema)
        if item.knock:
            again = read_item(0, wire_knock(item.knock))
            assert again.knock
            assert content_hash(again.knock) == case["hash"]


def test_there_is_a_step_from_each_schema_to_the_next():
    assert set(UPCASTERS) == set(range(OLDEST_SCHEMA, CURRENT_SCHEMA))
    assert {path.name for path in GOLDEN.iterdir()} >= {f"schema_{one}.json" for one in SHIPPED}


def test_steps_follow_each_other(monkeypatch):
    monkeypatch.setattr(module, "CURRENT_SCHEMA", 3)
    steps = {
        1: lambda document: {**document, "second": document["first"] + 1},
        2: lambda document: {**document, "third": document["second"] + 1},
    }
    monkeypatch.setattr(module, "UPCASTERS", steps)

    assert upcast({"first": 1}, 1) == {"first": 1, "second": 2, "third": 3}
    assert upcast({"second": 5}, 2) == {"second": 5, "third": 6}


@pytest.mark.parametrize("document", [None, 1, "x", [], {"id": "x", "new": [1]}])
def test_what_a_newer_app_wrote_and_what_is_no_object_stays_as_it_came(document):
    assert upcast(document, CURRENT_SCHEMA + 5) == document


def test_only_what_is_older_than_the_oldest_is_too_old():
    assert is_too_old(OLDEST_SCHEMA - 1)
    assert not any(is_too_old(schema) for schema in (*SHIPPED, CURRENT_SCHEMA + 1))
