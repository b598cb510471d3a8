"""Whether a script leaves every candidate and officeholder unnamed."""

from datetime import datetime

from canvass.models import ScriptVersion
from canvass.scripts.gate.marked import names_somebody
from canvass.scripts.read_script import read_script
from canvass.scripts.wholeness import texts_of
from canvass.services.scripts.read_ballot import read_ballot
from canvass.services.scripts.read_version import read_version


def names_nobody(*, version: ScriptVersion, at: datetime) -> bool:
    """Tell whether no text of ``version`` names a candidate or officeholder of its ballot."""
    scanner = read_ballot(campaign=version.script.campaign, at=at).scanner
    script = read_script(read_version(version=version))
    texts = [script.name, *(text for _, words in texts_of(script) for text in words.values())]
    return not any(
        names_somebody(marked)
        for text in texts
        for sentence in scanner.sentences(text)
        for marked in sentence.readings
    )
