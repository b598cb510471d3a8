"""Counts read from the tallies: the same as from the knocks, in a fraction of the time.

What they answer: every figure whose unit is the knock (`KnockCounts`), by turf, precinct, day,
hour, weekday, round and script, any of them together, with filters by turf, precinct, round,
script and days, any of them together. What they do not: figures by door, by person and by case,
because one door may be in several rows and distinct ones cannot be added up; and anything by
language or team. Those are counted from the knocks (`canvass.reports.counted`).

Four tables, of which the smallest that knows what is asked is read: by time alone `HourTally`, by
ground alone `TurfTally`, or where rounds are told apart `WalkTally`, a row for each list; by both
`VisitTally`. None knows which lists are rolled back, of which there are few: what those hold is
taken out again, so that a list that is rolled back, or back again, changes no tally.
"""

from collections.abc import Collection, Sequence
from dataclasses import fields
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet, Sum

from canvass.models import HourTally, ScriptVersion, TurfTally, VisitTally, WalkTally
from canvass.rates.operational import KnockCounts
from canvass.reports.breakdown import Breakdown
from canvass.reports.filters import Filters
from turf.models import Campaign, Precinct, Turf, WalkList
from turf.models.walk_list import ListState

TURFS = frozenset({Breakdown.TURF, Breakdown.PRECINCT})
TIMES = frozenset({Breakdown.DAY, Breakdown.HOUR, Breakdown.WEEKDAY})
Groups = dict[tuple[Any, ...], KnockCounts]

_PATHS = {
    Breakdown.TURF: "turf",
    Breakdown.PRECINCT: "precinct",
    Breakdown.ROUND: "round",
    Breakdown.DAY: "local_day",
    Breakdown.HOUR: "local_hour",
    Breakdown.WEEKDAY: "local_day__iso_week_day",
    Breakdown.SCRIPT: "script_version",
}
_OF_VISIT = _PATHS | {
    Breakdown.TURF: "walk_list__round__turf_id",
    Breakdown.ROUND: "walk_list__round__number",
}
_COUNTERS = tuple(counter.name for counter in fields(KnockCounts))


class _Sum(Sum):
    """A sum of whole numbers, which every database gives as such."""

    def get_db_converters(self, connection: Any) -> list[Any]:
        """Convert nothing: there are many rows."""
        return []


def is_tallied(by: Sequence[Breakdown], filters: Filters) -> bool:
    """Whether the tallies know what is asked."""
    return not {Breakdown.LANGUAGE, Breakdown.TEAM} & set(by) and not filters.languages


def tallied_knocks(campaign: Campaign, filters: Filters, by: Sequence[Breakdown]) -> Groups:
    """Count knocks by the values that the breakdowns ``by`` are read through, as the knocks say.

    Without a breakdown there is one group, even of no knocks.
    """
    sums = _sums(campaign, filters, by)
    if not by:
        return sums
    names = [_named(one, {keys[place] for keys in sums}, campaign) for place, one in enumerate(by)]
    if len(by) == 1:
        [known] = names
        return {known[key]: counts for (key,), counts in sums.items() if counts.knocks}
    return {
        tuple(part for known, key in zip(names, keys, strict=True) for part in known[key]): counts
        for keys, counts in sums.items()
        if counts.knocks
    }


def _sums(campaign: Campaign, filters: Filters, by: Sequence[Breakdown]) -> Groups:
    has_rounds = Breakdown.ROUND in by or bool(filters.rounds)
    has_turfs = bool(TURFS & set(by) or filters.turfs or filters.precincts)
    has_times = bool(TIMES & set(by)) or filters.has_days
    lists = WalkList.objects.filter(campaign=campaign, state=ListState.ROLLED_BACK)
    # Fetched first, as the precincts are: a planner that knows what it is to find goes by index.
    rolled_back = list(lists.values_list("pk", flat=True))
    of_lists: type[WalkTally | VisitTally] = VisitTally if has_times else WalkTally
    if has_rounds or (has_turfs and has_times):
        model: type[Any] = of_lists
    else:
        model = HourTally if not has_turfs else TurfTally
    sums = _grouped(_wanted(model, campaign, filters), by)
    if rolled_back:
        for keys, counts in _grouped(_wanted(of_lists, campaign, filters, rolled_back), by).items():
            sums[keys] = sums[keys].without(counts)
    return sums


def _wanted(
    model: type[Any], campaign: Campaign, filters: Filters, lists: Collection[UUID] = ()
) -> QuerySet[Any]:
    """Keep what the filters leave in, each asked of the columns that the table has."""
    wanted = Q(organization=campaign.organization_id)
    paths = _OF_VISIT if model is VisitTally else _PATHS
    if lists:
        wanted &= Q(walk_list__in=lists)
    if filters.turfs:
        wanted &= Q(**{f"{paths[Breakdown.TURF]}__in": filters.turfs})
    if filters.rounds:
        wanted &= Q(**{f"{paths[Breakdown.ROUND]}__in": filters.rounds})
    if filters.precincts:
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
    rows: QuerySet[Any] = model.objects.for_campaign(campaign).filter(wanted)
    return rows


def _grouped(rows: QuerySet[Any], by: Sequence[Breakdown]) -> Groups:
    paths = _OF_VISIT if rows.model is VisitTally else _PATHS
    keys = {f"key_{number}": F(paths[one]) for number, one in enumerate(by)}
    sums = {f"sum_{name}": _Sum(name) for name in _COUNTERS}
    if not by:
        whole = rows.aggregate(**sums)
        return {(): KnockCounts(*(whole[name] or 0 for name in sums))}
    found = rows.order_by().values(**keys).annotate(**sums).values_list(*keys, *sums)
    width = len(by)
    return {row[:width]: KnockCounts(*row[width:]) for row in found}


def _named(by: Breakdown, keys: set[Any], campaign: Campaign) -> dict[Any, tuple[Any, ...]]:
    """Find what the keys of a breakdown are called: the values that a report reads."""
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
    names = {row[0]: row for row in rows}
    nameless = [None] * (2 if by is Breakdown.SCRIPT else 1)
    return names | {key: (key or None, *nameless) for key in keys - names.keys()}
