"""Asks the gate about a stored script version."""

from datetime import datetime

from canvass.models import ScriptVersion
from canvass.scripts.gate.check import check_script
from canvass.scripts.gate.findings import Report
from canvass.services.scripts.read_ballot import read_ballot
from canvass.services.scripts.read_version import read_version
from canvass.services.scripts.script_problems import ContentChanged


def check_version(*, version: ScriptVersion, at: datetime) -> Report:
    """Return what the gate finds in exactly what is stored, by the ballot as it is now.

    Raises ContentChanged where the version's fingerprint is of something else.
    """
    ground = read_ballot(campaign=version.script.campaign, at=at)
    report = check_script(read_version(version=version), ground.scanner, ground.settings)
    if report.content_hash != version.content_hash:
        raise ContentChanged("This version is not what it was written as: write its text anew")
    return report
