"""The contact-rate report: every figure with its parts, counted from the knocks themselves."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from django.utils import timezone

from canvass.rates.by_walk import rates_by_walk
from canvass.rates.operational import Counts, KnockCounts, added_up
from canvass.rates.rate import Rate
from canvass.reports.breakdown import COLUMNS, Breakdown, label_of, sort_key
from canvass.reports.completeness import sync_completeness
from canvass.reports.counted import (
    count_beside,
    count_doors,
    count_knocks,
    count_people,
    count_walks,
    counted_knocks,
    has_targets,
    issued_doors,
)
from canvass.reports.figures import Figures
from canvass.reports.filters import Filters
from canvass.reports.known import refuse_unknown
from canvass.reports.outcomes import count_cases
from canvass.reports.pace import pace_of
from canvass.reports.report import Report, Row
from canvass.reports.snapshot import snapshot
from canvass.reports.tallied import is_tallied, tallied_knocks
from canvass.reports.teams import TEAMS, name_teams, refuse_beside_teams, teams_of, with_teams
from turf.models import Campaign

NO_KNOCKS = "No knocks have come in yet for what was asked."
NOT_SUMMED = (
    "Knocks add up to the total; a door or person found in several rows counts once in each and "
    "once in the total, so doors and persons need not."
)
SUMMED = "Knocks add up to the total."
SHARED_DOORS = (
    "Doors attempted are out of all the doors issued on the same ground, whatever the time, script "
    "or language of the row."
)

Groups = Mapping[tuple[Any, ...], KnockCounts]

__all__ = ["Breakdown", "Figures", "Filters", "contact_rates"]


def contact_rates(
    *,
    campaign: Campaign,
    by: Breakdown | Sequence[Breakdown] | None = None,
    filters: Filters | None = None,
    figures: Figures = Figures.ALL,
) -> Report:
    """Count what stands of ``campaign`` and give its rates, as a whole and by ``by``.

    Practice, superseded, withdrawn and rolled back knocks never count. The number of queries does
    not depend on how many knocks or rows there are. Raises TeamsStandAlone, and NotFound for what
    ``filters`` name and the organization does not have.
    """
    filters = filters or Filters()
    by = (by,) if isinstance(by, Breakdown) else tuple(by or ())
    is_by_team = Breakdown.TEAM in by
    if is_by_team:
        refuse_beside_teams(by, filters)
    refuse_unknown(campaign, filters)
    is_quick = figures is Figures.KNOCKS and is_tallied(by, filters)
    with snapshot():
        as_of = timezone.now()
        has_people = not is_quick and has_targets(issued_doors(campaign, filters))
        if is_quick:
            groups: Groups = tallied_knocks(campaign, filters, by)
            total = added_up(groups.values())
        else:
            count = partial(_count, campaign, filters, has_people=has_people)
            [total] = count(()).values()
            groups = count(by) if by and total.knocks else {}
        is_whole = figures is Figures.ALL
        cases = count_cases(campaign, filters, of_people=has_people) if is_whole else None
        whole = _whole(campaign, filters) if is_whole and total.knocks else ()
        completeness = sync_completeness(campaign)
        beside = count_beside(counted_knocks(campaign, filters)) if is_whole else {}
        teams = teams_of(campaign) if is_by_team else {}
    if figures is Figures.KNOCKS and not is_quick:
        total = _of_knocks(total)
        groups = {key: _of_knocks(counts) for key, counts in groups.items() if counts.knocks}
    rows = _rows(by, groups) if by else ()
    return Report(
        campaign=campaign.slug,
        by=by,
        rows=name_teams(rows, teams, campaign) if is_by_team else rows,
        total=Row((), (), total),
        as_of=as_of,
        completeness=completeness,
        out_of_hours=beside.get("out_of_hours"),
        held=beside.get("held"),
        script_withdrawn=beside.get("script_withdrawn"),
        whole=whole,
        cases=cases,
        notes=(*_notes(by, total), *_beside(beside)),
    )


def _whole(campaign: Campaign, filters: Filters) -> tuple[Rate, ...]:
    """Give the rates that only the whole has."""
    walks = count_walks(counted_knocks(campaign, filters))
    return (*rates_by_walk(walks), *pace_of(campaign, filters))


def _parts(by: Sequence[Breakdown], values: tuple[Any, ...]) -> list[tuple[Any, ...]]:
    """Cut the values of a group into those of each breakdown."""
    parts, start = [], 0
    for one in by:
        end = start + len(COLUMNS[one].paths)
        parts.append(values[start:end])
        start = end
    return parts


def _rows(by: Sequence[Breakdown], groups: Groups) -> tuple[Row, ...]:
    """Name each group, and put them in the order in which they are printed."""
    if len(by) == 1:
        labels = _labels(by[0], groups)
        return tuple(Row((part[0],), (label,), groups[part]) for part, label in labels.items())
    parted = {values: _parts(by, values) for values in groups}
    known = [
        _labels(one, {parts[place] for parts in parted.values()}) for place, one in enumerate(by)
    ]
    ranks = [{part: rank for rank, part in enumerate(labels)} for labels in known]

    def order(values: tuple[Any, ...]) -> list[int]:
        return [rank[part] for rank, part in zip(ranks, parted[values], strict=True)]

    return tuple(
        Row(
            tuple(part[0] for part in parted[values]),
            tuple(labels[part] for labels, part in zip(known, parted[values], strict=True)),
            groups[values],
        )
        for values in sorted(groups, key=order)
    )


def _labels(by: Breakdown, parts: Iterable[tuple[Any, ...]]) -> dict[tuple[Any, ...], str]:
    """Say what each value of a breakdown is called, in the order in which they are printed."""
    labels = {part: label_of(by, part) for part in parts}
    return {
        part: labels[part]
        for part in sorted(labels, key=lambda part: sort_key(by, part, labels[part]))
    }


def _count(
    campaign: Campaign, filters: Filters, by: Sequence[Breakdown], *, has_people: bool
) -> Groups:
    """Count each group from the knocks."""
    paths = [path for one in by for path in COLUMNS[one].paths]
    ground = [one for one in by if COLUMNS[one].is_ground]
    is_ground = len(ground) == len(by)
    knocks, doors = counted_knocks(campaign, filters), issued_doors(campaign, filters)
    if Breakdown.TEAM in by:
        knocks = with_teams(knocks)
    issued = count_doors(doors, [path for one in ground for path in COLUMNS[one].paths])
    visited = count_knocks(knocks, paths)
    people = count_people(knocks, paths, campaign) if has_people else None
    groups = visited.keys() | (issued.keys() if is_ground else ())
    return {
        values: _counts(
            issued.get(_ground_of(by, values), {}),
            visited.get(values, {}),
            None if people is None else people.get(values, {}),
        )
        for values in groups
    }


def _ground_of(by: Sequence[Breakdown], values: tuple[Any, ...]) -> tuple[Any, ...]:
    """Keep of a group's values those that a listed door has too."""
    parts = zip(by, _parts(by, values), strict=True)
    return tuple(value for one, part in parts if COLUMNS[one].is_ground for value in part)


def _of_knocks(counts: KnockCounts) -> KnockCounts:
    return KnockCounts(
        counts.knocks,
        counts.attempts,
        counts.contacts,
        counts.contacts_reachable,
        counts.reachable,
        counts.conversations,
    )


def _counts(
    issued: Mapping[str, int], visited: Mapping[str, int], people: Mapping[str, int] | None
) -> KnockCounts:
    """Put one group's counts together; without target people the doors stand for them."""
    seen = defaultdict(int, visited)
    doors_reached = seen.pop("doors_reached", 0)
    targets = defaultdict(int, people or {})
    has_people = people is not None
    return Counts(
        doors_issued=issued.get("doors_issued", 0),
        doors_attempted=seen["doors_attempted"],
        doors_contacted=seen["doors_contacted"],
        knocks=seen["knocks"],
        attempts=seen["attempts"],
        contacts=seen["contacts"],
        contacts_reachable=seen["contacts_reachable"],
        reachable=seen["reachable"],
        conversations=seen["conversations"],
        targets=targets["targets"] if has_people else seen["doors_attempted"],
        targets_reached=targets["targets_reached"] if has_people else doors_reached,
        targets_are_doors=not has_people,
        doors_conversed=seen["doors_conversed"],
    )


def _beside(counts: Mapping[str, int]) -> list[str]:
    """Say what counts and yet is worth knowing."""
    said = {
        "out_of_hours": "knocks were made outside the campaign's hours; they count.",
        "held": "knocks are on lists held for review; they count.",
        "script_withdrawn": "knocks were made with a script withdrawn before; they count.",
    }
    return [f"{counts[name]} {words}" for name, words in said.items() if counts.get(name)]


def _notes(by: Sequence[Breakdown], total: KnockCounts) -> tuple[str, ...]:
    if not total.knocks:
        return (NO_KNOCKS,)
    if not by:
        return ()
    teams = (TEAMS,) if Breakdown.TEAM in by else ()
    if not isinstance(total, Counts):
        return (SUMMED, *teams)
    is_shared = not all(COLUMNS[one].is_ground for one in by)
    return (NOT_SUMMED, SHARED_DOORS, *teams) if is_shared else (NOT_SUMMED,)
