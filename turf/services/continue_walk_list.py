"""Freezes the rest of a half-done walk list into a new one, for somebody else to go on with."""

from collections import defaultdict
from datetime import datetime

from django.db.models import F, Max, QuerySet

from turf.cutting.pace import DOOR_MIN
from turf.models import Door, ListedDoor, ListedPerson, WalkList
from turf.models.door import Standing
from turf.models.walk_list import ListState
from turf.services.hold_list import hold_list, is_lent
from turf.services.list_problems import ListGivenUp, NothingLeft, StillOut
from turf.services.read_stops import kept_away
from turf.transactions import writing

COPIED = ("organization_id", "campaign_id", "round_id", "name", "kind", "outline", "streets")


@writing()
def continue_walk_list(*, walk_list: WalkList, continued_at: datetime) -> WalkList:
    """Return the list that continues ``walk_list``, which is closed, freezing it if it is new.

    On it are the doors nobody worked, in their order, but for those we were asked to keep away from
    meanwhile, and who still lives there. Raises StillOut while it is lent, ListGivenUp, and
    NothingLeft when every door was worked.
    """
    held = hold_list(walk_list=walk_list)
    known: WalkList | None = WalkList.objects.filter(continues=held).first()
    if known is not None:
        return known
    if is_lent(held):
        raise StillOut(f"List {held.number} is lent: take it back first")
    if held.state in (ListState.CLOSED, ListState.ROLLED_BACK):
        raise ListGivenUp(f"List {held.number} was closed or rolled back: freeze the turf again")
    rest = _rest(held)
    if not rest:
        raise NothingLeft(f"List {held.number} has no door left that could be knocked")
    last = WalkList.objects.filter(campaign=held.campaign_id).aggregate(last=Max("number"))["last"]
    made: WalkList = WalkList.objects.create(
        **{name: getattr(held, name) for name in COPIED},
        continues=held,
        number=last + 1,
        door_count=len(rest),
        walk_m=held.walk_m,
        minutes=max(held.minutes - (held.door_count - len(rest)) * DOOR_MIN, len(rest) * DOOR_MIN),
        frozen_at=continued_at,
    )
    _copy(rest, made)
    held.state = ListState.CLOSED
    held.save(update_fields=["state"])
    return made


def _rest(walk_list: WalkList) -> list[ListedDoor]:
    open_doors = Door.objects.for_organization(walk_list.organization_id).knockable()
    left: QuerySet[ListedDoor] = walk_list.listed_doors.filter(
        worked_at__isnull=True, door__in=open_doors
    )
    away = kept_away(walk_list.round.turf.cut)
    return [one for one in left.order_by("position") if one.door_id not in away]


def _copy(rest: list[ListedDoor], walk_list: WalkList) -> None:
    at_home = ListedPerson.objects.filter(
        listed_door__in=rest,
        person__standing=Standing.RESIDENT,
        person__household__door=F("listed_door__door"),
    )
    people: dict[int, list[ListedPerson]] = defaultdict(list)
    for one in at_home.order_by("pk"):
        people[one.listed_door_id].append(one)
    old = [listed.pk for listed in rest]
    for position, listed in enumerate(rest, start=1):
        listed.pk, listed.walk_list, listed.position = None, walk_list, position
    made = ListedDoor.objects.bulk_create(rest)
    ListedPerson.objects.bulk_create(
        ListedPerson(
            organization_id=walk_list.organization_id,
            listed_door=listed,
            person_id=one.person_id,
            is_target=one.is_target,
        )
        for before, listed in zip(old, made, strict=True)
        for one in people[before]
    )
