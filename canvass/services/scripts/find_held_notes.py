"""Finds the notes of a push that take sides, or tell whom somebody favours."""

import logging
from collections.abc import Iterable
from datetime import datetime

from canvass.scripts.gate.note import scan_note
from canvass.services.scripts.read_ballot import GateGround, read_ballot
from turf.models import Campaign

log = logging.getLogger("stoop.gate")


def find_held_notes(*, notes: Iterable[tuple[int, str]], at: datetime) -> set[tuple[int, str]]:
    """Return those of ``notes`` (campaign, text) that are to be held out of reports.

    Empty ones cost nothing. A note that cannot be judged is held: no knock is lost for it.
    """
    written = {(campaign, note) for campaign, note in notes if note.strip()}
    if not written:
        return set()
    campaigns = Campaign.objects.in_bulk({campaign for campaign, _ in written})
    grounds = {pk: read_ballot(campaign=one, at=at) for pk, one in campaigns.items()}
    return {(pk, note) for pk, note in written if _is_held(note, grounds[pk])}


def _is_held(note: str, ground: GateGround) -> bool:
    try:
        return scan_note(note, ground.scanner, ground.settings).is_blocked
    except Exception as error:
        log.error("a note could not be judged: %s", type(error).__name__)
        return True
