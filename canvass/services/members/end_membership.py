"""Ends somebody's place in an organization."""

from datetime import datetime

from canvass.models import AuditKind, AvailabilityKey, EnrolmentCode
from canvass.services.audit.record_audit import record_audit
from canvass.services.availability.destroy_keys import destroy_keys
from canvass.services.devices.revoke_codes import revoke_codes
from canvass.services.members.keep_an_admin import keep_an_admin
from turf.models import Membership, Role
from turf.transactions import writing


@writing()
def end_membership(*, member: Membership, ended_by: Membership, ended_at: datetime) -> Membership:
    """Return ``member``, who is in no longer; their phones deliver what was done, and no more.

    What they declared of when and where they walk is destroyed: they could not do so any more.
    Safe to repeat. Raises LastAdmin.
    """
    keep_an_admin(without=member)
    held: Membership = Membership.objects.select_for_update(of=("self",)).get(pk=member.pk)
    if not held.is_active:
        return held
    held.is_active = False
    held.save(update_fields=["is_active"])
    codes = EnrolmentCode.objects.for_organization(held.organization_id).filter(membership=held)
    revoke_codes(codes=codes, revoked_by=ended_by, revoked_at=ended_at)
    declared = AvailabilityKey.objects.for_organization(held.organization_id)
    destroy_keys(keys=declared.filter(membership=held))
    record_audit(
        subject=held,
        kind=AuditKind.MEMBER_ENDED,
        actor=ended_by,
        at=ended_at,
        facts={"role": Role(held.role)},
    )
    return held
