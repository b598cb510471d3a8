"""Changes what is set of an organization; it is on record."""

from datetime import datetime

from canvass.models import AuditKind
from canvass.services.audit.record_audit import Fact, record_audit
from turf.models import Organization
from turf.models.organization import Profile
from turf.services.make_organization import Settings
from turf.transactions import writing


@writing()
def set_organization(
    *, organization: Organization, settings: Settings, set_at: datetime
) -> tuple[Organization, int]:
    """Return the organization as ``settings`` say, and how many of them are news. Safe to repeat.

    The audit tells the profile and whether a second factor is asked for, before and after; of the
    number to call, that it was changed. Call it in the tenant of ``organization``.
    """
    held: Organization = Organization.objects.select_for_update(no_key=True).get(pk=organization.pk)
    changes = settings.changes_of(held)
    if not changes:
        return held, 0
    facts: dict[str, Fact] = {}
    if "profile" in changes:
        facts |= {"profile_before": Profile(held.profile), "profile_after": changes["profile"]}
    if "requires_mfa" in changes:
        facts["requires_mfa"] = int(changes["requires_mfa"])
    if "phone" in changes:
        facts["phone_changed"] = 1
    for field, value in changes.items():
        setattr(held, field, value)
    held.save(update_fields=list(changes))
    record_audit(subject=held, kind=AuditKind.ORGANIZATION_SET, actor=None, at=set_at, facts=facts)
    return held, len(changes)
