"""Lets a file be written for somebody, and notes it before the file is there."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from canvass.models import AuditKind, ExportKind, RecipientKind
from canvass.services.audit.record_audit import record_audit
from canvass.services.exports.check_recipient import (
    Recipient,
    RecipientRefused,
    check_recipient,
)
from canvass.services.exports.record_export import record_export
from turf.models import Campaign, Organization

Note = Callable[[Path, int], None]
"""Called with the whole file and how many rows it holds, before it comes to its place."""


def hand_out_file(
    *,
    source: Campaign | Organization,
    what: ExportKind,
    recipient: Recipient,
    made_at: datetime,
    write: Callable[[Note], int],
) -> int:
    """Return how many rows ``write`` wrote of ``source``.

    No file comes to its place that is not on record. Raises what ``write`` and `check_recipient`
    raise; a refusal is on record too.
    """
    organization = source.organization if isinstance(source, Campaign) else source
    try:
        kind = check_recipient(organization=organization, recipient=recipient, at=made_at)
    except RecipientRefused:
        wanted = recipient.kind or RecipientKind.OWN
        record_audit(
            subject=source,
            kind=AuditKind.EXPORT_REFUSED,
            actor=recipient.made_by,
            at=made_at,
            facts={"recipient": wanted},
        )
        raise

    def note(file: Path, rows: int) -> None:
        record_export(
            source=source,
            what=what,
            file=file,
            rows=rows,
            recipient=(recipient, kind),
            made_at=made_at,
        )

    return write(note)
