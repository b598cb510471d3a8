"""Makes a phone known."""

from canvass.models import Device, DeviceToken
from turf.models import Membership
from turf.transactions import writing


@writing()
def enrol_device(*, membership: Membership, name: str) -> tuple[Device, str]:
    """Return a new device of ``membership`` and its token, which is kept only as a hash."""
    device: Device = Device.objects.create(organization_id=membership.organization_id, name=name)
    _, token = DeviceToken.objects.create(
        user=membership.user, device=device, membership=membership
    )
    return device, str(token)
