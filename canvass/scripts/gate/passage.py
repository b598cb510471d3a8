"""Judges one passage: a text in one language that is read or shown as a whole."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from canvass.scripts.gate.cautions import cautions_in
from canvass.scripts.gate.disguise import disguised
from canvass.scripts.gate.exempt import Passed, pass_over
from canvass.scripts.gate.findings import Finding, Level, excerpt_of
from canvass.scripts.gate.listing import is_complete, named_in, unequal_listing
from canvass.scripts.gate.petition import officeholder_in
from canvass.scripts.gate.scanner import Scanner, Sentence
from canvass.scripts.gate.settings import GateSettings, Material, Profile
from canvass.scripts.gate.urging import urging_in


@dataclass(frozen=True, slots=True)
class Passage:
    """One text with its place in the document and its language."""

    place: str
    language: str
    text: str


def pass_over_approved(passage: Passage, scanner: Scanner, settings: GateSettings) -> Passed:
    """Take out what is approved.

    That is disclaimers that name nobody and, where everybody is listed, candidates' own answers.
    """
    nameless = [
        one for one in settings.disclaimers
        if not any(sentence.names_somebody for sentence in scanner.sentences(one))
    ]  # fmt: skip
    without = pass_over(passage.text, nameless)
    answers = [one.text for one in settings.own_answers if one.text and one.source]
    bare = pass_over(without.text, answers, leave="answered")
    if not bare.fingerprints:
        return without
    named = named_in(scanner.sentences(bare.text))
    if not any(is_complete(named, race) for race in scanner.ballot.races):
        return without
    return Passed(bare.text, (*without.fingerprints, *bare.fingerprints))


def judge_passage(
    passage: Passage, text: str, scanner: Scanner, settings: GateSettings, material: Material
) -> Iterator[Finding]:
    """Find what is wrong with a passage, whose ``text`` is what is left without approved parts."""
    yield from disguised(passage.text, passage.place)
    sentences = scanner.sentences(text)
    yield from unequal_listing(sentences, scanner, passage.place, seed=settings.order_seed)
    yield from urgings_in(sentences, passage.place, scanner)
    for sentence in sentences:
        days = settings.days_to_election
        yield from cautions_in(sentence, passage.place, scanner, days_to_election=days)
        if material is Material.PETITION and settings.profile is Profile.C3_STRICT:
            yield from officeholder_in(sentence, passage.place, scanner)


def urgings_in(sentences: Sequence[Sentence], place: str, scanner: Scanner) -> Iterator[Finding]:
    """Find every sentence of a text that urges for or against somebody."""
    named = named_in(sentences)
    is_listing = any(is_complete(named, race) for race in scanner.ballot.races)
    was_named = False
    for sentence in sentences:
        found = urging_in(sentence, scanner, was_named=was_named, is_listing=is_listing)
        if found is not None:
            message = f"take this out or name nobody: it {found.what}"
            yield Finding(Level.BLOCK, found.code, message, place, excerpt_of(sentence.text))
        was_named = sentence.names_somebody
