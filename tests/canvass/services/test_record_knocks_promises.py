"""Whatever the order, the batches and the repeats: the same knocks leave the same state."""

from datetime import timedelta

import pytest
from django.db import DataError, IntegrityError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from canvass.models import Knock, QuarantinedItem
from canvass.reports.contact_rates import contact_rates
from canvass.services.knocks import record_items, try_storing
from canvass.sync.outcome import Outcome
from tests.canvass.services.knock_documents import NOON, Walk, knock_id

pytestmark = pytest.mark.django_db

DOORS = 3


@st.composite
def evenings(draw):
    """Events as (door, disposition, minute, index of an earlier event it corrects or None)."""
    events = []
    for index in range(draw(st.integers(1, 7))):
        parent = draw(st.none() | st.integers(0, index - 1)) if index else None
        words = ["not_home", "complete", "refused"] + (["withdrawn"] if parent is not None else [])
        events.append(
            (draw(st.integers(0, DOORS - 1)), draw(st.sampled_from(words)), draw(minutes), parent)
        )
    return events


minutes = st.integers(0, 3)


def documents(walk, events):
    ids = [str(knock_id()) for _ in events]
    return [
        walk.spoke(
            door,
            disposition,
            id=ids[index],
            device_seq=index + 1,
            answered=disposition not in ("not_home", "withdrawn"),
            results=[{"person": None, "disposition": disposition}],
            knocked_at=(NOON - timedelta(minutes=minute)).isoformat(),
            supersedes=None if parent is None else ids[parent],
        )
        for index, (door, disposition, minute, parent) in enumerate(events)
    ]


def state(walk):
    knocks = Knock.objects.filter(walk_list=walk.walk_list).order_by("device_seq")
    listed = walk.walk_list.listed_doors.order_by("position")
    return (
        list(knocks.values_list("device_seq", "is_superseded", "disposition", "corrected_at")),
        list(listed.values_list("worked_at", flat=True)),
        contact_rates(campaign=walk.campaign).total.counts,
    )


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(evenings(), st.randoms(use_true_random=False), st.data())
def test_order_batches_and_repeats_do_not_matter(events, random, data):
    at_once, bit_by_bit = Walk(doors=DOORS), Walk(doors=DOORS)
    at_once.push(*documents(at_once, events))

    sent = documents(bit_by_bit, events)
    repeats = data.draw(st.lists(st.sampled_from(sent), max_size=4))
    arriving = random.sample(sent + repeats, len(sent) + len(repeats))
    cut = data.draw(st.integers(0, len(arriving)))
    outcomes = bit_by_bit.push(*arriving[:cut]) + bit_by_bit.push(*arriving[cut:])

    assert state(bit_by_bit) == state(at_once)
    assert [item.position for item in outcomes] == [*range(cut), *range(len(arriving) - cut)]
    assert Outcome.QUARANTINED not in {item.outcome for item in outcomes}
    assert {kept.state for kept in QuarantinedItem.objects.all()} <= {"applied"}


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(evenings(), st.data())
def test_every_item_is_in_exactly_one_counted_state(events, data):
    walk = Walk(doors=DOORS)
    sent = documents(walk, events)
    bad = data.draw(
        st.lists(st.sampled_from([None, {}, {"id": str(knock_id())}, sent[0] | {"door": 0}]))
    )
    items = data.draw(st.permutations(sent + bad))
    outcomes = walk.push(*items)
    assert [item.position for item in outcomes] == list(range(len(items)))
    for document, item in zip(items, outcomes, strict=True):
        assert item.outcome is (Outcome.APPLIED if document in sent else Outcome.QUARANTINED)
    assert {
        str(uid)
        for uid in Knock.objects.filter(walk_list=walk.walk_list).values_list("uid", flat=True)
    } == {document["id"] for document in sent}


@pytest.mark.parametrize("error", [DataError, IntegrityError])
def test_what_the_database_refuses_harms_no_neighbour(error, monkeypatch):
    walk = Walk()
    store = try_storing.store_knocks

    def refusing(*, admitted, **rest):
        made = store(admitted=admitted, **rest)
        if any(one.knock.note == "poison" for one in admitted):
            raise error("no")
        return made

    monkeypatch.setattr(record_items, "store_knocks", refusing)
    monkeypatch.setattr(try_storing, "store_knocks", refusing)
    documents = [walk.not_home(0), walk.not_home(1, note="poison"), walk.not_home(2)]
    outcomes = walk.push(*documents)
    assert [item.outcome.value for item in outcomes] == ["applied", "quarantined", "applied"]
    assert outcomes[1].code == QuarantinedItem.objects.get().code == "not_storable"
    assert Knock.objects.count() == 2
    monkeypatch.undo()
    assert [item.outcome.value for item in walk.push(*documents)] == [
        "duplicate",
        "applied",
        "duplicate",
    ]
