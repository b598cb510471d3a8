"""No piece of material is read at a door but what somebody else approved, letter for letter."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from canvass.models import (
    Assignment,
    AuditEntry,
    GateDecision,
    GateRecord,
    Material,
    ScriptVersion,
)
from canvass.services.lending.check_literature import LiteratureMissing
from canvass.services.lending.hand_out_list import hand_out_list
from canvass.services.scripts import script_problems as problems
from canvass.services.scripts.change_candidate_status import change_candidate_status
from canvass.services.scripts.check_text import check_text
from canvass.services.scripts.draft_material import draft_material
from canvass.services.scripts.withdraw_text import withdraw_text
from tests import factories as make
from tests.canvass.services.knock_documents import NOON
from tests.canvass.services.scripts.desk import GREETING, NAMES, Desk, both
from turf.errors import NotFound
from turf.models import Officeholder, WalkList
from turf.models.walk_list import ListKind

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(hours=1)
FULL_LISTING = f"On the ballot are {NAMES[0]}, {NAMES[1]} and {NAMES[2]}."


@pytest.fixture
def desk():
    return Desk()


def is_open(material):
    return Material.objects.with_open_gate().filter(pk=material.pk).exists()


def change_status(desk, status="withdrawn", at=LATER):
    candidate = desk.race.candidates.get(name=NAMES[2])
    return change_candidate_status(
        candidate=candidate, status=status, changed_by=desk.author, at=at
    )


def withdraw(desk, material):
    return withdraw_text(text=material, withdrawn_by=desk.compliance, withdrawn_at=LATER)


STEPS = {
    "approved": lambda desk, material: desk.decide(material),
    "rejected": lambda desk, material: desk.decide(material, GateDecision.REJECTED),
    "withdrawn": withdraw,
    "ballot": lambda desk, material: change_status(
        desk, "on_ballot" if desk.race.candidates.filter(ballot_status="removed") else "removed"
    ),
}


@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=st.lists(st.sampled_from(sorted(STEPS)), max_size=6), number=st.integers())
def test_it_is_open_exactly_from_an_approval_to_whatever_ends_it(desk, steps, number):
    material = desk.draft_material(f"{GREETING} {number}")
    withdraw(desk, material)
    assert not is_open(material)
    for step in steps:
        STEPS[step](desk, material)
        assert is_open(material) == (step == "approved")
    material.refresh_from_db()
    approved = material.gate_records.filter(decision="approved", closed_at=None)
    assert approved.count() == is_open(material) == (material.withdrawn_at is None)
    assert all(one.content_hash == material.content_hash for one in approved)


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    kind=st.sampled_from(["literature", "card", "briefing", "petition", "call_script"]),
    texts=st.dictionaries(
        st.sampled_from(["en", "es", "vi"]), st.sampled_from([GREETING, "Hi."]), min_size=1
    ),
)
def test_what_is_stored_is_what_its_fingerprint_was_taken_of(desk, kind, texts):
    material = desk.draft_material(texts, kind=kind)
    stored = Material.objects.get(pk=material.pk)
    assert check_text(text=stored, at=NOON).content_hash == stored.content_hash
    turned = dict(reversed(texts.items()))
    assert desk.draft_material(turned, kind=kind) == material


def test_each_letter_kind_and_title_is_another_piece(desk):
    made = [
        desk.draft_material(),
        desk.draft_material(GREETING + "!"),
        desk.draft_material(kind="card"),
        desk.draft_material(title="Your ballot"),
        desk.draft_material({"en": GREETING}),
    ]
    assert len({one.content_hash for one in made}) == len({one.pk for one in made}) == 5


def test_what_is_blocked_is_refused_with_all_findings_and_nothing_is_kept(desk):
    texts = {"en": f"Vote for {NAMES[0]}.", "es": f"Hay que votar por {NAMES[1]}."}
    with pytest.raises(problems.GateBlocked) as blocked:
        desk.draft_material(texts, title=f"Elect {NAMES[2]}")
    assert {"title", "texts.en", "texts.es"} <= blocked.value.fields.keys()
    with pytest.raises(problems.DocumentRefused):
        desk.draft_material({"en": ""})
    assert not Material.objects.exists()


def test_a_title_that_urges_only_with_the_text_below_it_is_refused(desk):
    with pytest.raises(problems.GateBlocked):
        desk.draft_material(f"{NAMES[0]} on Tuesday.", title="Vote for")


def test_a_petition_names_no_officeholder_and_a_card_may(desk):
    Officeholder.objects.create(
        organization=desk.organization,
        campaign=desk.campaign,
        name="Odalys Brackenridge",
        office="Mayor",
    )
    text = "To Odalys Brackenridge: print the budget in two languages."
    with pytest.raises(problems.GateBlocked) as blocked:
        desk.draft_material(text, kind="petition", title="The budget")
    assert any("officeholder_named" in one for one in blocked.value.fields["texts.en"])
    assert desk.draft_material(text, kind="card", title="The budget")


def test_the_author_approves_nothing_of_their_own_and_others_roles_decide_nothing(desk):
    material = desk.draft_material()
    desk.author.role = "compliance"
    with pytest.raises(problems.ApproverIsAuthor):
        desk.decide(material, by=desk.author)
    for role in ("director", "lead", "canvasser", "analyst"):
        with pytest.raises(problems.NotAGatekeeper):
            desk.decide(material, by=make.make_member(desk.organization, role))
    with pytest.raises(problems.NotAGatekeeper):
        desk.decide(material, by=Desk().compliance)
    assert not GateRecord.objects.exists()


def test_an_approval_is_one_record_with_its_audit_and_no_content(desk):
    material = desk.draft_material(f"{FULL_LISTING} Brave people, all of them.")
    record = desk.decide(material)
    assert desk.decide(material, at=LATER) == record
    assert (record.kind, record.text, record.author) == ("literature", material, desk.author.user)
    withdraw(desk, material)
    decided, closed = AuditEntry.objects.order_by("seq")
    assert decided.facts == {"decision": "approved", "content_hash": material.content_hash}
    assert closed.facts == {"because": "withdrawn", "content_hash": material.content_hash}
    assert {decided.subject_id, closed.subject_id} == {str(record.pk)}


def test_what_was_changed_behind_its_fingerprint_is_not_approved(desk):
    material = desk.draft_material()
    Material.objects.update(texts=both("Something else."))
    with pytest.raises(problems.ContentChanged):
        desk.decide(material)


def test_a_changed_ballot_closes_what_was_approved_and_the_old_listing_for_good(desk):
    listing, hours = desk.draft_material(FULL_LISTING), desk.draft_material("Polls close at 8.")
    for one in (listing, hours):
        desk.decide(one)
    closed = change_status(desk)
    assert {(one.text, one.closed_because) for one in closed} == {
        (listing, "ballot_changed"), (hours, "ballot_changed"),
    }  # fmt: skip
    with pytest.raises(problems.GateBlocked):
        desk.decide(listing, at=LATER)
    desk.decide(hours, at=LATER)
    assert [is_open(listing), is_open(hours)] == [False, True]


def test_the_database_refuses_a_decision_about_two_texts_or_none(desk):
    record = desk.decide(desk.draft_material())
    version = ScriptVersion.objects.create(
        organization=desk.organization, script=desk.draft().script, number=9
    )
    for spoilt in (
        {"script_version": version},
        {"material": None},
        {"kind": "script"},
        {"kind": "script", "script_version": version},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            GateRecord.objects.filter(pk=record.pk).update(**spoilt)


def test_two_organizations_may_hold_the_same_words(desk):
    other = Desk()
    assert desk.draft_material().content_hash == other.draft_material().content_hash


def drop(desk, **fields):
    WalkList.objects.filter(pk=desk.walk.walk_list.pk).update(kind=ListKind.LIT_DROP)
    return hand_out_list(
        campaign=desk.campaign,
        number=desk.walk.walk_list.number,
        members=[desk.walk.member.pk],
        handed_out_by=desk.author,
        offered_at=NOON,
        **fields,
    )


def test_a_drop_goes_out_only_with_a_piece_of_literature_that_is_open(desk):
    flyer = desk.draft_material()
    with pytest.raises(LiteratureMissing):
        drop(desk)
    with pytest.raises(problems.GateClosed, match="approve"):
        drop(desk, literature=flyer.pk)
    for other in (desk.draft_material(kind="card"), Desk().draft_material()):
        with pytest.raises(NotFound):
            drop(desk, literature=other.pk)
    assert not Assignment.objects.exists()
    desk.decide(flyer)
    assert drop(desk, literature=flyer.pk).literature == flyer


def test_content_that_is_no_document_is_refused(desk):
    with pytest.raises(problems.DocumentRefused):
        draft_material(campaign=desk.campaign, content=["no"], author=desk.author.user, at=NOON)
