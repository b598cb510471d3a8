"""Knocks as documents: what was sent comes back, and says what became of it."""

import ast
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from canvass.documents.knocks import documents_of
from canvass.models import Knock, QuarantinedItem
from canvass.sync import refusals
from canvass.sync.content_hash import content_hash
from canvass.sync.knock_in import KNOWN_FIELDS
from canvass.sync.knock_wire import parse_knock, wire_knock
from canvass.sync.unfixable import UNFIXABLE
from tests import factories as make
from tests.canvass.services.knock_documents import NOON, Walk
from tests.canvass.sync import knock_strategies
from turf.models import Campaign

pytestmark = pytest.mark.django_db


@pytest.fixture
def walk():
    return Walk(doors=3)


def read(walk, *uids, member=None):
    return documents_of(membership=member or walk.member, rows=uids, at=NOON)


def at_home(walk, knock):
    """Move any knock to a door of the walk, its people to residents, its questions to a script."""
    asked = {one.question for result in knock.results for one in result.responses}
    version = make.make_script_version(walk.campaign) if asked else None
    for position, key in enumerate(sorted(asked), start=3):
        make.Question.objects.create(
            organization=walk.organization, version=version, key=key, position=position, kind="text"
        )
    people = iter(walk.residents)
    results = tuple(
        result if result.person is None else replace(result, person=next(people).pk)
        for result in knock.results
    )
    return replace(
        knock,
        walk_list=walk.walk_list.pk,
        door=walk.doors[0].pk,
        results=results,
        script_version=version and version.pk,
        supersedes=knock.supersedes and walk.parent,
    )


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(knock_strategies.knocks(), max_size=3, unique_by=lambda knock: knock.id))
def test_a_knock_comes_back_as_it_was_sent(sent):
    walk = Walk(doors=1)
    Campaign.objects.update(asks_distance=True)
    walk.residents = [make.make_person(walk.doors[0]) for _ in range(4)]
    walk.walk_list = make.make_walk_list(walk.turf)
    make.make_assignment(walk.walk_list, walk.member)
    [parent] = walk.push(walk.not_home())
    walk.parent = parent.id
    knocks = [at_home(walk, knock) for knock in sent]

    outcomes = walk.push(*map(wire_knock, knocks), sent_at=None)
    told = read(walk, *(str(knock.id) for knock in knocks))

    assert [outcome.code for outcome in outcomes] == [""] * len(knocks)
    stored = dict(Knock.objects.filter(membership=walk.member).values_list("uid", "content_hash"))
    del stored[parent.id]
    assert {knock.id: content_hash(knock) for knock in knocks} == stored
    assert {uid: content_hash(parse_knock(told[str(uid)])) for uid in stored} == stored


def test_what_a_newer_app_added_comes_back_too(walk):
    document = walk.not_home(colour="green")
    walk.push(document)

    assert read(walk, document["id"])[document["id"]]["colour"] == "green"


def test_an_applied_knock_says_so_with_all_its_fields(walk):
    document = walk.not_home()
    walk.push(document)

    told = read(walk, document["id"])[document["id"]]

    assert told["sync_state"] == "applied"
    assert told["sync_error"] is None
    assert set(told) == KNOWN_FIELDS | {"sync_state", "sync_error"}


def test_a_quarantined_item_says_why_with_all_its_fields(walk):
    document = walk.not_home(door=0) | {"door": 999_999_999}
    walk.push(document)

    told = read(walk, document["id"])[document["id"]]

    assert told["sync_state"] == "quarantined"
    assert set(told["sync_error"]) == {"code", "message", "fixable"}
    assert (told["sync_error"]["code"], told["sync_error"]["fixable"]) == ("door_not_listed", True)
    assert set(told) >= KNOWN_FIELDS
    assert document.items() <= told.items()


def test_an_applied_knock_hides_what_waits_under_its_id(walk):
    document = walk.not_home()
    walk.push(document)
    walk.push(document | {"note": "another"})

    told = read(walk, document["id"])[document["id"]]

    assert QuarantinedItem.objects.get().code == "knock_rewritten"
    assert (told["sync_state"], told["note"]) == ("applied", "")


@pytest.mark.parametrize("waiting", ["held", "quarantined"])
def test_what_waits_hides_what_was_dismissed(walk, waiting):
    document = walk.not_home() | {"door": 999_999_999}
    walk.push(document)
    QuarantinedItem.objects.update(state=waiting)
    walk.push(document | {"note": "later"})
    QuarantinedItem.objects.filter(document__note="later").update(state="dismissed")

    told = read(walk, document["id"])[document["id"]]

    assert told["sync_state"] == waiting
    assert told["note"] is None


def test_what_a_person_mended_reads_as_they_left_it(walk):
    document = walk.not_home() | {"door": 999_999_999}
    walk.push(document)
    QuarantinedItem.objects.update(state="applied", mended=document | {"note": "mended"})

    told = read(walk, document["id"])[document["id"]]

    assert (told["sync_state"], told["sync_error"], told["note"]) == ("applied", None, "mended")


def test_nobody_reads_the_knocks_of_another(walk):
    good, bad = walk.not_home(), walk.not_home(1) | {"door": 999_999_999}
    walk.push(good, bad)
    foreign = Walk()

    for member in (make.make_member(walk.organization, "director"), foreign.member):
        assert read(walk, good["id"], bad["id"], member=member) == {}


def test_the_cost_does_not_grow(walk, count_queries):
    documents = [walk.spoke(door) for door in range(3)]
    walk.push(*documents)
    uids = [document["id"] for document in documents]

    few = count_queries(lambda: read(walk, uids[0]))

    assert len(read(walk, *uids)) == 3
    assert count_queries(lambda: read(walk, *uids)) == few == 4


def test_each_refusal_that_no_mending_helps_is_known():
    found = set()
    for path in Path(refusals.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Refusal":
                is_fixable = [*node.args[2:], *(one.value for one in node.keywords)][0]
                if not getattr(is_fixable, "value", True):
                    found.add(node.args[0].value)

    assert found == UNFIXABLE
