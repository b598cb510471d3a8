"""Writes walk lists to a file for somebody, and notes it before the file is there."""

from datetime import datetime
from pathlib import Path

from canvass.models import AuditKind, RecipientKind
from canvass.services.audit.record_audit import record_audit
from canvass.services.exports.check_recipient import (
    Recipient,
    RecipientRefused,
    check_recipient,
)
from canvass.services.exports.record_export import record_export
from turf.models import Campaign
from turf.services.export_walk_lists import export_walk_lists


def hand_out_walk_lists(  # noqa: PLR0913 (all by name)
    *,
    campaign: Campaign,
    out: Path,
    file_format: str,
    cut_id: int | None,
    round_number: int | None,
    recipient: Recipient,
    made_at: datetime,
) -> int:
    """Write the stops of a cut as `export_walk_lists` does, and return how many.

    No file comes to its place that is not on record. Raises what that and `check_recipient` raise;
    a refusal is on record too.
    """
    try:
        kind = check_recipient(organization=campaign.organization, recipient=recipient)
    except RecipientRefused:
        wanted = recipient.kind or RecipientKind.OWN
        record_audit(
            subject=campaign,
            kind=AuditKind.EXPORT_REFUSED,
            actor=recipient.made_by,
            at=made_at,
            facts={"recipient": wanted},
        )
        raise

    def note(file: Path, rows: int) -> None:
        record_export(
            campaign=campaign,
            file=file,
            rows=rows,
            recipient=(recipient, kind),
            made_at=made_at,
        )

    return export_walk_lists(
        campaign=campaign,
        out=out,
        file_format=file_format,
        cut_id=cut_id,
        round_number=round_number,
        note=note,
    )
