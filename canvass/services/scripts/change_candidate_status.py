"""Writes down that somebody left the ballot, or came back to it."""

from datetime import datetime

from canvass.models import AuditKind, GateRecord
from canvass.services.audit.record_audit import record_audit
from canvass.services.scripts.close_stale_gates import close_stale_gates
from canvass.services.scripts.hold_ballot import hold_ballots
from turf.models import BallotStatus, Candidate, Membership
from turf.transactions import writing


@writing()
def change_candidate_status(
    *, candidate: Candidate, status: BallotStatus, changed_by: Membership | None, at: datetime
) -> list[GateRecord]:
    """Return the approvals that this closed: all of the campaign's but its fallback script.

    Their scripts are withdrawn from phones at their next pull. Repeated, it closes nothing more.
    """
    hold_ballots(organization=candidate.organization_id)
    locked = Candidate.objects.select_for_update(of=("self",))
    held = locked.select_related("race__campaign").get(pk=candidate.pk)
    before = BallotStatus(held.ballot_status)
    if before != status:
        held.ballot_status = status
        held.save(update_fields=["ballot_status"])
    closed = close_stale_gates(campaign=held.race.campaign, at=at, by=changed_by)
    if before != status:
        record_audit(
            subject=held,
            kind=AuditKind.BALLOT_CHANGED,
            actor=changed_by,
            at=at,
            facts={"before": before, "after": BallotStatus(status)},
        )
    return closed
