"""What is so at a door, in codes: what the last visitor told who looked."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from canvass.documents.past_knocks import COUNTED
from canvass.documents.places import Place
from canvass.models import Knock
from canvass.rates.dispositions import Disposition
from canvass.sync.facts import ACCESS, HAZARDS

Facts = dict[str, list[str]]


def facts_of(
    *, organization: int, places: Sequence[Place], offered_at: Mapping[UUID, datetime]
) -> dict[tuple[UUID, int], Facts]:
    """Return ``hazards`` of the door and ``access`` of its building by (list, door).

    ``offered_at`` says of each list of ``organization`` (an id) when it was handed out: told is
    what was known by then, at whichever visit, of whatever campaign. Words that are none of ours
    are not told on.
    """
    knocks = (
        Knock.objects.for_organization(organization)
        .filter(COUNTED, door__building__in={place.building for place in places})
        .filter(is_superseded=False)
        .exclude(disposition=Disposition.WITHDRAWN)
        .exclude(hazards="", access="")
        .order_by("corrected_at", "device", "device_seq")
    )
    told = list(knocks.values_list("door", "door__building", "hazards", "access", "received_at"))
    facts: dict[tuple[UUID, int], Facts] = {}
    for walk_list, before in offered_at.items():
        known = [row for row in told if row[4] < before]
        hazards = {door: known_codes(codes, HAZARDS) for door, _, codes, _, _ in known if codes}
        access = {place: known_codes(codes, ACCESS) for _, place, _, codes, _ in known if codes}
        facts |= {
            (walk_list, place.door): {
                "hazards": hazards.get(place.door, []),
                "access": access.get(place.building, []),
            }
            for place in places
            if place.walk_list == walk_list
        }
    return facts


def known_codes(joined: str, known: Collection[str]) -> list[str]:
    """List those of the codes that are among the ``known`` ones."""
    return [code for code in joined.split(",") if code in known]
