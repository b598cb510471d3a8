"""Asks the gate about a stored text."""

from datetime import datetime

from canvass.models import GatedText, ScriptVersion
from canvass.scripts.gate.check import check_script, check_texts
from canvass.scripts.gate.findings import Report
from canvass.scripts.gate.settings import Material
from canvass.scripts.piece import Piece
from canvass.services.scripts.read_ballot import GateGround, read_ballot_among_all
from canvass.services.scripts.read_version import read_version
from canvass.services.scripts.script_problems import ContentChanged


def check_text(*, text: GatedText, at: datetime) -> Report:
    """Return what the gate finds in exactly what is stored, by the ballot as it is now.

    Raises ContentChanged where the text's fingerprint is of something else.
    """
    ground = read_ballot_among_all(campaign=text.campaign, at=at)
    if isinstance(text, ScriptVersion):
        report = check_script(read_version(version=text), ground.scanner, ground.settings)
    else:
        report = check_piece(Piece(Material(text.kind), text.title, text.texts), ground)
    if report.content_hash != text.content_hash:
        raise ContentChanged("This text is not what it was written as: write it anew")
    return report


def check_piece(piece: Piece, ground: GateGround) -> Report:
    """Return what the gate finds in a piece of written material."""
    return check_texts(piece.passages, ground.scanner, ground.settings, material=piece.kind)
