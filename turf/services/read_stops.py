"""Reads the doors of turfs that may be put on a list of a round."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from turf.models import Building, Cut, Door, ListedDoor, Stop, Turf
from turf.models.cut import Side
from turf.services.find_twins import find_twin_doors, find_twins

BATCH = 2_000


@dataclass(frozen=True, slots=True)
class ReadStop:
    """A door at its place in a turf; ``street_name`` is empty where it stands at no known one."""

    door: Door
    street_name: str
    side: str


def read_stops(*, cut: Cut, turfs: Sequence[Turf], round_number: int) -> dict[int, list[ReadStop]]:
    """Return the stops of ``turfs`` by turf in walking order, without those nobody is to knock.

    After them come doors that canvassers found on former lists of the turf. Left out is who asked
    not to be visited, what is closed, and what is taken in the round already.
    """
    away = kept_away(cut)
    doors = Door.objects.for_organization(cut.organization_id).knockable()
    doors = doors.exclude(pk__in=ListedDoor.objects.taken(cut, round_number).values("door"))
    stops: dict[int, list[ReadStop]] = defaultdict(list)
    wanted = [turf.pk for turf in turfs]
    planned = Stop.objects.filter(cut=cut, door__in=doors).select_related(
        "door__building", "street"
    )
    for stop in planned.order_by("turf_id", "position").iterator(chunk_size=BATCH):
        street = stop.street.name if stop.street else ""
        stops[stop.turf_id].append(ReadStop(stop.door, street, stop.side))
    found = (
        ListedDoor.objects.filter(door__in=doors.filter(is_found=True))
        .filter(walk_list__round__turf__in=wanted)
        .exclude(walk_list__state="rolled_back")
        .exclude(door__in=Stop.objects.filter(cut=cut).values("door"))
        .select_related("door__building", "walk_list__round")
        .order_by("pk")
    )
    for listed in found:
        of_turf = stops[listed.walk_list.round.turf_id]
        if all(one.door != listed.door for one in of_turf):
            of_turf.append(ReadStop(listed.door, listed.street_name, Side.ON_LINE))
    return {turf: [stop for stop in stops[turf] if stop.door.pk not in away] for turf in wanted}


def kept_away(cut: Cut) -> set[int]:
    """Return the doors (ids) on the ground of ``cut`` that stand for kept-away ones elsewhere.

    Other ground of the organization may have the same address under another id.
    """
    here = cut.campaign.jurisdiction_id
    asked = Door.objects.for_organization(cut.organization_id).filter(
        household__do_not_knock_at__isnull=False
    )
    twins = find_twin_doors(
        organization=cut.organization_id,
        doors=set(asked.exclude(building__jurisdiction=here).values_list("pk", flat=True)),
    )
    closed = Building.objects.for_organization(cut.organization_id).filter(closed_at__isnull=False)
    same = find_twins(
        organization=cut.organization_id,
        buildings=set(closed.exclude(jurisdiction=here).values_list("pk", flat=True)),
    )
    here_closed = Door.objects.filter(building__in=set().union(*same.values()))
    doors: set[int] = set().union(*twins.values())
    return doors | set(here_closed.values_list("pk", flat=True)) if same else doors
