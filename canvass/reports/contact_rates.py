"""The contact-rate report: every figure with its parts, counted from the knocks themselves."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from canvass.rates.operational import Counts, operational_rates
from canvass.rates.rate import Rate
from canvass.reports.breakdown import COLUMNS, Breakdown, label_of, sort_key
from canvass.reports.completeness import Completeness, sync_completeness
from canvass.reports.counted import (
    count_beside,
    count_doors,
    count_knocks,
    count_people,
    counted_knocks,
    has_targets,
    issued_doors,
)
from canvass.reports.filters import Filters
from canvass.reports.snapshot import snapshot
from turf.models import Campaign

NO_KNOCKS = "No knocks have come in yet for what was asked."
NOT_SUMMED = (
    "Knocks add up to the total; a door or person found in several rows counts once in each and "
    "once in the total, so doors and persons need not."
)
SHARED_DOORS = "Doors attempted are out of the doors of every issued list, in each row."

__all__ = ["Breakdown", "Filters", "Report", "Row", "contact_rates"]


@dataclass(frozen=True, slots=True)
class Row:
    """One line: ``key`` identifies it (a row's id, a day, an hour), ``label`` is for people."""

    key: Any
    label: str
    counts: Counts

    @property
    def rates(self) -> tuple[Rate, ...]:
        """The rates of the line."""
        return operational_rates(self.counts)


@dataclass(frozen=True, slots=True)
class Report:
    """A report as of one moment; ``rows`` is empty without a breakdown or without knocks.

    Of the knocks in it ``out_of_hours`` were made outside the campaign's hours, and ``held`` on
    lists that somebody looks over, ``script_withdrawn`` with a script that had been withdrawn when
    the phone could not know yet: all count, and are printed beside.
    """

    campaign: str
    by: Breakdown | None
    rows: tuple[Row, ...]
    total: Row
    as_of: datetime
    completeness: Completeness
    out_of_hours: int
    held: int
    script_withdrawn: int
    notes: tuple[str, ...]


def contact_rates(
    *, campaign: Campaign, by: Breakdown | None = None, filters: Filters | None = None
) -> Report:
    """Count what stands of ``campaign`` and give its rates, as a whole and by ``by``.

    Practice, superseded, withdrawn and rolled back knocks never count. The number of queries does
    not depend on how many knocks or rows there are.
    """
    filters = filters or Filters()
    with snapshot():
        as_of = timezone.now()
        ((_, total),) = _count(campaign, filters, None)
        groups = _count(campaign, filters, by) if by and total.knocks else []
        completeness = sync_completeness(campaign)
        beside = count_beside(counted_knocks(campaign, filters))
    rows = [Row(values[0], label_of(by, values), counts) for values, counts in groups if by]
    return Report(
        campaign=campaign.slug,
        by=by,
        rows=tuple(rows),
        total=Row(None, "total", total),
        as_of=as_of,
        completeness=completeness,
        **beside,
        notes=(*_notes(by, total), *_beside(beside)),
    )


def _count(
    campaign: Campaign, filters: Filters, by: Breakdown | None
) -> list[tuple[tuple[Any, ...], Counts]]:
    """Count each group, in the order in which they are printed."""
    paths = COLUMNS[by].paths if by else ()
    knocks, doors = counted_knocks(campaign, filters), issued_doors(campaign, filters)
    is_ground = by is None or COLUMNS[by].is_ground
    issued = count_doors(doors, paths if is_ground else ())
    visited = count_knocks(knocks, paths)
    people = count_people(knocks, paths, campaign) if has_targets(doors) else None
    groups = visited.keys() | (issued.keys() if is_ground else ())
    return [
        (
            values,
            _counts(
                issued.get(values if is_ground else (), {}),
                visited.get(values, {}),
                None if people is None else people.get(values, {}),
            ),
        )
        for values in sorted(groups, key=lambda values: sort_key(by, values) if by else ())
    ]


def _counts(
    issued: Mapping[str, int], visited: Mapping[str, int], people: Mapping[str, int] | None
) -> Counts:
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
    )


def _beside(counts: Mapping[str, int]) -> list[str]:
    """Say what counts and yet is worth knowing."""
    said = {
        "out_of_hours": "knocks were made outside the campaign's hours; they count.",
        "held": "knocks are on lists held for review; they count.",
        "script_withdrawn": "knocks were made with a script withdrawn before; they count.",
    }
    return [f"{counts[name]} {words}" for name, words in said.items() if counts[name]]


def _notes(by: Breakdown | None, total: Counts) -> tuple[str, ...]:
    if not total.knocks:
        return (NO_KNOCKS,)
    if by is None:
        return ()
    return (NOT_SUMMED,) if COLUMNS[by].is_ground else (NOT_SUMMED, SHARED_DOORS)
