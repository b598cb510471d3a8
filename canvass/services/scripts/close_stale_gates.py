"""Closes the gate of every text that was judged by another ballot than stands now."""

from datetime import datetime

from canvass.models import FallbackScript, GateDecision, GateRecord, ScriptVersion, WhyClosed
from canvass.services.scripts.check_text import check_text
from canvass.services.scripts.close_gate import close_gate, note_closed
from canvass.services.scripts.names_nobody import names_nobody
from canvass.services.scripts.read_ballot import read_ballot
from canvass.services.scripts.rejudge_gates import rejudge_gates
from canvass.services.scripts.script_problems import ContentChanged
from turf.models import Campaign, Membership
from turf.transactions import writing


@writing()
def close_stale_gates(
    *, campaign: Campaign, at: datetime, by: Membership | None = None
) -> list[GateRecord]:
    """Return the approvals that hold no longer; each has to be decided about anew.

    Of ``campaign`` that is all but the fallback script, which stays as long as it names nobody and
    nothing in it is blocked: it is what phones go on with. Of the organization's other campaigns it
    is what is blocked now. Whoever changes a ballot holds all of them first; see `hold_ballots`.
    """
    stands = read_ballot(campaign=campaign, at=at).fingerprint
    approved = GateRecord.objects.for_campaign(campaign).filter(
        decision=GateDecision.APPROVED, closed_at=None
    )
    stale = list(approved.exclude(ballot_hash=stands).select_for_update().order_by("pk"))
    kept = FallbackScript.objects.filter(campaign=campaign).values_list("version", flat=True)
    closed = []
    for record in stale:
        version: ScriptVersion | None = record.script_version
        if version is not None and version.pk in kept and _still_holds(version, at):
            continue
        close_gate(record=record, because=WhyClosed.BALLOT_CHANGED, at=at)
        closed.append(record)
    for record in closed:
        note_closed(record=record, at=at, by=by)
    others = Campaign.objects.for_organization(campaign.organization_id).exclude(pk=campaign.pk)
    for other in others.order_by("pk"):
        closed += rejudge_gates(campaign=other, because=WhyClosed.BALLOT_CHANGED, at=at, by=by)
    return closed


def _still_holds(version: ScriptVersion, at: datetime) -> bool:
    try:
        is_blocked = check_text(text=version, at=at).is_blocked
    except ContentChanged:
        return False
    return not is_blocked and names_nobody(version=version, at=at)
