"""Judges a note typed at a door: whether it must be held out of reports."""

from canvass.scripts.content_hash import content_hash
from canvass.scripts.gate.check import ballot_hash
from canvass.scripts.gate.findings import Finding, Level, Report, excerpt_of
from canvass.scripts.gate.judge_passage import urgings_in
from canvass.scripts.gate.pattern import compiled
from canvass.scripts.gate.rules import RULES_VERSION
from canvass.scripts.gate.scanner import Scanner
from canvass.scripts.gate.settings import GateSettings

_LIKES = compiled(
    r"(?:likes?|loves?|hates?|dislikes?|voted|voting|votes|supports?|leans?|leaning|wants?|prefers?"
    r"|against|for|fan of|undecided between|gusta|odia|quiere|prefiere|vota|apoya) {gap2}{who}",
)


def scan_note(text: str, scanner: Scanner, settings: GateSettings) -> Report:
    """Find what a note tells of anybody's leanings; a note that is blocked is kept, but held."""
    sentences = scanner.sentences(text)
    found: list[Finding] = list(urgings_in(sentences, "note", scanner))
    for sentence in sentences:
        if any(one.has_target or _LIKES.search(one.text) for one in sentence.readings):
            message = (
                "hold this note: it names a candidate or party; write down facts of the door alone"
            )
            excerpt = excerpt_of(sentence.text)
            found.append(Finding(Level.BLOCK, "note_names_somebody", message, "note", excerpt))
    return Report(
        findings=tuple(dict.fromkeys(found)),
        content_hash=content_hash({"note": text}),
        ballot_hash=ballot_hash(scanner.ballot, settings),
        rules_version=RULES_VERSION,
    )
