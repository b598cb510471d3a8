"""The rates a field director works by: attempts, contacts, conversations and pace."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, fields
from itertools import pairwise
from operator import attrgetter, sub

from canvass.rates.rate import Rate

LONGEST_GAP_S = 20 * 60
"""A longer gap between two knocks is a break, not walking."""

FEWEST_KNOCKS_FOR_PACE = 5


@dataclass(frozen=True, slots=True)
class KnockCounts:
    """What can be counted knock by knock, and so adds up over any breakdown.

    ``reachable`` are attempts without locked, unsafe, unfound and ineligible doors.
    """

    knocks: int
    attempts: int
    contacts: int
    contacts_reachable: int
    reachable: int
    conversations: int

    def without(self, others: "KnockCounts") -> "KnockCounts":
        """Take out ``others``, which are part of these."""
        return KnockCounts(*map(sub, _parts(self), _parts(others)))


NOTHING = KnockCounts(0, 0, 0, 0, 0, 0)
_parts = attrgetter(*(counter.name for counter in fields(KnockCounts)))


def added_up(groups: Iterable[KnockCounts]) -> KnockCounts:
    """Count groups together that have no knock in common."""
    counted = list(groups)
    return KnockCounts(
        *(sum(map(attrgetter(counter.name), counted)) for counter in fields(KnockCounts))
    )


@dataclass(frozen=True, slots=True)
class Counts(KnockCounts):
    """What all the rates are made of, each counted from the rows.

    ``targets`` are the target people at attempted doors less those found moved or deceased (doors
    where the universe has no people: ``targets_are_doors``), ``targets_reached`` those with a
    result 1.x, 2.11 or 2.12 of their own. ``doors_conversed`` had a complete or partial.
    """

    doors_issued: int
    doors_attempted: int
    doors_contacted: int
    targets: int
    targets_reached: int
    targets_are_doors: bool = False
    doors_conversed: int = 0


def attempt_rate(counts: Counts) -> Rate:
    """Share of the doors on issued lists that were attempted."""
    rule = "doors attempted / doors on issued lists"
    return Rate("attempt_rate", counts.doors_attempted, counts.doors_issued, "door", rule)


def contact_rate_knock(counts: KnockCounts) -> Rate:
    """Share of the attempts at which somebody answered."""
    return Rate(
        "contact_rate_knock", counts.contacts, counts.attempts, "knock", "contacts / attempts"
    )


def contact_rate_door(counts: Counts) -> Rate:
    """Share of the attempted doors at which somebody answered at least once."""
    rule = "doors with a contact / doors attempted"
    return Rate("contact_rate_door", counts.doors_contacted, counts.doors_attempted, "door", rule)


def contact_rate_reached(counts: KnockCounts) -> Rate:
    """Share of contacts among the attempts that got as far as a home's door."""
    rule = (
        "contacts / attempts, both without no_access, unsafe, address_not_found "
        "and not eligible (moved, not_a_home, vacant)"
    )
    return Rate("contact_rate_reached", counts.contacts_reachable, counts.reachable, "knock", rule)


def contact_rate_person(counts: Counts) -> Rate:
    """Share of the target people at attempted doors who were reached themselves."""
    unit = "door" if counts.targets_are_doors else "person"
    rule = (
        "target people reached (complete, partial, refused or break_off of their own) "
        "/ target people at attempted doors, less moved and deceased"
    )
    return Rate("contact_rate_person", counts.targets_reached, counts.targets, unit, rule)


def conversation_rate(counts: KnockCounts) -> Rate:
    """Share of the attempts that became a complete or partial conversation."""
    rule = "knocks with a complete or partial / attempts"
    return Rate("conversation_rate", counts.conversations, counts.attempts, "knock", rule)


def operational_rates(counts: Counts) -> tuple[Rate, ...]:
    """Give every rate above, in the order in which they are printed."""
    return (
        attempt_rate(counts),
        contact_rate_knock(counts),
        contact_rate_door(counts),
        contact_rate_reached(counts),
        contact_rate_person(counts),
        conversation_rate(counts),
    )


def knock_rates(counts: KnockCounts) -> tuple[Rate, ...]:
    """Give the rates whose unit is the knock, in the same order."""
    return (contact_rate_knock(counts), contact_rate_reached(counts), conversation_rate(counts))


def doors_per_hour(
    knocked_s: Sequence[float], batches: Sequence[Hashable | None], *, longest_gap_s: float | None
) -> Rate:
    """Give the pace of one walk: gaps between its knocks over their hours.

    ``knocked_s`` holds the times of the knocks in seconds, in order; ``batches`` for each the batch
    it belongs to, or None: neighbours of one batch are one action and count once. Gaps longer than
    ``longest_gap_s`` (`LONGEST_GAP_S`; None for the raw pace) are taken out. Fewer than
    `FEWEST_KNOCKS_FOR_PACE` actions have no pace. Raises ValueError when times go back.
    """
    actions = [
        time
        for index, (time, batch) in enumerate(zip(knocked_s, batches, strict=True))
        if index == 0 or batch is None or batch != batches[index - 1]
    ]
    gaps = [after - before for before, after in pairwise(actions)]
    if any(gap < 0 for gap in gaps):
        raise ValueError("the knocks of a walk must be in order of time")
    if longest_gap_s is not None:
        gaps = [gap for gap in gaps if gap <= longest_gap_s]
    if len(actions) < FEWEST_KNOCKS_FOR_PACE:
        gaps = []
    return pace(len(gaps), sum(gaps), longest_gap_s=longest_gap_s)


def pace(gaps: int, gaps_s: float, *, longest_gap_s: float | None) -> Rate:
    """Give doors an hour from so many ``gaps`` of ``gaps_s`` seconds together."""
    name = "doors_per_hour_raw" if longest_gap_s is None else "doors_per_hour"
    what = "all gaps" if longest_gap_s is None else f"gaps up to {longest_gap_s / 60:g} minutes"
    rule = f"{what} between consecutive knocks of a walk (a batch once) / their hours"
    return Rate(name, gaps, gaps_s / 3600, "hour", rule, has_interval=False)
