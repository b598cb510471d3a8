"""Takes out of a stored body what is never stored."""

import json
from collections.abc import Sequence

from canvass.models import Intake
from canvass.sync.item import Item
from canvass.sync.storable import storable


def redact_body(*, intake: Intake, items: Sequence[Item]) -> None:
    """Put in the place of the body its ``items`` without places and pictures; its hash stays.

    Read again, it has the same knocks in it, and each is the one that is stored.
    """
    kept = [{"newDocumentState": storable(item.document)} for item in items]
    Intake.objects.filter(pk=intake.pk).update(body=json.dumps(kept).encode())
