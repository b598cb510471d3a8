"""Reads what of lists can matter to whom they are offered."""

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

import numpy as np

from canvass.availability.fits import ListFacts
from turf.models import ListedDoor, ListedPerson, WalkList

GROUND_FLOOR = 1


def read_list_facts(*, walk_lists: Sequence[WalkList]) -> list[ListFacts]:
    """Return the facts of ``walk_lists``, all of one organization, in their order.

    A list has stairs where a door is above the ground floor as far as floors are known. Whether a
    dog lives behind a door is recorded nowhere. Two queries, however many there are.
    """
    doors: dict[UUID, list[tuple[float, float]]] = defaultdict(list)
    has_stairs: dict[UUID, bool] = defaultdict(bool)
    listed = ListedDoor.objects.filter(walk_list__in=walk_lists)
    for walk_list, lon, lat, floor in listed.values_list("walk_list", "lon", "lat", "floor"):
        doors[walk_list].append((lon, lat))
        has_stairs[walk_list] |= floor is not None and floor > GROUND_FLOOR
    languages: dict[UUID, list[str]] = defaultdict(list)
    people = ListedPerson.objects.filter(listed_door__walk_list__in=walk_lists, is_target=True)
    for walk_list, language in people.values_list("listed_door__walk_list", "person__language"):
        languages[walk_list].append(language)
    return [
        ListFacts(
            door_lonlat=np.array(doors[one.pk], dtype=np.float64).reshape(-1, 2),
            minutes=one.minutes,
            has_stairs=has_stairs[one.pk],
            languages=tuple(languages[one.pk]),
        )
        for one in walk_lists
    ]
