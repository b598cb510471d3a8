"""Takes back enrolment codes that nobody answered."""

from datetime import datetime
from typing import Any

from canvass.models import AuditKind
from canvass.services.audit.record_audit import record_audit
from turf.models import Membership
from turf.transactions import writing


@writing()
def revoke_codes(*, codes: Any, revoked_by: Membership, revoked_at: datetime) -> int:
    """Take back those of ``codes`` (a QuerySet) that are still good; return how many.

    Safe to repeat. A phone that was enrolled stays enrolled: see `revoke_device`.
    """
    good = codes.filter(answered_at=None, revoked_at=None)
    held = list(good.select_for_update().order_by("pk"))
    good.filter(pk__in=[one.pk for one in held]).update(revoked_at=revoked_at)
    for one in held:
        record_audit(subject=one, kind=AuditKind.CODE_REVOKED, actor=revoked_by, at=revoked_at)
    return len(held)
