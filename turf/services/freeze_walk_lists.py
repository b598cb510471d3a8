"""Freezes the turfs of a cut into walk lists for one round."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Max
from django.utils import timezone

from turf.models import (
    Campaign,
    Cut,
    ListedDoor,
    ListedPerson,
    Person,
    Round,
    Stop,
    UniverseMember,
    WalkList,
)
from turf.models.door import Standing
from turf.models.walk_list import ListKind, ListState
from turf.services.clip_streets import clip_streets
from turf.statistics import refresh_statistics
from turf.transactions import writing

BATCH = 2_000


@writing()
def freeze_walk_lists(
    *, cut: Cut, round_number: int = 1, kind: str = ListKind.DOOR_KNOCK
) -> list[WalkList]:
    """Return the walk lists of ``cut`` for a round, freezing those that are not frozen yet.

    Doors whose household asked not to be visited are left out, as are those that stand on an open
    list of the round or were worked in it, though an edit moved them to another turf since;
    positions are closed up. A turf with no door left gets no list. Repeated, it changes nothing
    that was frozen.
    """
    # Locked so that two freezes at once do not give out the same list numbers; not for key, so
    # that knocks, which refer to the campaign, come in meanwhile.
    Campaign.objects.select_for_update(no_key=True).get(id=cut.campaign_id)
    turfs = list(cut.turfs.live().exclude(rounds__number=round_number).order_by("id"))
    stops_of_turf = _stops_by_turf(cut, round_number)
    turfs = [turf for turf in turfs if stops_of_turf[turf.id]]
    streets_of_turf = clip_streets(campaign=cut.campaign, turfs=turfs)
    last = cut.campaign.walk_lists.aggregate(last=Max("number"))["last"] or 0
    rounds = Round.objects.bulk_create(
        [
            Round(organization_id=turf.organization_id, turf=turf, number=round_number)
            for turf in turfs
        ],
        batch_size=BATCH,
    )
    walk_lists = [
        WalkList(
            organization_id=turf.organization_id,
            campaign_id=cut.campaign_id,
            round=round_,
            number=number,
            name=turf.name,
            kind=kind,
            outline=turf.outline,
            streets=streets_of_turf[turf.id],
            door_count=len(stops_of_turf[turf.id]),
            walk_m=turf.walk_m,
            minutes=turf.minutes,
            frozen_at=timezone.now(),
        )
        for number, (turf, round_) in enumerate(zip(turfs, rounds, strict=True), start=last + 1)
    ]
    WalkList.objects.bulk_create(walk_lists, batch_size=BATCH)
    for walk_list in walk_lists:
        _list_doors(walk_list, stops_of_turf[walk_list.round.turf_id])
    refresh_statistics(Round, WalkList, ListedDoor)
    _list_people(cut, first_number=last + 1)
    frozen = WalkList.objects.filter(round__turf__cut=cut, round__number=round_number)
    given_up = (ListState.CLOSED, ListState.ROLLED_BACK)
    return list(frozen.exclude(state__in=given_up).order_by("number"))


def _stops_by_turf(cut: Cut, round_number: int) -> dict[int, list[Stop]]:
    stops: dict[int, list[Stop]] = defaultdict(list)
    for stop in (
        Stop.objects.filter(cut=cut)
        .exclude(turf__rounds__number=round_number)
        .exclude(door__household__do_not_knock_at__isnull=False)
        .exclude(door__in=ListedDoor.objects.taken(cut, round_number).values("door"))
        .select_related("door__building", "street")
        .order_by("turf_id", "position")
        .iterator(chunk_size=BATCH)
    ):
        stops[stop.turf_id].append(stop)
    return stops


def _list_doors(walk_list: WalkList, stops: Iterable[Stop]) -> None:
    ListedDoor.objects.bulk_create(
        [
            ListedDoor(
                organization_id=walk_list.organization_id,
                walk_list=walk_list,
                door=stop.door,
                position=position,
                address=stop.door.building.address,
                unit=stop.door.unit,
                floor=stop.door.floor,
                street_name=stop.street.name if stop.street else stop.door.building.street_name,
                side=stop.side,
                building=stop.door.building_id,
                lon=stop.door.building.location.x,
                lat=stop.door.building.location.y,
            )
            for position, stop in enumerate(stops, start=1)
        ]
    )


def _list_people(cut: Cut, *, first_number: int) -> None:
    """Write down who lived behind the doors of the new lists, and who is to be reached."""
    targets = set(
        UniverseMember.objects.filter(
            universe=cut.universe_id, person__isnull=False, is_target=True
        ).values_list("person_id", flat=True)
        if cut.universe_id
        else ()
    )
    listed = ListedDoor.objects.filter(
        walk_list__campaign=cut.campaign_id, walk_list__number__gte=first_number
    )
    row_of_door = dict(listed.values_list("door_id", "id").iterator())
    people = (
        Person.objects.filter(household__door__listed__in=listed, standing=Standing.RESIDENT)
        .order_by("id")
        .values_list("id", "household__door_id")
        .distinct()
    )
    ListedPerson.objects.bulk_create(
        [
            ListedPerson(
                organization_id=cut.organization_id,
                listed_door_id=row_of_door[door],
                person_id=person,
                is_target=person in targets,
            )
            for person, door in people.iterator(chunk_size=BATCH)
        ],
        batch_size=BATCH,
    )
