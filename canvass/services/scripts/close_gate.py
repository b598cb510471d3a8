"""Ends an approval."""

from datetime import datetime

from canvass.models import AuditKind, GateRecord, WhyClosed
from canvass.services.audit.record_audit import record_audit
from turf.models import Membership


def close_gate(*, record: GateRecord, because: WhyClosed, at: datetime) -> None:
    """End an approval, and withdraw the text it was for; phones hear of it at their next pull.

    Knocks that were made with it count. Whoever closes notes it last, by `note_closed`.
    """
    record.closed_at, record.closed_because = at, because
    record.save(update_fields=["closed_at", "closed_because"])
    text = record.text
    type(text).objects.filter(pk=text.pk, withdrawn_at=None).update(withdrawn_at=at)


def note_closed(*, record: GateRecord, at: datetime, by: Membership | None) -> None:
    """Add to the audit that ``record`` was closed."""
    record_audit(
        subject=record,
        kind=AuditKind.GATE_CLOSED,
        actor=by,
        at=at,
        facts={"because": WhyClosed(record.closed_because), "content_hash": record.content_hash},
    )
