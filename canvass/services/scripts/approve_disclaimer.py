"""Approves a sentence word for word for all texts of an organization."""

from datetime import datetime
from hashlib import sha256

from canvass.models import AuditKind, WhyClosed
from canvass.scripts.gate.approved import is_disclaimer
from canvass.services.audit.record_audit import record_audit
from canvass.services.scripts.decide_gate import GATES
from canvass.services.scripts.hold_ballot import hold_ballots
from canvass.services.scripts.read_ballot import read_ballot_of_all
from canvass.services.scripts.rejudge_gates import rejudge_gates
from canvass.services.scripts.script_problems import (
    ApproverIsAuthor,
    AuthorUnknown,
    NotADisclaimer,
    NotAGatekeeper,
)
from turf.models import Campaign, Disclaimer, Membership
from turf.transactions import writing


@writing()
def approve_disclaimer(
    *, disclaimer: Disclaimer, approved_by: Membership, approved_at: datetime
) -> Disclaimer:
    """Return the disclaimer; the gate passes over it from the next check on.

    What is approved is judged anew with it. Repeated, it stays approved by who was first. Raises
    NotAGatekeeper, AuthorUnknown, ApproverIsAuthor where somebody approves their own, and
    NotADisclaimer where it names somebody by now.
    """
    organization = disclaimer.organization_id
    if approved_by.role not in GATES or approved_by.organization_id != organization:
        raise NotAGatekeeper("Only compliance or an admin of the organization decides about texts")
    hold_ballots(organization=organization)
    held: Disclaimer = Disclaimer.objects.select_for_update().get(pk=disclaimer.pk)
    if held.approved_at is not None:
        return held
    _check_who(held, approved_by)
    ground = read_ballot_of_all(organization=organization, at=approved_at)
    if not is_disclaimer(held.text, ground.scanner):
        raise NotADisclaimer("A disclaimer names nobody and urges nothing: propose another one")
    held.approved_by, held.approved_at = approved_by, approved_at
    held.save(update_fields=["approved_by", "approved_at"])
    for campaign in Campaign.objects.for_organization(organization).order_by("pk"):
        rejudge_gates(
            campaign=campaign, because=WhyClosed.RULES_CHANGED, at=approved_at, by=approved_by
        )
    record_audit(
        subject=held,
        kind=AuditKind.DISCLAIMER_APPROVED,
        actor=approved_by,
        at=approved_at,
        facts={"text_hash": sha256(held.text.encode()).hexdigest()},
    )
    return held


def _check_who(disclaimer: Disclaimer, approved_by: Membership) -> None:
    proposer = disclaimer.proposed_by
    if proposer is None:
        raise AuthorUnknown("Nobody knows who proposed this: propose it anew in other words")
    if proposer.user_id == approved_by.user_id:
        raise ApproverIsAuthor("You proposed this: somebody else has to read it and decide")
