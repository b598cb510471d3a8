"""Lets a phone forget everything, once nothing that it made is missing here."""

from datetime import datetime

from canvass.models import AuditKind, Device, DeviceToken
from canvass.models.device import DeviceState
from canvass.services.audit.record_audit import record_audit
from canvass.services.intake.read_receipt import read_receipt
from turf.errors import StoopError
from turf.models import Membership
from turf.transactions import writing


class WipeRefused(StoopError):
    """A phone may not forget what it holds."""


class NotToWipe(WipeRefused):
    """Nobody asked this phone to."""

    code = "not_to_wipe"


class KnocksMissing(WipeRefused):
    """It made more than it delivered."""

    code = "knocks_missing"


@writing()
def confirm_wipe(
    *, device: Device, membership: Membership, made: int, confirmed_at: datetime
) -> None:
    """Take from ``membership`` the token of ``device``, which made ``made`` knocks for them.

    From then on nobody comes in with it: a phone that hears of no answer learns it by that. Once
    nobody is left on it, the phone is wiped, and that is on record. Raises NotToWipe, and
    KnocksMissing when any of the knocks up to ``made`` is not stored.
    """
    device = Device.objects.select_for_update().get(pk=device.pk)
    if device.state != DeviceState.WIPE:
        raise NotToWipe("Nobody asked this phone to wipe itself: keep what it holds")
    stored = read_receipt(device=device, membership=membership).contiguous_seq
    if stored < made:
        raise KnocksMissing(f"Push first: of {made} knocks only the first {stored} are all here")
    DeviceToken.objects.filter(device=device, membership=membership).delete()
    if device.wiped_at is not None or device.tokens.exists():
        return
    device.wiped_at = confirmed_at
    device.save(update_fields=["wiped_at"])
    record_audit(subject=device, kind=AuditKind.DEVICE_WIPED, actor=membership, at=confirmed_at)
