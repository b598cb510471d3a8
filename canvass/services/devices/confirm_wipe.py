"""Lets a phone forget everything, once nothing that it made is missing here."""

from canvass.models import Device, DeviceToken
from canvass.models.device import DeviceState
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
def confirm_wipe(*, device: Device, membership: Membership, made: int) -> None:
    """Take from ``membership`` the token of ``device``, which made ``made`` knocks for them.

    From then on nobody comes in with it: a phone that hears of no answer learns it by that. Raises
    NotToWipe, and KnocksMissing when any of the knocks up to ``made`` is not stored.
    """
    if device.state != DeviceState.WIPE:
        raise NotToWipe("Nobody asked this phone to wipe itself: keep what it holds")
    stored = read_receipt(device=device, membership=membership).contiguous_seq
    if stored < made:
        raise KnocksMissing(f"Push first: of {made} knocks only the first {stored} are all here")
    DeviceToken.objects.filter(device=device, membership=membership).delete()
