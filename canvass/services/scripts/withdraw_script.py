"""Withdraws a script version from phones."""

from datetime import datetime

from canvass.models import FallbackScript, ScriptVersion, WhyClosed
from canvass.services.scripts.close_gate import close_gate, note_closed
from canvass.services.scripts.script_problems import FallbackInUse
from turf.models import Membership
from turf.transactions import writing


@writing()
def withdraw_script(
    *, version: ScriptVersion, withdrawn_by: Membership, withdrawn_at: datetime
) -> ScriptVersion:
    """Return ``version``, closed; phones go on with the campaign's fallback at their next pull.

    Repeated, it stays withdrawn since when it was. Raises FallbackInUse for that fallback itself.
    """
    held: ScriptVersion = ScriptVersion.objects.select_for_update().get(pk=version.pk)
    if FallbackScript.objects.filter(version=held).exists():
        raise FallbackInUse("This is the campaign's fallback script: set another one first")
    closed = list(held.gate_records.filter(decision="approved", closed_at=None))
    for record in closed:
        close_gate(record=record, because=WhyClosed.WITHDRAWN, at=withdrawn_at)
    held.refresh_from_db()
    if held.withdrawn_at is None:
        held.withdrawn_at = withdrawn_at
        held.save(update_fields=["withdrawn_at"])
    for record in closed:
        note_closed(record=record, at=withdrawn_at, by=withdrawn_by)
    return held
