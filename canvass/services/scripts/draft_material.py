"""Stores one exact text of a piece of material, unless the gate blocks it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from canvass.models import Material
from canvass.scripts.piece import Piece, read_piece
from canvass.scripts.problem import Refused
from canvass.services.scripts.check_material import blocked_in
from canvass.services.scripts.check_text import check_piece
from canvass.services.scripts.read_ballot import read_ballot_among_all
from canvass.services.scripts.script_problems import DocumentRefused, GateBlocked
from turf.models import Campaign, User
from turf.transactions import writing


@writing()
def draft_material(
    *, campaign: Campaign, content: Mapping[str, Any], author: User, at: datetime
) -> Material:
    """Return the material that holds ``content``, a draft if that text is new.

    ``content`` is what `read_piece` reads. It is published by whoever opens its gate; see
    `decide_gate`. Raises DocumentRefused with all that is wrong with its form, and GateBlocked with
    all that nobody may approve.
    """
    piece = _read(content)
    report = check_piece(piece, read_ballot_among_all(campaign=campaign, at=at))
    if report.is_blocked:
        raise GateBlocked(blocked_in(report))
    material, _ = Material.objects.get_or_create(
        organization_id=campaign.organization_id,
        campaign=campaign,
        content_hash=report.content_hash,
        defaults={
            "kind": piece.kind.value,
            "title": piece.title,
            "texts": dict(piece.texts),
            "author": author,
        },
    )
    found: Material = material
    return found


def _read(content: Mapping[str, Any]) -> Piece:
    try:
        return read_piece(content)
    except Refused as refused:
        problems = refused.problems
    raise DocumentRefused(problems)
