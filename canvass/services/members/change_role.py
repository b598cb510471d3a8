"""Gives a member another role."""

from datetime import datetime

from canvass.models import AuditKind
from canvass.services.audit.record_audit import record_audit
from canvass.services.members.keep_an_admin import keep_an_admin
from turf.models import Membership, Role
from turf.transactions import writing


@writing()
def change_role(
    *, member: Membership, role: Role, changed_by: Membership, changed_at: datetime
) -> Membership:
    """Return ``member`` in ``role``, from the next request on. Safe to repeat. Raises LastAdmin."""
    if role != Role.ADMIN:
        keep_an_admin(without=member)
    held: Membership = Membership.objects.select_for_update(of=("self",)).get(pk=member.pk)
    before = Role(held.role)
    if before == role:
        return held
    held.role = role
    held.save(update_fields=["role"])
    record_audit(
        subject=held,
        kind=AuditKind.ROLE_CHANGED,
        actor=changed_by,
        at=changed_at,
        facts={"before": before, "after": role},
    )
    return held
