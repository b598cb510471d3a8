"""Withdraws a text from phones and doors."""

from datetime import datetime

from canvass.models import FallbackScript, GatedText, ScriptVersion, WhyClosed
from canvass.services.scripts.close_gate import close_gate, note_closed
from canvass.services.scripts.decide_gate import open_record
from canvass.services.scripts.hold_ballot import hold_ballot
from canvass.services.scripts.script_problems import FallbackInUse
from turf.models import Membership
from turf.transactions import writing


@writing()
def withdraw_text(
    *, text: GatedText, withdrawn_by: Membership, withdrawn_at: datetime
) -> GatedText:
    """Return ``text``, closed; for a script phones go on with the campaign's fallback.

    Repeated, it stays withdrawn since when it was. Raises FallbackInUse for that fallback itself.
    """
    hold_ballot(campaign=text.campaign.pk)
    held: GatedText = type(text).objects.select_for_update().get(pk=text.pk)
    if isinstance(held, ScriptVersion) and FallbackScript.objects.filter(version=held).exists():
        raise FallbackInUse("This is the campaign's fallback script: set another one first")
    record = open_record(held)
    if record is not None:
        close_gate(record=record, because=WhyClosed.WITHDRAWN, at=withdrawn_at)
    held.refresh_from_db()
    if held.withdrawn_at is None:
        held.withdrawn_at = withdrawn_at
        held.save(update_fields=["withdrawn_at"])
    if record is not None:
        note_closed(record=record, at=withdrawn_at, by=withdrawn_by)
    return held
