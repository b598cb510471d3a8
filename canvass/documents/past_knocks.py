"""What came of former rounds at a door, as far as the next canvasser should know."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from canvass.documents.places import Place
from canvass.models import Knock
from canvass.rates.dispositions import Disposition
from turf.models import ListedDoor, Membership
from turf.models.walk_list import ListKind, ListState

MOST = 3
COUNTED = ~Q(walk_list__kind=ListKind.PRACTICE) & ~Q(walk_list__state=ListState.ROLLED_BACK)


def past_knocks_of(
    *, membership: Membership, places: Sequence[Place], offered_at: Mapping[UUID, datetime]
) -> dict[tuple[UUID, int], list[dict[str, Any]]]:
    """Return up to `MOST` knocks at ``places`` by (list, door), the latest first.

    ``offered_at`` says of each list when it was handed out: only what was known by then is told, of
    other lists of the same campaign. Each has its ``day`` and ``disposition`` alone.
    """
    organization = membership.organization_id
    lists_of: dict[tuple[int, int], list[UUID]] = defaultdict(list)
    for place in places:
        lists_of[place.campaign, place.door].append(place.walk_list)
    listed = ListedDoor.objects.for_organization(organization).filter(walk_list__in=offered_at)
    knocks = (
        Knock.objects.for_organization(organization)
        .filter(COUNTED, door__in=listed.values("door"), is_superseded=False)
        .exclude(disposition=Disposition.WITHDRAWN)
        .order_by("-corrected_at", "-device", "-device_seq")
    )
    past: dict[tuple[UUID, int], list[dict[str, Any]]] = defaultdict(list)
    for campaign, door, knocked_on, received_at, day, disposition in knocks.values_list(
        "campaign", "door", "walk_list", "received_at", "local_day", "disposition"
    ):
        for walk_list in lists_of.get((campaign, door), ()):
            told = past[walk_list, door]
            is_known = walk_list != knocked_on and received_at < offered_at[walk_list]
            if is_known and len(told) < MOST:
                told.append({"day": day, "disposition": disposition})
    return past
