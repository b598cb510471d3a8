"""Notes that a file was written."""

from datetime import datetime
from hashlib import file_digest
from pathlib import Path

from canvass.models import AuditKind, ExportKind, ExportRecord, RecipientKind
from canvass.services.audit.record_audit import record_audit
from canvass.services.exports.check_recipient import CANVASS, Recipient
from turf.models import Campaign, Organization
from turf.transactions import writing


@writing()
def record_export(
    *,
    source: Campaign | Organization,
    what: ExportKind,
    file: Path,
    rows: int,
    recipient: tuple[Recipient, RecipientKind],
    made_at: datetime,
) -> ExportRecord:
    """Return the record of ``file``, which holds ``rows`` rows; the audit has it too."""
    named, kind = recipient
    campaign = source if isinstance(source, Campaign) else None
    with file.open("rb") as opened:
        sha256 = file_digest(opened, "sha256").hexdigest()
    record: ExportRecord = ExportRecord.objects.create(
        organization_id=campaign.organization_id if campaign else source.pk,
        campaign=campaign,
        kind=what,
        recipient=named.name,
        recipient_kind=kind,
        purpose=named.purpose or CANVASS,
        rows=rows,
        sha256=sha256,
        made_by=named.made_by,
        made_at=made_at,
    )
    record_audit(
        subject=record,
        kind=AuditKind.EXPORTED,
        actor=named.made_by,
        at=made_at,
        facts={"rows": rows, "file": sha256, "recipient": kind, "what": what},
    )
    return record
