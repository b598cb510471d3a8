"""Makes a phone known."""

from django.utils import timezone

from canvass.models import AuditKind, Device, DeviceToken, NoticeKind
from canvass.services.audit.record_audit import record_audit
from canvass.services.notices.tell_of_way_in import tell_of_way_in
from turf.models import Membership
from turf.transactions import writing


@writing()
def enrol_device(
    *,
    membership: Membership,
    name: str,
    device: Device | None = None,
    app_version: str = "",
    made_by: int | None = None,
) -> tuple[Device, str]:
    """Return a device of ``membership`` and its token, which is kept only as a hash.

    ``device`` is the phone where others have been enrolled on it before; a new one without it. A
    token that the same person had there delivers no more. Whoever has other phones hears of it on
    them. ``made_by`` is the id of who made the code for it, None where there was none.
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
    now = timezone.now()
    tell_of_way_in(
        membership=membership,
        kind=NoticeKind.PHONE_ENROLLED,
        subject=f"device:{device.pk}",
        made_at=now,
    )
    record_audit(
        subject=device,
        kind=AuditKind.DEVICE_ENROLLED,
        actor=membership,
        at=now,
        facts={"member": membership.pk} | ({"made_by": made_by} if made_by else {}),
    )
    return device, str(token)
