"""What is so at a door, in codes: what the last visitor told who looked."""

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from canvass.documents.past_knocks import COUNTED
from canvass.models import Knock
from canvass.rates.dispositions import Disposition
from canvass.sync.facts import ACCESS, HAZARDS
from turf.models import ListedDoor, Membership

Facts = dict[str, list[str]]


def facts_of(
    *, membership: Membership, offered_at: Mapping[UUID, datetime]
) -> dict[tuple[UUID, int], Facts]:
    """Return ``hazards`` of the door and ``access`` of its building by (list, door).

    ``offered_at`` says of each list when it was handed out: told is what was known by then, at
    whichever visit, of whatever campaign. Words that are none of ours are not told on.
    """
    organization = membership.organization_id
    listed = ListedDoor.objects.for_organization(organization).filter(walk_list__in=offered_at)
    places = list(listed.values_list("walk_list", "door", "door__building"))
    knocks = (
        Knock.objects.for_organization(organization)
        .filter(COUNTED, door__building__in={building for _, _, building in places})
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
        for on_list, door, building in places:
            if on_list == walk_list:
                facts[walk_list, door] = {
                    "hazards": hazards.get(door, []),
                    "access": access.get(building, []),
                }
    return facts


def known_codes(joined: str, known: Collection[str]) -> list[str]:
    """List those of the codes that are among the ``known`` ones."""
    return [code for code in joined.split(",") if code in known]
