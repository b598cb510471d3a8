"""Keeps what could not be applied, for a person to look at."""

from collections.abc import Sequence

from django.db.models import JSONField, Value

from canvass.models import Device, Intake, QuarantinedItem
from canvass.models.intake import HoldState
from canvass.services.insert_new_rows import insert_new_rows
from canvass.sync.admission import Refusal
from canvass.sync.item import Item
from canvass.sync.storable import storable
from turf.models import Membership

LONGEST_MESSAGE = 500


def quarantine_items(
    *, refused: Sequence[tuple[Item, Refusal]], intake: Intake, membership: Membership
) -> None:
    """Store each refused document once, however often its device sends it again."""
    if not refused:
        return
    # Rows without an id are no twins to a unique constraint: the lock keeps two equal pushes of one
    # device from storing them twice.
    Device.objects.select_for_update(no_key=True).get(pk=intake.device_id)
    there = set(
        QuarantinedItem.objects.for_organization(intake.organization_id)
        .filter(device=intake.device_id, uid=None)
        .filter(content_hash__in=[item.content_hash for item, _ in refused])
        .values_list("content_hash", flat=True)
    )
    rows = {
        (item.id, item.content_hash): QuarantinedItem(
            organization_id=intake.organization_id,
            intake=intake,
            device_id=intake.device_id,
            membership=membership,
            uid=item.id,
            content_hash=item.content_hash,
            state=HoldState.QUARANTINED,
            code=refusal.code,
            message=refusal.message[:LONGEST_MESSAGE],
            document=_json(item.document),
            received_at=intake.received_at,
        )
        for item, refusal in refused
        if item.id is not None or item.content_hash not in there
    }
    insert_new_rows(list(rows.values()), key=["organization", "device", "uid", "content_hash"])


def _json(document: object) -> object:
    """Make a document storable; a bare null has to be told apart from no value at all."""
    return Value(None, JSONField()) if document is None else storable(document)
