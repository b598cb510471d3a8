"""A clean batch goes in a handful of statements, any other item by item: with one result."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from canvass.models import Device, Intake, Knock, QuarantinedItem, Response, Result
from canvass.services.knocks import record_items
from tests import factories
from tests.canvass.services.knock_documents import Walk, withdrawal

pytestmark = pytest.mark.django_db

OWN = ("id", "intake_id", "knock_id", "result_id")


def rows(walk):
    """All that is stored of a walk, without the numbers that the database gave."""
    models = (Knock, Result, Response, QuarantinedItem, Intake, Device)
    return {
        model.__name__: [
            {name: value for name, value in row.items() if name not in OWN}
            for row in model.objects.for_organization(walk.organization).order_by("pk").values()
        ]
        for model in models
    } | {"worked": list(walk.walk_list.listed_doors.order_by("pk").values_list("worked_at"))}


def clear(walk):
    for model in (QuarantinedItem, Response, Result, Knock, Intake):
        model.objects.for_organization(walk.organization).delete()
    walk.walk_list.listed_doors.update(worked_at=None)
    Device.objects.update(last_sync_at=None, last_seq_reported=0)


def answering(walk, door):
    answers = [
        {"question": "plan", "value": "yes", "wording": "Plan?", "language": "en"},
        {"question": "when", "value": ["a", "b"]},
    ]
    return [
        {"person": walk.people[door].id, "disposition": "complete", "responses": answers},
        {"person": None, "disposition": "come_back"},
    ]


KINDS = ("not_home", "answered", "undo", "orphan", "repeat", "variant", "unlisted", "unread")


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 2)), min_size=1, max_size=8))
def test_both_ways_leave_the_same_rows_and_outcomes(plan):
    walk = Walk(doors=3)
    version = factories.make_script_version(walk.campaign)
    sent = []
    for kind, number in plan:
        before = [one for one in sent if isinstance(one, dict)]
        earlier = before[number % len(before)] if before else walk.not_home(number)
        sent.append(
            {
                "not_home": lambda n=number: walk.not_home(n, new_app={"x": [1, None]}),
                "answered": lambda n=number: walk.spoke(
                    n, script_version=version.id, results=answering(walk, n), note="ñ 🚪 \\ ' %s"
                ),
                "undo": lambda one=earlier: withdrawal(one, answered=False),
                "orphan": lambda n=number: withdrawal(walk.not_home(n)),
                "repeat": lambda one=earlier: one,
                "variant": lambda one=earlier: {**one, "note": "changed"},
                "unlisted": lambda: walk.not_home(door=0) | {"door": 10**9},
                "unread": lambda n=number: [n],
            }[kind]()
        )
    as_it_is = (walk.push(*sent), walk.push(*sent), rows(walk))
    clear(walk)

    with pytest.MonkeyPatch.context() as patch:

        def never(*_):
            raise record_items._Trouble

        patch.setattr(record_items, "_all_at_once", never)
        item_by_item = (walk.push(*sent), walk.push(*sent), rows(walk))

    assert as_it_is == item_by_item


def test_a_clean_batch_takes_a_handful_of_statements(count_queries):
    walk = Walk()
    batch = [walk.not_home(number % 4) for number in range(40)]
    undone = [walk.not_home(1), withdrawal(walk.not_home(1))]
    undone[1]["supersedes"] = undone[0]["id"]

    # Tallies are one statement on PostgreSQL, one a table on SQLite.
    assert count_queries(lambda: walk.push(*batch)) <= 22
    assert count_queries(lambda: walk.push(*batch)) <= 17
    assert count_queries(lambda: walk.push(*undone)) <= 26
