"""Freezes the turfs of a cut into walk lists for one round."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Max
from django.utils import timezone

from turf.cutting.pace import DOOR_MIN
from turf.models import (
    Campaign,
    Cut,
    ListedDoor,
    ListedPerson,
    Person,
    Round,
    Turf,
    UniverseMember,
    WalkList,
)
from turf.models.door import Standing
from turf.models.walk_list import PRACTICE_ROUND, ListKind, ListState
from turf.services.clip_streets import clip_streets
from turf.services.list_problems import RoundFrozen
from turf.services.read_stops import ReadStop, read_stops
from turf.statistics import refresh_statistics
from turf.transactions import writing

BATCH = 2_000


@writing()
def freeze_walk_lists(
    *,
    cut: Cut,
    round_number: int = 1,
    kind: str = ListKind.DOOR_KNOCK,
    take: Mapping[int, str] | None = None,
) -> list[WalkList]:
    """Return the walk lists of ``cut`` for a round, freezing those that are not frozen yet.

    ``take`` has the doors (ids) that the round is for, each with the language asked for there, all
    where None. Left out are doors whose household asked not to be visited, on whatever ground of
    the organization, and those of closed buildings; so are those that stand on an open
    list of the round or were worked in it, though an edit moved them to another turf since;
    positions are closed up. A turf with no door left gets no list. One whose list was rolled back
    is frozen anew. Repeated, it changes nothing that was frozen. Practice lists stand in a round of
    their own, whatever ``round_number`` says, and name nobody. Raises RoundFrozen where the round
    was frozen as another kind.
    """
    if kind == ListKind.PRACTICE:
        round_number = PRACTICE_ROUND
    # Locked so that two freezes at once do not give out the same list numbers; not for key, so
    # that knocks, which refer to the campaign, come in meanwhile.
    Campaign.objects.select_for_update(no_key=True).get(id=cut.campaign_id)
    frozen = WalkList.objects.filter(round__turf__cut=cut, round__number=round_number)
    standing = frozen.filter(continues__isnull=True).exclude(state=ListState.ROLLED_BACK)
    _refuse_other_kind(standing.filter(round__turf__in=cut.turfs.live()), kind)
    turfs = list(cut.turfs.live().exclude(pk__in=standing.values("round__turf")).order_by("id"))
    stops_of_turf = read_stops(cut=cut, turfs=turfs, round_number=round_number)
    if take is not None:
        stops_of_turf = {
            turf: [stop for stop in stops if stop.door.pk in take]
            for turf, stops in stops_of_turf.items()
        }
    turfs = [turf for turf in turfs if stops_of_turf[turf.id]]
    streets_of_turf = clip_streets(campaign=cut.campaign, turfs=turfs)
    number = last = cut.campaign.walk_lists.aggregate(last=Max("number"))["last"] or 0
    for turf, round_ in zip(turfs, _rounds(turfs, round_number), strict=True):
        number, stops = number + 1, stops_of_turf[turf.id]
        left_out = turf.door_count - len(stops)
        walk_list = WalkList.objects.create(
            organization_id=turf.organization_id,
            campaign_id=cut.campaign_id,
            round=round_,
            number=number,
            name=turf.name,
            kind=kind,
            outline=turf.outline,
            streets=streets_of_turf[turf.id],
            door_count=len(stops),
            walk_m=turf.walk_m,
            minutes=max(turf.minutes - left_out * DOOR_MIN, len(stops) * DOOR_MIN),
            frozen_at=timezone.now(),
        )
        _list_doors(walk_list, stops, take or {})
    refresh_statistics(Round, WalkList, ListedDoor)
    if kind != ListKind.PRACTICE:
        _list_people(cut, first_number=last + 1)
    given_up = (ListState.CLOSED, ListState.ROLLED_BACK)
    return list(frozen.exclude(state__in=given_up).order_by("number"))


def _refuse_other_kind(standing: Any, kind: str) -> None:
    """Let no list of one kind be taken for one of another. Raises RoundFrozen."""
    other = standing.exclude(kind=kind).select_related("round").first()
    if other is not None:
        raise RoundFrozen(
            f"Round {other.round.number} of this cut is frozen as {other.kind}:"
            " freeze another round, or roll those lists back first"
        )


def _rounds(turfs: Sequence[Turf], number: int) -> list[Round]:
    """Return the round of each turf, made where it is new."""
    rounds = {one.turf_id: one for one in Round.objects.filter(turf__in=turfs, number=number)}
    missing = [turf for turf in turfs if turf.pk not in rounds]
    made = Round.objects.bulk_create(
        [Round(organization_id=turf.organization_id, turf=turf, number=number) for turf in missing],
        batch_size=BATCH,
    )
    rounds |= {one.turf_id: one for one in made}
    return [rounds[turf.pk] for turf in turfs]


def _list_doors(
    walk_list: WalkList, stops: Iterable[ReadStop], languages: Mapping[int, str]
) -> None:
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
                street_name=stop.street_name or stop.door.building.street_name,
                side=stop.side,
                building=stop.door.building_id,
                lon=stop.door.building.location.x,
                lat=stop.door.building.location.y,
                language=languages.get(stop.door.pk, ""),
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
