"""Keeps what a phone says of itself."""

from datetime import datetime

from canvass.models import AuditKind, Device
from canvass.models.device import DeviceState
from canvass.services.audit.record_audit import record_audit
from turf.models import Membership
from turf.transactions import writing


@writing()
def report_device(
    *,
    device: Device,
    reported_by: Membership,
    unsent: int,
    app_version: str,
    is_wiped: bool,
    reported_at: datetime,
) -> Device:
    """Return ``device`` with how many knocks it has not sent, as it says, and its app's version.

    That it was wiped counts only where it was asked to and has nothing left to send; from then on
    none of its tokens opens anything.
    """
    held: Device = Device.objects.select_for_update().get(pk=device.pk)
    held.unsent_reported, held.app_version, held.last_sync_at = unsent, app_version, reported_at
    is_asked = held.state == DeviceState.WIPE and held.wiped_at is None
    is_news = is_wiped and is_asked and not unsent
    if is_news:
        held.wiped_at = reported_at
    held.save(update_fields=["unsent_reported", "app_version", "last_sync_at", "wiped_at"])
    if is_news:
        held.tokens.all().delete()
        record_audit(
            subject=held,
            kind=AuditKind.DEVICE_WIPED,
            actor=reported_by,
            at=reported_at,
        )
    return held
