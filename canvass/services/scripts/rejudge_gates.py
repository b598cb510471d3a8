"""Judges what is approved anew, and closes only what is blocked now."""

from datetime import datetime

from canvass.models import GateDecision, GateRecord, WhyClosed
from canvass.scripts.gate.findings import Report
from canvass.services.scripts.check_text import check_text
from canvass.services.scripts.close_gate import close_gate, note_closed
from canvass.services.scripts.hold_ballot import hold_ballot
from canvass.services.scripts.script_problems import ContentChanged
from turf.models import Campaign, Membership
from turf.transactions import writing


@writing()
def rejudge_gates(
    *,
    campaign: Campaign,
    because: WhyClosed,
    at: datetime,
    by: Membership | None = None,
    is_trial: bool = False,
) -> list[GateRecord]:
    """Return the approvals of ``campaign`` that are blocked now, closed; in a trial still open.

    What holds stays open, noted as judged by the rules, names and settings of today: phones keep
    their scripts. Repeated, it closes nothing more.
    """
    hold_ballot(campaign=campaign.pk)
    approved = GateRecord.objects.for_campaign(campaign).filter(
        decision=GateDecision.APPROVED, closed_at=None
    )
    blocked = []
    for record in approved.select_for_update().order_by("pk"):
        report = _judged(record, at)
        if report is None or report.is_blocked:
            blocked.append(record)
        elif not is_trial:
            record.rules_version, record.ballot_hash = report.rules_version, report.ballot_hash
            record.save(update_fields=["rules_version", "ballot_hash"])
    if is_trial:
        return blocked
    for record in blocked:
        close_gate(record=record, because=because, at=at)
    for record in blocked:
        note_closed(record=record, at=at, by=by)
    return blocked


def _judged(record: GateRecord, at: datetime) -> Report | None:
    """Judge the text of an approval; None where it is not what was approved."""
    try:
        return check_text(text=record.text, at=at)
    except ContentChanged:
        return None
