"""Opens the gate for one exact text, or rejects it."""

from dataclasses import asdict
from datetime import datetime

from canvass.models import AuditKind, GateDecision, GatedText, GateRecord, WhyClosed
from canvass.scripts.gate.findings import Report
from canvass.services.audit.record_audit import record_audit
from canvass.services.scripts.check_material import blocked_in
from canvass.services.scripts.check_text import check_text
from canvass.services.scripts.close_gate import close_gate, note_closed
from canvass.services.scripts.hold_ballot import hold_ballot
from canvass.services.scripts.script_problems import (
    ApproverIsAuthor,
    AuthorUnknown,
    GateBlocked,
    NotAGatekeeper,
    ReasonMissing,
)
from turf.models import Membership, Role
from turf.transactions import writing

GATES = frozenset({Role.ADMIN, Role.COMPLIANCE})
"""Who decides about texts, if they did not write them."""


@writing()
def decide_gate(
    *,
    text: GatedText,
    decision: GateDecision,
    reason: str = "",
    decided_by: Membership,
    decided_at: datetime,
) -> GateRecord:
    """Return what was decided about exactly what is stored of ``text``.

    An approval publishes it: it may be handed out from then on, also where it was withdrawn before.
    A rejection withdraws what was open. Asked again for what holds, it is the decision that is
    there. Raises NotAGatekeeper, AuthorUnknown, ApproverIsAuthor, ReasonMissing, ContentChanged,
    and GateBlocked where the check found what nobody may approve.
    """
    _check_who(text, decided_by)
    if decision == GateDecision.REJECTED and not reason.strip():
        raise ReasonMissing("Say why you reject it: its author has to know what to mend")
    hold_ballot(campaign=text.campaign.pk)
    held = type(text).objects.select_for_update().get(pk=text.pk)
    report = check_text(text=held, at=decided_at)
    if decision == GateDecision.APPROVED and report.is_blocked:
        raise GateBlocked(blocked_in(report))
    there = open_record(held)
    if there is not None:
        if decision == GateDecision.APPROVED and _judged_alike(there, report):
            return there
        close_gate(record=there, because=WhyClosed.DECIDED_AGAIN, at=decided_at)
    record = _record(held, report, decision, reason.strip(), decided_by, decided_at)
    if decision == GateDecision.APPROVED:
        held.published_at, held.withdrawn_at = decided_at, None
        held.save(update_fields=["published_at", "withdrawn_at"])
    if there is not None:
        note_closed(record=there, at=decided_at, by=decided_by)
    record_audit(
        subject=record,
        kind=AuditKind.GATE_DECIDED,
        actor=decided_by,
        at=decided_at,
        facts={"decision": decision, "content_hash": record.content_hash},
    )
    return record


def open_record(text: GatedText) -> GateRecord | None:
    """Find the approval that holds."""
    approved = text.gate_records.filter(decision=GateDecision.APPROVED, closed_at=None)
    found: GateRecord | None = approved.first()
    return found


def _judged_alike(record: GateRecord, report: Report) -> bool:
    """Tell whether an approval was given by the ballot and the rules of today."""
    judged_by = (record.ballot_hash, record.rules_version)
    return judged_by == (report.ballot_hash, report.rules_version)


def _check_who(text: GatedText, decided_by: Membership) -> None:
    if decided_by.role not in GATES or decided_by.organization_id != text.organization_id:
        raise NotAGatekeeper("Only compliance or an admin of the organization decides about texts")
    if text.author_id is None:
        raise AuthorUnknown("Nobody knows who wrote this text: let its author write it anew")
    if text.author_id == decided_by.user_id:
        raise ApproverIsAuthor("You wrote this: somebody else has to read it and decide")


def _record(
    text: GatedText,
    report: Report,
    decision: GateDecision,
    reason: str,
    decided_by: Membership,
    decided_at: datetime,
) -> GateRecord:
    record: GateRecord = text.gate_records.create(
        organization_id=text.organization_id,
        campaign=text.campaign,
        kind=text.kind,
        content_hash=report.content_hash,
        ballot_hash=report.ballot_hash,
        rules_version=report.rules_version,
        findings=[asdict(one) for one in report.findings],
        exempted=list(report.exempted),
        author_id=text.author_id,
        decided_by_id=decided_by.user_id,
        decision=decision,
        reason=reason,
        decided_at=decided_at,
    )
    return record
