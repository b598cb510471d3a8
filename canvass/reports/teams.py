"""A report by team: the people who walked one shift, and never fewer than three of them.

No rate of one person is shown to anybody but that person. What a team did is therefore told as a
whole: with another breakdown or a filter beside it, rows would be about fewer and fewer people, and
the difference of two such reports about one.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import OuterRef, QuerySet, Subquery, UUIDField
from django.db.models.functions import Coalesce

from canvass.models import Knock, Shift, ShiftMember
from canvass.rates.few_people import FEWEST_PEOPLE, of_few
from canvass.reports.breakdown import Breakdown
from canvass.reports.counted import counted_knocks
from canvass.reports.filters import Filters
from canvass.reports.report import Row
from turf.errors import StoopError
from turf.models import Campaign

TEAMS = (
    "A team is the people of one shift, from each one's check-in to their check-out. Teams of fewer"
    f" than {FEWEST_PEOPLE} people are withheld, and others with them where those could be had by"
    " subtraction: no rate of one person is shown. Knocks of which it is forgotten who made them"
    " are in no shift."
)

Team = UUID | None
"""The id of a shift; None for knocks in no shift."""


class TeamsStandAlone(StoopError):
    """A report by team was asked for with another breakdown, or of a part of the campaign."""

    code = "teams_stand_alone"


def refuse_beside_teams(by: Sequence[Breakdown], filters: Filters) -> None:
    """Raise TeamsStandAlone unless a report is by team alone, and of the whole campaign."""
    if len(by) > 1 or filters != Filters():
        raise TeamsStandAlone(
            "A report by team is of the whole campaign and by nothing else: a part of a team's"
            " knocks may be one person's. Leave the filters and other breakdowns out."
        )


def with_teams(knocks: QuerySet[Knock]) -> QuerySet[Any]:
    """Add to each knock its ``team``: the shift of the campaign that its person was in by then.

    Of several the one they came to last. Who did not check out was there until the shift ended.
    """
    places = ShiftMember.objects.annotate(
        left_at=Coalesce("checked_out_at", "shift__ended_at", "shift__ends_at")
    ).filter(
        membership=OuterRef("membership"),
        shift__campaign=OuterRef("campaign"),
        checked_in_at__lte=OuterRef("corrected_at"),
        left_at__gte=OuterRef("corrected_at"),
    )
    team = places.order_by("-checked_in_at", "pk").values("shift")[:1]
    return knocks.annotate(team=Subquery(team, output_field=UUIDField()))


def teams_of(campaign: Campaign) -> Mapping[Team, Set[int]]:
    """Give for each team that knocked in ``campaign`` the members whose knocks count."""
    people: dict[Team, set[int]] = defaultdict(set)
    made = with_teams(counted_knocks(campaign, Filters())).order_by()
    for team, member in made.values_list("team", "membership").distinct():
        people[team] |= {member} - {None}
    return people


def name_teams(
    rows: Sequence[Row], teams: Mapping[Team, Set[int]], campaign: Campaign
) -> tuple[Row, ...]:
    """Say when and where each team walked, in that order, and withhold those of too few."""
    shifts = Shift.objects.in_bulk([team for team in teams if team])
    hidden, zone = of_few(teams), ZoneInfo(campaign.time_zone)
    named = []
    for row in rows:
        team = row.keys[0]
        if shift := shifts.get(team):
            when = shift.starts_at.astimezone(zone)
            row = replace(row, keys=(str(team),), labels=(f"{when:%Y-%m-%d %H:%M} {shift.area}",))
        named.append(row.withheld() if team in hidden else row)
    return tuple(sorted(named, key=lambda row: (row.keys[0] is None, row.labels, row.keys)))
