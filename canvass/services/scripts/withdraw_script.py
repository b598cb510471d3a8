"""Withdraws a script version from phones."""

from datetime import datetime

from canvass.models import AuditKind, FallbackScript, GateRecord, ScriptVersion, WhyClosed
from canvass.services.audit.record_audit import record_audit
from canvass.services.scripts.script_problems import FallbackInUse
from turf.models import Membership
from turf.transactions import writing


@writing()
def withdraw_script(
    *, version: ScriptVersion, withdrawn_by: Membership, withdrawn_at: datetime
) -> ScriptVersion:
    """Return ``version``, closed; phones go on with the campaign's fallback at their next pull.

    Repeated, it stays withdrawn since when it was. Raises FallbackInUse for that fallback itself.
    """
    if FallbackScript.objects.filter(version=version).exists():
        raise FallbackInUse("This is the campaign's fallback script: set another one first")
    held: ScriptVersion = ScriptVersion.objects.select_for_update().get(pk=version.pk)
    for record in held.gate_records.filter(decision="approved", closed_at=None):
        close_gate(record=record, because=WhyClosed.WITHDRAWN, at=withdrawn_at, by=withdrawn_by)
    held.refresh_from_db()
    if held.withdrawn_at is None:
        held.withdrawn_at = withdrawn_at
        held.save(update_fields=["withdrawn_at"])
    return held


@writing()
def close_gate(
    *, record: GateRecord, because: WhyClosed, at: datetime, by: Membership | None = None
) -> None:
    """End an approval, and withdraw the version it was for; phones hear of it at their next pull.

    Knocks that were made with it count.
    """
    record.closed_at, record.closed_because = at, because
    record.save(update_fields=["closed_at", "closed_because"])
    if record.script_version_id is not None:
        ScriptVersion.objects.filter(pk=record.script_version_id, withdrawn_at=None).update(
            withdrawn_at=at
        )
    record_audit(
        subject=record,
        kind=AuditKind.GATE_CLOSED,
        actor=by,
        at=at,
        facts={"because": because, "content_hash": record.content_hash},
    )
