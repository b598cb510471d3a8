"""Takes to heart at once what was asked at doors: not to be visited, to leave the building."""

from collections.abc import Sequence, Set
from uuid import UUID

from canvass.models import KeepAway, Knock
from canvass.services.doorstep.settle_keep_aways import settle_keep_aways
from canvass.sync.knock_in import KnockIn
from turf.models.walk_list import ListKind


def keep_from_doors(*, organization: int, knocks: Sequence[KnockIn], corrected: Set[UUID]) -> None:
    """Write down what newly stored ``knocks`` ask, and what asking ended with those they correct.

    ``corrected`` are the uids of corrected ones at which something was asked.
    What is asked on a practice list is asked of nobody. Whether a list counts does not matter:
    rolled back, it still is known what the household wants.
    """
    asks = {one.id: one for one in knocks if one.keeps_from_door or one.keeps_from_building}
    if not (asks or corrected):
        return
    stored = Knock.objects.for_organization(organization)
    rows = stored.filter(uid__in=asks).exclude(walk_list__kind=ListKind.PRACTICE)
    KeepAway.objects.bulk_create(
        KeepAway(organization_id=organization, knock_id=knock, asked_at=asked_at, **place)
        for knock, uid, door, building, asked_at in rows.values_list(
            "pk", "uid", "door", "door__building", "corrected_at"
        )
        for place, is_asked in (
            ({"door_id": door}, asks[uid].keeps_from_door),
            ({"building_id": building}, asks[uid].keeps_from_building),
        )
        if is_asked
    )
    touched = KeepAway.objects.for_organization(organization).filter(
        knock__uid__in=[*asks, *corrected]
    )
    places = list(touched.values_list("door", "building"))
    settle_keep_aways(
        organization=organization,
        doors={door for door, _ in places if door},
        buildings={building for _, building in places if building},
    )
