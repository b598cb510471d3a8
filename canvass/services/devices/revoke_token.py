"""Revokes one person's way in on a phone that others go on with."""

from datetime import datetime

from canvass.models import AuditKind, Device, DeviceToken, EnrolmentCode
from canvass.services.audit.record_audit import record_audit
from turf.errors import NotFound
from turf.models import Membership
from turf.transactions import writing


@writing()
def revoke_token(
    *, device: Device, member: int, revoked_by: Membership, revoked_at: datetime
) -> Device:
    """Return ``device``, on which the token of ``member`` (an id) only delivers from now on.

    The codes by which they came onto it are spent: sent again, none makes another token. Safe to
    repeat. Raises NotFound when that person is not on this phone.
    """
    tokens = DeviceToken.objects.filter(device=device, membership=member)
    if not tokens.exists():
        raise NotFound("This person is not on this phone")
    # Codes first: whoever is answering one again has made its token before this goes on.
    codes = EnrolmentCode.objects.for_organization(device.organization_id)
    codes.filter(device=device, membership=member, revoked_at=None).update(revoked_at=revoked_at)
    if tokens.filter(revoked_at=None).update(revoked_at=revoked_at):
        record_audit(
            subject=device,
            kind=AuditKind.TOKEN_REVOKED,
            actor=revoked_by,
            at=revoked_at,
            facts={"member": member},
        )
    return device
