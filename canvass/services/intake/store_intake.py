"""Keeps a request body as it came, before anything is looked at."""

from datetime import datetime
from hashlib import sha256

from canvass.models import Device, Intake
from canvass.sync.upcast import CURRENT_SCHEMA
from turf.models import Membership
from turf.transactions import writing


@writing()
def store_intake(
    *,
    device: Device,
    membership: Membership | None,
    body: bytes,
    received_at: datetime,
    sent_at: datetime | None = None,
    client_schema: int = CURRENT_SCHEMA,
) -> Intake:
    """Return the body that ``membership`` sent from ``device``, stored.

    It is committed on return, unless the caller is in a transaction.
    """
    intake: Intake = Intake.objects.create(
        organization_id=device.organization_id,
        device=device,
        membership=membership,
        body=body,
        sha256=sha256(body).hexdigest(),
        client_schema=client_schema,
        sent_at=sent_at,
        received_at=received_at,
    )
    return intake
