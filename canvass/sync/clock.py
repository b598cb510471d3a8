"""When a knock really was: a phone's clock set right by the server's."""

from dataclasses import dataclass
from datetime import datetime, timedelta

SUSPECT_S = 300
"""A clock further off than this is flagged for a person to see."""


@dataclass(frozen=True, slots=True)
class CorrectedTime:
    """A device's time set right.

    ``offset_s`` is what was added, None where the device did not say when it sent;
    ``uncertainty_s`` how far off the truth may be, None where nothing bounds it.
    """

    at: datetime
    offset_s: float | None
    uncertainty_s: float | None
    is_suspect: bool


def correct_time(
    knocked_at: datetime, *, sent_at: datetime | None, received_at: datetime
) -> CorrectedTime:
    """Set a device's time right by what its clock showed when it sent.

    All three carry a zone. The clock may have been put right, or wrong, between knock and sending,
    so the truth lies anywhere between both times: the uncertainty is the whole offset. No knock is
    later than its arrival: one that seems so is put there and flagged.
    """
    offset = received_at - sent_at if sent_at else timedelta()
    corrected = knocked_at + offset
    ahead_s = max(0.0, (corrected - received_at).total_seconds())
    offset_s = offset.total_seconds()
    return CorrectedTime(
        at=min(corrected, received_at),
        offset_s=offset_s if sent_at else None,
        uncertainty_s=abs(offset_s) + ahead_s if sent_at else None,
        is_suspect=abs(offset_s) > SUSPECT_S or ahead_s > SUSPECT_S,
    )
