"""Reads what of lists can matter to whom they are offered."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import numpy as np

from canvass.availability.fits import ListFacts
from canvass.documents.facts import facts_of
from canvass.documents.places import Place
from turf.models import ListedDoor, ListedPerson, WalkList

GROUND_FLOOR = 1
STAIRS = frozenset({"steps", "no_elevator"})


def read_list_facts(*, walk_lists: Sequence[WalkList], at: datetime) -> list[ListFacts]:
    """Return the facts of ``walk_lists``, all of one organization, in their order.

    A list has stairs where a door is above the ground floor or has steps, or a building has no
    elevator, and dogs where there is one at a door: as far as was seen by ``at``. Of people in
    another language the door's counts, which was heard there. Three queries, however many there
    are.
    """
    doors: dict[UUID, list[tuple[float, float]]] = defaultdict(list)
    places: list[Place] = []
    has_stairs: dict[UUID, bool] = defaultdict(bool)
    listed = ListedDoor.objects.filter(walk_list__in=walk_lists)
    for walk_list, campaign, door, building, lon, lat, floor in listed.values_list(
        "walk_list", "walk_list__campaign", "door", "door__building", "lon", "lat", "floor"
    ):
        doors[walk_list].append((lon, lat))
        places.append(Place(walk_list, campaign, door, building))
        has_stairs[walk_list] |= floor is not None and floor > GROUND_FLOOR
    codes = _codes(walk_lists, places, at)
    languages = _languages(walk_lists)
    return [
        ListFacts(
            door_lonlat=np.array(doors[one.pk], dtype=np.float64).reshape(-1, 2),
            minutes=one.minutes,
            has_stairs=has_stairs[one.pk] or not STAIRS.isdisjoint(codes[one.pk]),
            has_dogs="dog" in codes[one.pk],
            languages=tuple(languages[one.pk]),
        )
        for one in walk_lists
    ]


def _codes(
    walk_lists: Sequence[WalkList], places: Sequence[Place], at: datetime
) -> dict[UUID, set[str]]:
    """Whatever was seen at the doors and buildings of each list."""
    codes: dict[UUID, set[str]] = defaultdict(set)
    if not walk_lists:
        return codes
    seen = facts_of(
        organization=walk_lists[0].organization_id,
        places=places,
        offered_at={one.pk: at for one in walk_lists},
    )
    for (walk_list, _), facts in seen.items():
        codes[walk_list].update(facts["hazards"], facts["access"])
    return codes


def _languages(walk_lists: Sequence[WalkList]) -> dict[UUID, list[str]]:
    languages: dict[UUID, list[str]] = defaultdict(list)
    people = ListedPerson.objects.filter(listed_door__walk_list__in=walk_lists, is_target=True)
    for walk_list, heard, written in people.values_list(
        "listed_door__walk_list", "listed_door__language", "person__language"
    ):
        languages[walk_list].append(heard or written)
    return languages
