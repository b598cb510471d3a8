"""Revokes a phone: from then on it only delivers what was done before."""

from datetime import datetime

from canvass.models import AuditKind, Device
from canvass.models.device import DeviceState
from canvass.services.audit.record_audit import record_audit
from turf.models import Membership
from turf.transactions import writing


@writing()
def revoke_device(*, device: Device, revoked_by: Membership, revoked_at: datetime) -> Device:
    """Return ``device``, revoked. Safe to repeat; one that is to be wiped stays so."""
    held: Device = Device.objects.select_for_update().get(pk=device.pk)
    if held.state != DeviceState.ACTIVE:
        return held
    held.state, held.revoked_at = DeviceState.REVOKED, revoked_at
    held.save(update_fields=["state", "revoked_at"])
    record_audit(subject=held, kind=AuditKind.DEVICE_REVOKED, actor=revoked_by, at=revoked_at)
    return held
