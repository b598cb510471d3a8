"""Asks a phone to forget everything once it has delivered what it holds."""

from datetime import datetime

from canvass.models import AuditKind, Device
from canvass.models.device import DeviceState
from canvass.services.audit.record_audit import record_audit
from turf.models import Membership
from turf.transactions import writing


@writing()
def wipe_device(*, device: Device, asked_by: Membership, asked_at: datetime) -> Device:
    """Return ``device``, which is told at its next contact and obeys with an empty outbox.

    It is revoked as well, from the time it was first. Safe to repeat.
    """
    held: Device = Device.objects.select_for_update().get(pk=device.pk)
    if held.state == DeviceState.WIPE:
        return held
    held.state, held.revoked_at = DeviceState.WIPE, held.revoked_at or asked_at
    held.save(update_fields=["state", "revoked_at"])
    record_audit(subject=held, kind=AuditKind.DEVICE_WIPE_ASKED, actor=asked_by, at=asked_at)
    return held
