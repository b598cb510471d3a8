"""Makes the letter that somebody of a shift can take away."""

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from canvass.letters.typeset import typeset_letter
from canvass.letters.wording import letter_lines, say_day, say_hours
from canvass.models import ShiftMember
from canvass.services.shifts.hold_shift import OPEN
from canvass.services.shifts.paper_token import letter_token
from canvass.services.shifts.shift_problems import ShiftOver

LinkOf = Callable[[str], str]
"""The whole address at which a token is checked."""


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
    token = letter_token(bytes(member.salt), member.letter_number)
    return typeset_letter(content=content | told, link=link_of(token))
