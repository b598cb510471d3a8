"""Reads a badge for whoever it is shown to."""

from datetime import datetime

from canvass.models import ShiftMember
from canvass.services.shifts.find_paper import find_paper, is_at_work


def read_badge(*, organization: str, token: str, at: datetime) -> ShiftMember | None:
    """Return whose badge ``token`` is, None unless they are at work now."""
    member = find_paper(organization=organization, token=token, column="badge_hash")
    return member if member is not None and is_at_work(member=member, at=at) else None
