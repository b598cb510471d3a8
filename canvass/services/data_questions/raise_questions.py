"""Asks people about what stands out in their entries of one day."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from canvass.models import DataQuestion
from canvass.querysets import QUESTION_KEPT
from canvass.rates.data_questions.day import notice
from canvass.services.data_questions.question_problems import DayNotOver, DayTooLongAgo
from canvass.services.data_questions.read_days import read_days
from turf.models import Campaign
from turf.transactions import writing


@writing()
def raise_questions(*, campaign: Campaign, day: date, at: datetime) -> None:
    """Ask, and do nothing else: no knock, list, shift, hour or rate changes by it.

    Safe to repeat: what was asked stays as it was asked. A day so long ago that a question about it
    may be gone already is not asked about again. Raises DayNotOver, DayTooLongAgo.
    """
    today = at.astimezone(ZoneInfo(campaign.time_zone)).date()
    if day >= today:
        raise DayNotOver(f"{day} is not over yet: ask about yesterday, or an earlier day")
    if today - day > QUESTION_KEPT:
        first = today - QUESTION_KEPT
        raise DayTooLongAgo(f"{day} is too long ago to be asked about: take {first} or later")
    DataQuestion.objects.bulk_create(
        (
            DataQuestion(
                organization_id=campaign.organization_id,
                campaign=campaign,
                membership=member,
                pattern=noticed.pattern,
                day=day,
                figures=dict(noticed.figures),
                raised_at=at,
            )
            for member, noted in read_days(campaign=campaign, day=day).items()
            for noticed in notice(noted)
        ),
        ignore_conflicts=True,
    )


def yesterday(*, campaign: Campaign, at: datetime) -> date:
    """Give the day before the one that it is at ``at`` where the campaign is."""
    return at.astimezone(ZoneInfo(campaign.time_zone)).date() - timedelta(days=1)
