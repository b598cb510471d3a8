"""Keeps an answer of a report, byte for byte, under an id of its own."""

from datetime import datetime
from hashlib import sha256

from canvass.models import ReportSnapshot
from turf.models import Campaign
from turf.transactions import writing


@writing()
def keep_report(
    *, campaign: Campaign, body: str, as_of: datetime, is_withheld: bool
) -> ReportSnapshot:
    """Store ``body``, a report of ``campaign`` as of ``as_of``, and return what it is kept as."""
    kept: ReportSnapshot = ReportSnapshot.objects.create(
        organization=campaign.organization,
        campaign=campaign,
        body=body,
        sha256=sha256(body.encode()).hexdigest(),
        is_withheld=is_withheld,
        as_of=as_of,
    )
    return kept
