"""Judges one passage by every rule that looks at a text alone."""

from collections.abc import Iterator, Sequence

from canvass.scripts.gate.cautions import cautions_in
from canvass.scripts.gate.disguise import disguised
from canvass.scripts.gate.findings import Finding, Level, excerpt_of
from canvass.scripts.gate.listing import lists_everybody, unequal_listing
from canvass.scripts.gate.mailbox import mailbox_in
from canvass.scripts.gate.passage import Passage
from canvass.scripts.gate.petition import officeholder_in
from canvass.scripts.gate.scanner import Scanner, Sentence
from canvass.scripts.gate.settings import GateSettings, Material, Profile
from canvass.scripts.gate.urging import urging_in


def judge_passage(
    passage: Passage, text: str, scanner: Scanner, settings: GateSettings, material: Material
) -> Iterator[Finding]:
    """Find what is wrong with a passage, whose ``text`` is what is left without approved parts."""
    yield from disguised(passage.text, passage.place)
    sentences = scanner.sentences(text)
    yield from unequal_listing(passage, text, scanner, settings.own_answers)
    yield from urgings_in_text(text, passage.place, scanner)
    for sentence in sentences:
        days = settings.days_to_election
        yield from cautions_in(sentence, passage.place, scanner, days_to_election=days)
        yield from mailbox_in(sentence, passage.place)
        if material is Material.PETITION and settings.profile is Profile.C3_STRICT:
            yield from officeholder_in(sentence, passage.place, scanner)


def urgings_in_text(text: str, place: str, scanner: Scanner) -> Iterator[Finding]:
    """Find what urges by the scanner's own ballot, and by the others that may be heard of there."""
    sentences = scanner.sentences(text)
    yield from urgings_in(sentences, place, scanner)
    if scanner.around is not None:
        is_listing = lists_everybody(sentences, scanner)
        read_anew = scanner.around.sentences(text)
        yield from urgings_in(read_anew, place, scanner.around, is_listing=is_listing)


def urgings_in(
    sentences: Sequence[Sentence], place: str, scanner: Scanner, *, is_listing: bool = False
) -> Iterator[Finding]:
    """Find every sentence of a text that urges for or against somebody."""
    is_listing = is_listing or lists_everybody(sentences, scanner)
    was_named = False
    for sentence in sentences:
        found = urging_in(sentence, scanner, was_named=was_named, is_listing=is_listing)
        if found is not None:
            message = f"take this out or name nobody: it {found.what}"
            yield Finding(Level.BLOCK, found.code, message, place, excerpt_of(sentence.text))
        was_named = sentence.names_somebody
