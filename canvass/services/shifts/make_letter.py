"""Makes the letter that somebody of a shift can take away, and tells whether one is valid."""

from collections.abc import Callable
from datetime import datetime, timedelta
from hmac import compare_digest
from zoneinfo import ZoneInfo

from canvass.letters.typeset import typeset_letter
from canvass.letters.wording import letter_lines, say_day, say_hours
from canvass.models import ShiftMember
from canvass.models.shift import ShiftState
from canvass.services.shifts.hold_shift import OPEN
from canvass.services.shifts.paper_token import BADGE, LETTER, hash_of, token_of
from canvass.services.shifts.shift_problems import ShiftOver
from turf.errors import StoopError

OVERRUN = timedelta(hours=2)
"""How long after its planned end a shift that nobody ended may still be going on."""

LONGEST_TOKEN = 64

LinkOf = Callable[[str], str]
"""The whole address at which a token is checked."""


class NoBadgeNow(StoopError):
    """A badge is for who is at work in a running shift."""

    code = "no_badge_now"


def make_letter(*, member: ShiftMember, language: str, link_of: LinkOf, today: datetime) -> bytes:
    """Return the letter of ``member`` as PDF, in ``language`` (en or es).

    Nothing is written, so nobody can tell who took one. Raises ShiftOver.
    """
    shift = member.shift
    if shift.state not in OPEN:
        raise ShiftOver("This shift is over or was cancelled: there is no letter for it")
    zone = ZoneInfo(shift.campaign.time_zone)
    starts_at, ends_at = shift.starts_at.astimezone(zone), shift.ends_at.astimezone(zone)
    organization = shift.organization
    facts = {
        "organization": organization.name,
        "campaign": shift.campaign.name,
        "day": say_day(starts_at.date(), language),
        "hours": say_hours(starts_at, ends_at, language),
        "area": shift.area,
        "contact": organization.phone,
    }
    content = letter_lines(
        language=language,
        capacity=member.capacity,
        facts=facts,
        name=member.membership.user.chosen_name,
    )
    told = {"organization": organization.name}
    told["date"] = say_day(today.astimezone(zone).date(), language)
    return typeset_letter(
        content=content | told, link=link_of(token_of(bytes(member.salt), LETTER))
    )


def badge_token(*, member: ShiftMember, at: datetime) -> str:
    """Return the token of the badge of ``member``. Raises NoBadgeNow unless they are at work."""
    if not _is_at_work(member, at):
        raise NoBadgeNow("The badge shows while you are checked in to a running shift")
    return token_of(bytes(member.salt), BADGE)


def is_letter_valid(*, organization: str, token: str, at: datetime) -> bool:
    """Tell whether ``token`` is of a letter, of the organization of that slug, that stands."""
    member = _find(organization, token, "letter_hash")
    return member is not None and _stands(member, at)


def read_badge(*, organization: str, token: str, at: datetime) -> ShiftMember | None:
    """Return whose badge ``token`` is, None unless they are at work now."""
    member = _find(organization, token, "badge_hash")
    return member if member is not None and _is_at_work(member, at) else None


def _find(organization: str, token: str, column: str) -> ShiftMember | None:
    """One query, whatever was asked; what is compared are hashes, in constant time."""
    wanted = hash_of(token[:LONGEST_TOKEN])
    member: ShiftMember | None = (
        ShiftMember.objects.filter(organization__slug=organization, **{column: wanted})
        .select_related("shift__campaign", "organization", "membership__user")
        .first()
    )
    kept = getattr(member, column) if member else "0" * 64
    return member if compare_digest(kept, wanted) else None


def _stands(member: ShiftMember, at: datetime) -> bool:
    shift, membership = member.shift, member.membership
    is_member = membership.is_active and membership.user.is_active
    return is_member and shift.state in OPEN and at <= shift.ends_at + OVERRUN


def _is_at_work(member: ShiftMember, at: datetime) -> bool:
    is_there = member.checked_in_at is not None and member.checked_out_at is None
    return is_there and member.shift.state == ShiftState.RUNNING and _stands(member, at)
