"""Takes out of a stored body what is not to be stored."""

import json
from collections.abc import Sequence
from uuid import UUID

from canvass.models import Intake
from canvass.sync.item import Item, without_distance
from canvass.sync.storable import storable
from turf.models import WalkList


def redact_body(*, intake: Intake, items: Sequence[Item]) -> None:
    """Put ``items`` in the place of the body, where that holds more than may be kept of them.

    Places and pictures go, and how far off a knock was made where its campaign does not ask. Read
    again, it has the same knocks in it, and each is the one that is stored. Its hash stays.
    """
    telling = {item.knock.walk_list for item in items if item.knock and item.tells_distance}
    asking = _asking(intake, telling) if telling else set()
    if telling == asking and not any(item.is_stripped for item in items):
        return
    kept = [
        item if item.knock and item.knock.walk_list in asking else without_distance(item)
        for item in items
    ]
    body = [{"newDocumentState": storable(item.document)} for item in kept]
    Intake.objects.filter(pk=intake.pk).update(body=json.dumps(body).encode())


def _asking(intake: Intake, walk_lists: set[UUID]) -> set[UUID]:
    own = WalkList.objects.for_organization(intake.organization_id)
    asked = own.filter(pk__in=walk_lists, campaign__asks_distance=True)
    return set(asked.values_list("pk", flat=True))
