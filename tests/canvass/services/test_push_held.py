"""Corrections that come before what they correct wait for it, whoever sends it and whenever."""

from datetime import timedelta
from itertools import pairwise, permutations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from canvass.models import Intake, Knock, QuarantinedItem
from tests import factories
from tests.canvass.services.knock_documents import NOON, Walk, knock_id, withdrawal

pytestmark = pytest.mark.django_db


def correction(parent, **fields):
    return parent | {"id": str(knock_id()), "supersedes": parent["id"]} | fields


def words(outcomes):
    return [outcome.outcome.value for outcome in outcomes]


def waiting():
    return list(QuarantinedItem.objects.order_by("pk").values_list("state", "code"))


def test_a_correction_without_its_parent_is_held_and_says_for_what():
    walk = Walk()
    parent = walk.not_home()
    child = correction(parent, device_seq=77)

    (outcome,) = walk.push(child)

    assert (outcome.outcome.value, outcome.code) == ("held", "parent_missing")
    kept = QuarantinedItem.objects.get()
    assert (kept.state, str(kept.waits_for), kept.device_seq) == ("held", parent["id"], 77)
    assert Intake.objects.get().outcomes["held"] == 1
    assert words(walk.push(child)) == ["held"]
    assert QuarantinedItem.objects.count() == 1
    assert words(walk.push(parent)) == ["applied"]
    assert Knock.objects.count() == 2
    assert waiting() == [("applied", "parent_missing")]
    assert words(walk.push(child)) == ["duplicate"]


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_a_held_chain_is_applied_with_its_first_parent(order):
    walk = Walk()
    chain = [walk.not_home()]
    for _ in range(3):
        chain.append(correction(chain[-1]))

    for number in order:
        walk.push(chain[number])

    assert Knock.objects.filter(is_superseded=False).count() == 1
    assert Knock.objects.count() == 4
    assert not QuarantinedItem.objects.filter(state="held").exists()


def test_it_is_judged_by_the_body_it_came_in_and_kept_in_its_senders_name():
    walk = Walk()
    partner = factories.make_member(walk.organization, "canvasser")
    walk.assignment.holder_rows.create(organization=walk.organization, membership=partner)
    phone = factories.make_device(walk.organization)
    parent = walk.not_home()
    undo = withdrawal(parent)
    walk.push(undo, membership=partner, device=phone, sent_at=NOON - timedelta(minutes=1))

    much_later = walk.assignment.expires_at + timedelta(days=9)
    walk.push(parent, sent_at=much_later, received_at=much_later)

    applied = Knock.objects.get(uid=undo["id"])
    assert (applied.membership, applied.device) == (partner, phone)
    assert (applied.received_at, applied.clock_offset_s) == (NOON, 60)
    assert not applied.is_late
    assert Knock.objects.get(uid=parent["id"]).is_late
    assert Knock.objects.get(uid=parent["id"]).is_superseded


def test_a_child_of_what_is_quarantined_waits_until_that_is_mended():
    walk = Walk()
    bad = walk.not_home(answered=True)
    undo = withdrawal({**bad, "answered": False})

    assert words(walk.push(bad, undo)) == ["quarantined", "held"]
    assert words(walk.push({**bad, "answered": False})) == ["applied"]

    assert Knock.objects.count() == 2
    assert {state for state, _ in waiting()} == {"applied"}


def test_a_child_that_may_not_be_applied_is_quarantined_at_once():
    walk = Walk()
    child = correction(walk.not_home(), door=10**9)

    assert words(walk.push(child)) == ["quarantined"]
    assert waiting() == [("quarantined", "door_not_listed")]


def test_what_names_each_other_in_a_ring_waits_and_harms_nobody():
    walk = Walk()
    one = walk.not_home()
    two = correction(one)

    outcomes = walk.push({**one, "supersedes": two["id"]}, two, walk.not_home(1))

    assert words(outcomes) == ["held", "held", "applied"]


def test_two_variants_of_a_held_knock_are_one_knock_in_the_end():
    walk = Walk()
    parent = walk.not_home()
    first = correction(parent)
    assert words(walk.push(first, first, {**first, "note": "b"})) == ["held"] * 3

    walk.push(parent)

    assert Knock.objects.get(uid=first["id"]).note == ""
    assert waiting() == [("applied", "parent_missing"), ("quarantined", "knock_rewritten")]


def test_a_variant_that_needs_no_parent_is_applied_and_closes_the_one_that_waits():
    walk = Walk()
    held = correction(walk.not_home())

    assert words(walk.push(held, {**held, "supersedes": None})) == ["held", "applied"]
    assert waiting() == [("applied", "parent_missing")]


@st.composite
def deliveries(draw):
    """Who sends which of 6 events in which push; events may correct earlier ones."""
    parents = [draw(st.none() | st.integers(0, index - 1)) if index else None for index in range(6)]
    undone = draw(st.sets(st.integers(1, 5)))
    cuts = sorted(draw(st.sets(st.integers(1, 9), max_size=4)))
    return parents, undone, cuts


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deliveries(), st.randoms(use_true_random=False), st.integers(-7200, 7200))
def test_split_order_interleaving_and_clocks_do_not_matter(plan, random, offset_s):
    parents, undone, cuts = plan
    ends = []
    for is_tidy in (True, False):
        walk = Walk(doors=2)
        partner = factories.make_member(walk.organization, "canvasser")
        walk.assignment.holder_rows.create(organization=walk.organization, membership=partner)
        senders = [
            {"membership": walk.member, "device": walk.device},
            {
                "membership": partner,
                "device": factories.make_device(walk.organization),
                "sent_at": NOON + timedelta(seconds=0 if is_tidy else offset_s),
            },
        ]
        events = []
        for index, parent in enumerate(parents):
            wrong = timedelta(0 if is_tidy or index % 2 == 0 else offset_s / 86400)
            at = NOON - timedelta(hours=3) + timedelta(minutes=index) + wrong
            fields = {"device_seq": index + 1, "knocked_at": at.isoformat()}
            if parent is None:
                events.append(walk.not_home(index % 2, **fields))
            elif index in undone:
                events.append(withdrawal(events[parent], **fields))
            else:
                events.append(correction(events[parent], **fields))
        sent = [(index % 2, event) for index, event in enumerate(events)]
        if not is_tidy:
            sent = random.sample(sent + sent[:3], len(sent) + 3)
        bounds = [0, *(cuts if not is_tidy else []), len(sent)]
        for start, end in pairwise(bounds):
            for who, sender in enumerate(senders):
                batch = [event for one, event in sent[start:end] if one == who]
                walk.push(*batch, **sender)
        knocks = Knock.objects.filter(walk_list=walk.walk_list).order_by("device_seq")
        doors = walk.walk_list.listed_doors.order_by("position")
        ends.append(
            (
                list(
                    knocks.values_list(
                        "device_seq", "is_superseded", "disposition", "corrected_at", "is_late"
                    )
                ),
                list(doors.values_list("worked_at", flat=True)),
            )
        )
        assert not QuarantinedItem.objects.filter(device__organization=walk.organization).exclude(
            state="applied"
        )
    assert len(ends[0][0]) == len(parents)
    assert ends[0] == ends[1]
