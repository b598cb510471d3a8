"""Finds whose letter or badge it is, and whether they are still in the shift."""

from datetime import datetime, timedelta
from hmac import compare_digest

from canvass.models import ShiftMember
from canvass.models.shift import ShiftState
from canvass.services.shifts.hold_shift import OPEN
from canvass.services.shifts.paper_token import hash_of
from turf.models import Organization
from turf.scope import tenant

OVERRUN = timedelta(hours=2)
"""How long after its planned end a shift that nobody ended may still be going on."""

LONGEST_TOKEN = 64


def find_paper(*, organization: str, token: str, column: str) -> ShiftMember | None:
    """Return whose paper ``token`` is, None where it is nobody's; ``column`` names its hash.

    What is compared are hashes, in constant time.
    """
    wanted = hash_of(token[:LONGEST_TOKEN])
    owner = Organization.objects.filter(slug=organization).first()
    member: ShiftMember | None = None
    if owner is not None:
        with tenant(owner):
            found = ShiftMember.objects.for_organization(owner).filter(**{column: wanted})
            found = found.select_related("shift__campaign", "organization", "membership__user")
            member = found.first()
    kept = getattr(member, column) if member else "0" * 64
    return member if compare_digest(kept, wanted) else None


def is_standing(*, member: ShiftMember, at: datetime) -> bool:
    """Tell whether the shift of ``member`` is still to be, or going on, with them in it."""
    shift, membership = member.shift, member.membership
    is_member = membership.is_active and membership.user.is_active
    return is_member and shift.state in OPEN and at <= shift.ends_at + OVERRUN


def is_at_work(*, member: ShiftMember, at: datetime) -> bool:
    """Tell whether ``member`` is checked in to a shift that is going on."""
    is_there = member.checked_in_at is not None and member.checked_out_at is None
    return (
        is_there and member.shift.state == ShiftState.RUNNING and is_standing(member=member, at=at)
    )
