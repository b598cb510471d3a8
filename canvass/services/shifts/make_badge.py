"""Makes the badge of somebody at work."""

from datetime import datetime

from canvass.models import ShiftMember
from canvass.services.shifts.find_paper import is_at_work
from canvass.services.shifts.paper_token import BADGE, token_of
from turf.errors import StoopError


class NoBadgeNow(StoopError):
    """A badge is for who is at work in a running shift."""

    code = "no_badge_now"


def make_badge(*, member: ShiftMember, at: datetime) -> str:
    """Return the token of the badge of ``member``. Raises NoBadgeNow unless they are at work."""
    if not is_at_work(member=member, at=at):
        raise NoBadgeNow("The badge shows while you are checked in to a running shift")
    return token_of(bytes(member.salt), BADGE)
