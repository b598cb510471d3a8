"""Makes a phone known."""

from django.utils import timezone

from canvass.models import AuditKind, Device, DeviceToken
from canvass.services.audit.record_audit import record_audit
from turf.models import Membership
from turf.transactions import writing


@writing()
def enrol_device(
    *, membership: Membership, name: str, device: Device | None = None, app_version: str = ""
) -> tuple[Device, str]:
    """Return a device of ``membership`` and its token, which is kept only as a hash.

    ``device`` is the phone where others have been enrolled on it before; a new one without it. A
    token that the same person had there delivers no more.
    """
    organization = membership.organization_id
    if device is None:
        device = Device.objects.create(
            organization_id=organization, name=name, app_version=app_version
        )
    DeviceToken.objects.filter(device=device, membership=membership).delete()
    _, token = DeviceToken.objects.create(
        user=membership.user, device=device, membership=membership
    )
    record_audit(
        subject=device,
        kind=AuditKind.DEVICE_ENROLLED,
        actor=membership,
        at=timezone.now(),
        facts={"member": membership.pk},
    )
    return device, str(token)
