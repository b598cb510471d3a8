"""Counts read from the tallies: the same as from the knocks, in a fraction of the time.

What they answer: every figure whose unit is the knock (`KnockCounts`), by turf, precinct, day,
hour, weekday, round and script, any of them together, with filters by turf, precinct, round,
script and days, any of them together. What they do not: figures by door, by person and by case,
because one door may be in several rows and distinct ones cannot be added up; and anything by
language or team. Those are counted from the knocks (`canvass.reports.counted`).

Three tables, of which the smallest that knows what is asked is read: by ground alone `WalkTally`, a
row for each list; by time alone `HourTally`, which knows no list, so that what rolled back lists
hold is taken out again; by both `VisitTally`. A list that is rolled back, or back again, therefore
changes no tally.
"""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from django.db.models import F, Q, QuerySet, Sum

from canvass.models import HourTally, ScriptVersion, VisitTally, WalkTally
from canvass.models.tally import COUNTERS
from canvass.rates.operational import KnockCounts
from canvass.reports.breakdown import Breakdown
from canvass.reports.filters import Filters
from turf.models import Campaign, Precinct, Turf, WalkList
from turf.models.walk_list import ListState

GROUND = frozenset({Breakdown.TURF, Breakdown.PRECINCT, Breakdown.ROUND})
TIMES = frozenset({Breakdown.DAY, Breakdown.HOUR, Breakdown.WEEKDAY})
Groups = dict[tuple[Any, ...], KnockCounts]

_PATHS = {
    Breakdown.TURF: "walk_list__round__turf_id",
    Breakdown.PRECINCT: "precinct",
    Breakdown.ROUND: "walk_list__round__number",
    Breakdown.DAY: "local_day",
    Breakdown.HOUR: "local_hour",
    Breakdown.WEEKDAY: "local_day__iso_week_day",
    Breakdown.SCRIPT: "script_version",
}
_OF_WALK = _PATHS | {Breakdown.TURF: "turf", Breakdown.ROUND: "round"}
_NO_KNOCKS = KnockCounts(**dict.fromkeys(COUNTERS, 0))


def is_tallied(by: Sequence[Breakdown], filters: Filters) -> bool:
    """Whether the tallies know what is asked."""
    return not {Breakdown.LANGUAGE, Breakdown.TEAM} & set(by) and not filters.languages


def tallied_knocks(campaign: Campaign, filters: Filters, by: Sequence[Breakdown]) -> Groups:
    """Count knocks by the values that the breakdowns ``by`` are read through, as the knocks say.

    Without a breakdown there is one group, even of no knocks.
    """
    sums = _sums(campaign, filters, by)
    named = _names(by, sums, campaign)
    return {
        tuple(part for known, key in zip(named, keys, strict=True) for part in known[key]): counts
        for keys, counts in sums.items()
        if counts.knocks or not by
    }


def _sums(campaign: Campaign, filters: Filters, by: Sequence[Breakdown]) -> Groups:
    has_ground = bool(GROUND & set(by)) or filters.has_ground
    has_times = bool(TIMES & set(by)) or filters.has_days
    rolled_back = WalkList.objects.filter(campaign=campaign, state=ListState.ROLLED_BACK)
    if has_ground:
        model = VisitTally if has_times else WalkTally
        rows = _wanted(model.objects.for_campaign(campaign), campaign, filters)
        return _grouped(rows.exclude(walk_list__in=rolled_back.values("pk")), by)
    sums = _grouped(_wanted(HourTally.objects.for_campaign(campaign), campaign, filters), by)
    in_vain = VisitTally.objects.filter(walk_list__in=rolled_back.values("pk"))
    for keys, counts in _grouped(_wanted(in_vain, campaign, filters), by).items():
        whole = sums.get(keys, _NO_KNOCKS)
        sums[keys] = KnockCounts(
            **{name: getattr(whole, name) - getattr(counts, name) for name in COUNTERS}
        )
    return sums


def _wanted(rows: QuerySet[Any], campaign: Campaign, filters: Filters) -> QuerySet[Any]:
    """Keep what the filters leave in, each asked of the columns that the table has."""
    wanted = Q(organization=campaign.organization_id)
    is_walk = rows.model is WalkTally
    if filters.turfs:
        turfs = (
            {"turf__in": filters.turfs}
            if is_walk
            else {
                "walk_list__in": WalkList.objects.filter(
                    campaign=campaign, round__turf__in=filters.turfs
                ).values("pk")
            }
        )
        wanted &= Q(**turfs)
    if filters.rounds:
        column = "round" if is_walk else "walk_list__round__number"
        wanted &= Q(**{f"{column}__in": filters.rounds})
    if filters.precincts:
        # Fetched first: a planner that knows the rows it is to find takes the index for them.
        ground = Precinct.objects.filter(
            jurisdiction=campaign.jurisdiction_id, code__in=filters.precincts
        )
        wanted &= Q(precinct__in=list(ground.values_list("pk", flat=True)))
    if filters.scripts:
        wanted &= Q(script_version__in=filters.scripts)
    if filters.first_day:
        wanted &= Q(local_day__gte=filters.first_day)
    if filters.last_day:
        wanted &= Q(local_day__lte=filters.last_day)
    return rows.filter(wanted)


def _grouped(rows: QuerySet[Any], by: Sequence[Breakdown]) -> Groups:
    paths = _OF_WALK if rows.model is WalkTally else _PATHS
    keys = {f"key_{number}": F(paths[one]) for number, one in enumerate(by)}
    sums = {f"sum_{counter.name}": Sum(counter.name) for counter in fields(KnockCounts)}
    if not by:
        whole = rows.aggregate(**sums)
        return {(): KnockCounts(*(whole[name] or 0 for name in sums))}
    found = rows.order_by().values(**keys).annotate(**sums).values_list(*keys, *sums)
    width = len(by)
    return {tuple(row[:width]): KnockCounts(*row[width:]) for row in found.iterator()}


def _names(
    by: Sequence[Breakdown], sums: dict[tuple[Any, ...], Any], campaign: Campaign
) -> list[dict[Any, tuple[Any, ...]]]:
    """Find for each breakdown what its keys are called: the values that a report reads."""
    return [_named(one, {keys[place] for keys in sums}, campaign) for place, one in enumerate(by)]


def _named(by: Breakdown, keys: set[Any], campaign: Campaign) -> dict[Any, tuple[Any, ...]]:
    if by is Breakdown.TURF:
        rows = Turf.objects.filter(cut__campaign=campaign).values_list("pk", "name")
    elif by is Breakdown.PRECINCT:
        ground = Precinct.objects.filter(jurisdiction=campaign.jurisdiction_id)
        rows = ground.values_list("pk", "code")
    elif by is Breakdown.SCRIPT:
        versions = ScriptVersion.objects.filter(script__campaign=campaign)
        rows = versions.values_list("pk", "script__name", "number")
    else:
        return {key: (key,) for key in keys}
    names = {row[0]: tuple(row) for row in rows}
    width = 3 if by is Breakdown.SCRIPT else 2
    return {key: names.get(key, (key or None, *[None] * (width - 1))) for key in keys}
