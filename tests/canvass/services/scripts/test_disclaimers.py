"""A sentence that every text may say is proposed by one and approved by another."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from canvass.models import AuditEntry
from canvass.services.scripts import script_problems as problems
from canvass.services.scripts.approve_disclaimer import approve_disclaimer
from canvass.services.scripts.propose_disclaimer import propose_disclaimer
from tests import factories as make
from tests.canvass.services.knock_documents import NOON
from tests.canvass.services.scripts.desk import NAMES, Desk
from turf.models import Disclaimer

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(hours=1)
TEXT = "Neighbors Vote does not endorse anybody for any office."


@pytest.fixture
def desk():
    return Desk()


def propose(desk, text=TEXT, by=None):
    return propose_disclaimer(text=text, proposed_by=by or desk.author, proposed_at=NOON)


def approve(disclaimer, by):
    return approve_disclaimer(disclaimer=disclaimer, approved_by=by, approved_at=NOON)


def is_passed_over(desk, text=TEXT):
    report = desk.decide(desk.draft(f"Hello. {text}")).exempted
    return bool(report)


@pytest.mark.parametrize(
    "text",
    [
        "Vote for her.",
        "Vote the bums out.",
        "Support him.",
        "Vote blue.",
        "Apóyela.",
        f"Vote for {NAMES[0]}.",
        "We thank Yusra Feldhamer.",
        "Vote for any Republican.",
    ],
)
def test_what_urges_or_names_somebody_is_no_disclaimer(desk, text):
    with pytest.raises(problems.NotADisclaimer):
        propose(desk, text)
    assert not Disclaimer.objects.exists()


def test_it_counts_once_somebody_else_approved_it(desk):
    proposed = propose(desk)
    assert propose(desk) == proposed
    assert not is_passed_over(desk)
    approved = approve(proposed, desk.compliance)
    assert is_passed_over(desk, f"{TEXT} Good evening.")
    assert approve(approved, desk.compliance).approved_at == NOON


@pytest.mark.parametrize("role", ["compliance", "admin"])
def test_nobody_approves_what_they_proposed(desk, role):
    own = make.make_member(desk.organization, role)
    with pytest.raises(problems.ApproverIsAuthor):
        approve(propose(desk, by=own), own)
    with pytest.raises(IntegrityError), transaction.atomic():
        Disclaimer.objects.update(approved_by=own, approved_at=NOON)


def test_only_gatekeepers_of_the_organization_approve(desk):
    proposed = propose(desk)
    for role in ("director", "lead", "canvasser", "analyst"):
        with pytest.raises(problems.NotAGatekeeper):
            approve(proposed, make.make_member(desk.organization, role))
    with pytest.raises(problems.NotAGatekeeper):
        approve(proposed, Desk().compliance)


def test_an_approval_is_audited_by_its_hash_and_closes_nothing(desk):
    version = desk.approve()
    approve(propose(desk), desk.compliance)
    entry = AuditEntry.objects.get(kind="disclaimer_approved")
    assert (entry.actor, list(entry.facts)) == (desk.compliance.pk, ["text_hash"])
    assert version.gate_records.get().closed_at is None
    desk.save_race()
    assert version.gate_records.get().closed_at is None
