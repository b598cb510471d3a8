"""Takes back enrolment codes, so that no phone answers them, or answers them again."""

from datetime import datetime
from typing import Any

from canvass.models import AuditKind
from canvass.services.audit.record_audit import record_audit
from turf.models import Membership
from turf.transactions import writing


@writing()
def revoke_codes(*, codes: Any, revoked_by: Membership, revoked_at: datetime) -> int:
    """Take back those of ``codes`` (a QuerySet) whose time is not over; return how many.

    One that was answered is good for nothing more either: the phone that did gets no other token
    with it. A phone that was enrolled stays enrolled: see `revoke_device`. Safe to repeat.
    """
    good = codes.filter(revoked_at=None, expires_at__gt=revoked_at)
    held = list(good.select_for_update().order_by("pk"))
    good.filter(pk__in=[one.pk for one in held]).update(revoked_at=revoked_at)
    for one in held:
        record_audit(subject=one, kind=AuditKind.CODE_REVOKED, actor=revoked_by, at=revoked_at)
    return len(held)
