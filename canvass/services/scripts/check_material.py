"""Asks the gate about texts that are no script."""

from collections.abc import Sequence
from datetime import datetime

from canvass.scripts.gate.check import check_texts
from canvass.scripts.gate.findings import Finding, Level, Report
from canvass.scripts.gate.passage import Passage
from canvass.scripts.gate.settings import Material
from canvass.services.scripts.read_ballot import read_ballot_among_all, read_ballot_of_all
from turf.models import Campaign


def check_material(
    *, campaign: Campaign, texts: Sequence[Passage], material: Material, at: datetime
) -> Report:
    """Return what the gate finds in ``texts`` of ``campaign``."""
    ground = read_ballot_among_all(campaign=campaign, at=at)
    return check_texts(texts, ground.scanner, ground.settings, material=material)


def check_notice(*, organization: int, text: str, at: datetime) -> Report:
    """Return what the gate finds in a message to somebody who may walk for any campaign."""
    ground = read_ballot_of_all(organization=organization, at=at)
    words = [Passage("text", "en", text)]
    return check_texts(words, ground.scanner, ground.settings, material=Material.NOTICE)


def blocked_in(report: Report) -> dict[str, list[str]]:
    """Give what nobody may approve, by place, each with its code and what to do."""
    return _by_place([one for one in report.findings if one.level is Level.BLOCK])


def found_in(report: Report) -> dict[str, list[str]]:
    """Give all that was found, by place, each with its code and what to do."""
    return _by_place(report.findings)


def _by_place(findings: Sequence[Finding]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in findings:
        found.setdefault(one.place, []).append(f"{one.code}: {one.message}")
    return found
