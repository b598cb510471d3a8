"""Names the script that phones go on with when theirs is withdrawn."""

from datetime import datetime

from canvass.models import AuditKind, FallbackScript, ScriptVersion
from canvass.services.audit.record_audit import record_audit
from canvass.services.scripts.hold_ballot import hold_ballot
from canvass.services.scripts.names_nobody import names_nobody
from canvass.services.scripts.require_open_gate import require_open_gate
from canvass.services.scripts.script_problems import NotAFallback
from turf.models import Membership
from turf.transactions import writing


@writing()
def set_fallback_script(
    *, version: ScriptVersion, set_by: Membership | None = None, at: datetime
) -> FallbackScript:
    """Return the fallback of the version's campaign; it travels with every list.

    Raises GateClosed, and NotAFallback where it names a candidate or officeholder.
    """
    hold_ballot(campaign=version.script.campaign_id)
    held = ScriptVersion.objects.select_for_update().get(pk=version.pk)
    require_open_gate(text=held)
    if not names_nobody(version=held, at=at):
        raise NotAFallback("A fallback script names no candidate: it is read when names are wrong")
    fallback, _ = FallbackScript.objects.update_or_create(
        organization_id=held.organization_id,
        campaign_id=held.script.campaign_id,
        defaults={"version": held},
    )
    record_audit(
        subject=held,
        kind=AuditKind.FALLBACK_SET,
        actor=set_by,
        at=at,
        facts={"content_hash": held.content_hash},
    )
    return fallback
