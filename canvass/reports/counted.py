"""Which knocks and doors count, and how they are counted: by SQL, in groups."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from canvass.models import Assignment, Knock, Result
from canvass.rates.dispositions import CONVERSATIONS, REACHED, Disposition, is_attempt, is_reachable
from canvass.rates.operational import KnockCounts
from canvass.reports.filters import Filters
from turf.models import Campaign, ListedDoor, ListedPerson
from turf.models.walk_list import ListKind, ListState

Groups = dict[tuple[Any, ...], dict[str, int]]
"""Counts by the values of the paths they are grouped by."""

_COUNTED_LIST = ~Q(walk_list__kind=ListKind.PRACTICE) & ~Q(walk_list__state=ListState.ROLLED_BACK)
# A literature drop knocks nobody up, so its visits are no attempts.
_ATTEMPT = Q(
    disposition__in=[one for one in Disposition if is_attempt(one)],
    walk_list__kind=ListKind.DOOR_KNOCK,
)
_CONTACT = _ATTEMPT & Q(answered=True)
_REACHABLE = _ATTEMPT & Q(disposition__in=[one for one in Disposition if is_reachable(one)])
_PEOPLE = "walk_list__listed_doors__people"
_OF_KNOCKS = {
    "knocks": Count("pk"),
    "attempts": Count("pk", filter=_ATTEMPT),
    "contacts": Count("pk", filter=_CONTACT),
    "reachable": Count("pk", filter=_REACHABLE),
    "contacts_reachable": Count("pk", filter=_REACHABLE & _CONTACT),
    "conversations": Count("pk", filter=_ATTEMPT & Q(disposition__in=CONVERSATIONS)),
}
"""The counts of `KnockCounts`."""


def counted_knocks(campaign: Campaign, filters: Filters) -> QuerySet[Knock]:
    """Knocks that stand: neither superseded nor withdrawn, of no practice or rolled back list."""
    knocks: QuerySet[Knock] = (
        Knock.objects.for_organization(campaign.organization_id)
        .for_campaign(campaign)
        .filter(_COUNTED_LIST, filters.of_ground(), filters.of_visits(), is_superseded=False)
        .exclude(disposition=Disposition.WITHDRAWN)
    )
    return knocks


def issued_doors(campaign: Campaign, filters: Filters) -> QuerySet[ListedDoor]:
    """Doors on lists that went out, to be knocked and not only to get literature."""
    went_out = Q(Exists(Assignment.objects.filter(walk_list=OuterRef("walk_list"))))
    went_out |= Q(Exists(Knock.objects.filter(walk_list=OuterRef("walk_list"))))
    doors: QuerySet[ListedDoor] = (
        ListedDoor.objects.for_organization(campaign.organization_id)
        .filter(_COUNTED_LIST, filters.of_ground(), went_out, walk_list__campaign=campaign)
        .filter(walk_list__kind=ListKind.DOOR_KNOCK)
    )
    return doors


def has_targets(doors: QuerySet[ListedDoor]) -> bool:
    """Tell whether there is anybody in particular to be reached behind the doors."""
    return ListedPerson.objects.filter(listed_door__in=doors, is_target=True).exists()


def count_doors(doors: QuerySet[ListedDoor], paths: Sequence[str]) -> Groups:
    """Count distinct doors."""
    return _grouped(doors, paths, doors_issued=Count("door", distinct=True))


def count_knocks(knocks: QuerySet[Knock], paths: Sequence[str]) -> Groups:
    """Count knocks and the distinct doors at which they were made."""
    reached = Exists(Result.objects.filter(knock=OuterRef("pk"), disposition__in=REACHED))
    return _grouped(
        knocks,
        paths,
        **_OF_KNOCKS,
        doors_attempted=Count("door", distinct=True, filter=_ATTEMPT),
        doors_contacted=Count("door", distinct=True, filter=_CONTACT),
        doors_conversed=Count(
            "door", distinct=True, filter=_ATTEMPT & Q(disposition__in=CONVERSATIONS)
        ),
        doors_reached=Count("door", distinct=True, filter=_ATTEMPT & Q(reached)),
    )


def count_walks(knocks: QuerySet[Knock]) -> list[KnockCounts]:
    """Count the knocks of each walk."""
    walks = _grouped(knocks, ["walk_list"], **_OF_KNOCKS)
    return [KnockCounts(**counts) for counts in walks.values()]


def count_beside(knocks: QuerySet[Knock]) -> dict[str, int]:
    """Count what is printed beside: knocks out of hours, of held lists, with withdrawn scripts."""
    counts: dict[str, int] = knocks.aggregate(
        out_of_hours=Count("pk", filter=Q(is_out_of_hours=True)),
        held=Count("pk", filter=Q(walk_list__held_at__isnull=False)),
        script_withdrawn=Count("pk", filter=Q(is_script_withdrawn=True)),
    )
    return counts


def count_people(knocks: QuerySet[Knock], paths: Sequence[str], campaign: Campaign) -> Groups:
    """Count distinct target people at attempted doors, and those reached themselves.

    Who was found moved or deceased is left out, unless reached at another time.
    """
    own = Result.objects.filter(knock__in=counted_knocks(campaign, Filters()), person__isnull=False)
    gone = own.filter(disposition__in=[Disposition.MOVED, Disposition.DECEASED]).exclude(
        person__in=own.filter(disposition__in=REACHED).values("person")
    )
    reached = Result.objects.filter(
        knock=OuterRef("pk"), person=OuterRef(f"{_PEOPLE}__person"), disposition__in=REACHED
    )
    targets = knocks.filter(
        _ATTEMPT, walk_list__listed_doors__door=F("door"), **{f"{_PEOPLE}__is_target": True}
    )
    person = f"{_PEOPLE}__person"
    here = ~Q(**{f"{person}__in": gone.values("person")})
    return _grouped(
        targets,
        paths,
        targets=Count(person, distinct=True, filter=here),
        targets_reached=Count(person, distinct=True, filter=Exists(reached)),
    )


def _grouped(rows: QuerySet[Any], paths: Sequence[str], **counts: Count) -> Groups:
    """Count by the values of ``paths``; without paths all rows are one group, even if none."""
    if not paths:
        return {(): rows.aggregate(**counts)}
    keys = {f"key_{number}": F(path) for number, path in enumerate(paths)}
    groups: Groups = {}
    for row in rows.order_by().values(**keys).annotate(**counts):
        groups[tuple(row[key] for key in keys)] = {name: row[name] for name in counts}
    return groups
