"""Freezes the next round of a cut: the doors that are worth another visit."""

from collections import defaultdict
from collections.abc import Collection

from canvass.models import Result
from canvass.rates.dispositions import Disposition
from canvass.rates.leading import Finding
from canvass.rates.next_round import (
    MAY_BE_TAKEN,
    USUALLY_TAKEN,
    Told,
    is_done_with,
    is_for_next_round,
    language_of,
)
from turf.errors import StoopError
from turf.models import Cut, ListedDoor, Stop, WalkList
from turf.models.walk_list import ListKind, ListState
from turf.services.freeze_walk_lists import freeze_walk_lists
from turf.transactions import writing

NEVER_ATTEMPTED = "never_attempted"
CHOICES = (NEVER_ATTEMPTED, *sorted(MAY_BE_TAKEN))
CHUNK = 5_000


class CannotTake(StoopError):
    """A round was asked for with doors that no later round is for."""

    code = "cannot_take"


@writing()
def freeze_round(
    *,
    cut: Cut,
    number: int,
    kind: str = ListKind.DOOR_KNOCK,
    take: Collection[str] | None = None,
) -> list[WalkList]:
    """Return the walk lists of round ``number`` of ``cut``, freezing those that are not yet.

    The first round, unless ``take`` says otherwise, is for every door. A later one is for those
    where former rounds of the campaign, on whatever cut, found nobody at home, no access, no time
    or another language; ``take`` names other dispositions, or ``never_attempted``. None of them is
    for a door where somebody talked with us, sent us away, or asked not to be visited. Practice is
    for every door, and no round. Raises CannotTake, RoundFrozen.
    """
    if take is not None and not set(take) <= set(CHOICES):
        raise CannotTake(f"A round can take: {', '.join(CHOICES)}")
    doors = None if kind == ListKind.PRACTICE else _wanted(cut, number, take)
    return freeze_walk_lists(cut=cut, round_number=number, kind=kind, take=doors)


def _wanted(cut: Cut, number: int, take: Collection[str] | None) -> dict[int, str] | None:
    """Find the doors that the round is for, with the language asked for at each; None for all."""
    told = _told(cut)
    if number == 1 and take is None:
        if not told:
            return None
        done = {door for door, several in told.items() if is_done_with(several)}
        return {door: language_of(told.get(door, ())) for door in _doors(cut) - done}
    wanted = {str(one) for one in (USUALLY_TAKEN if take is None else take)}
    doors = {
        door: language_of(several)
        for door, several in told.items()
        if is_for_next_round(several, {one for one in Disposition if one in wanted})
    }
    if NEVER_ATTEMPTED in wanted:
        doors |= {door: "" for door in _doors(cut) if door not in told}
    return doors


def _told(cut: Cut) -> dict[int, list[Told]]:
    """Read all results of knocks that count, by door."""
    results = (
        Result.objects.for_organization(cut.organization_id)
        .filter(knock__campaign=cut.campaign_id, knock__is_superseded=False)
        .filter(knock__walk_list__kind=ListKind.DOOR_KNOCK)
        .exclude(knock__walk_list__state=ListState.ROLLED_BACK)
        .exclude(disposition=Disposition.WITHDRAWN)
    )
    told: dict[int, list[Told]] = defaultdict(list)
    for door, person, disposition, answered, language, at, device, seq in results.values_list(
        "knock__door",
        "person",
        "disposition",
        "knock__answered",
        "knock__language_needed",
        "knock__corrected_at",
        "knock__device",
        "knock__device_seq",
    ).iterator(chunk_size=CHUNK):
        finding = Finding(Disposition(disposition), answered, (at, str(device), seq))
        told[door].append(Told(person, finding, language))
    return told


def _doors(cut: Cut) -> set[int]:
    """Doors of the cut's turfs, and those found on their lists."""
    listed = ListedDoor.objects.filter(walk_list__round__turf__cut=cut)
    return {
        *Stop.objects.filter(cut=cut).values_list("door", flat=True),
        *listed.values_list("door", flat=True),
    }
