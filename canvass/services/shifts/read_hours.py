"""Reads hours, as they are reckoned."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count, Q

from canvass.models import PayCalendar, ShiftMember
from turf.models import Organization

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Hours:
    """Somebody's hours in one shift; a minute that has begun counts whole.

    Times are local to the campaign. ``shift_minutes`` holds the briefing; ``total_minutes`` adds
    the way. ``week_starts`` and the period are those of the day on which they checked in.
    """

    member: int
    name: str
    shift: UUID
    capacity: str
    day: date
    checked_in_at: datetime
    checked_out_at: datetime | None
    shift_minutes: int | None
    briefing_minutes: int
    travel_minutes: int
    total_minutes: int | None
    week_starts: date
    period_starts: date
    period_ends: date
    edits_to_acknowledge: int


def read_hours(*, organization: Organization, which: Q) -> list[Hours]:
    """Return the hours of the places in shifts for which ``which`` holds, the oldest first."""
    calendar = PayCalendar.objects.for_organization(organization).first() or PayCalendar()
    members = (
        ShiftMember.objects.for_organization(organization)
        .filter(which, checked_in_at__isnull=False)
        .select_related("shift__campaign", "membership__user")
        .annotate(waiting=Count("edits", filter=Q(edits__acknowledged_at=None)))
        .order_by("checked_in_at", "pk")
    )
    return [_hours(member, calendar) for member in members]


def _hours(member: Any, calendar: PayCalendar) -> Hours:
    zone = ZoneInfo(member.shift.campaign.time_zone)
    came = member.checked_in_at.astimezone(zone)
    went = member.checked_out_at and member.checked_out_at.astimezone(zone)
    minutes = -(-(member.checked_out_at - member.checked_in_at) // MINUTE) if went else None
    day = came.date()
    week = day - timedelta(days=(day.weekday() - calendar.week_starts_on) % 7)
    period = day - timedelta(days=(day - calendar.period_anchor).days % calendar.period_days)
    return Hours(
        member=member.membership_id,
        name=member.membership.user.get_full_name(),
        shift=member.shift_id,
        capacity=member.capacity,
        day=day,
        checked_in_at=came,
        checked_out_at=went,
        shift_minutes=minutes,
        briefing_minutes=member.briefing_minutes,
        travel_minutes=member.travel_minutes,
        total_minutes=None if minutes is None else minutes + member.travel_minutes,
        week_starts=week,
        period_starts=period,
        period_ends=period + timedelta(days=calendar.period_days - 1),
        edits_to_acknowledge=member.waiting,
    )
