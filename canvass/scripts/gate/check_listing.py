"""Judges a listing field by field: everybody once, alike, in a neutral order, in own words."""

from collections import Counter
from collections.abc import Iterator

from canvass.scripts.ballot import BallotStatus, Race
from canvass.scripts.gate.exempt import OwnAnswer, fingerprint
from canvass.scripts.gate.findings import Finding, Level, excerpt_of
from canvass.scripts.gate.legible import legible
from canvass.scripts.gate.order import neutral_orders
from canvass.scripts.gate.scanner import Scanner
from canvass.scripts.gate.sentences import split_sentences
from canvass.scripts.gate.settings import GateSettings
from canvass.scripts.gate.urging import urging_in
from canvass.scripts.listing import ANSWER, DID_NOT_RESPOND, Entry, Listing
from canvass.scripts.source import is_source


def findings_of_listing(
    listing: Listing, race: Race, scanner: Scanner, settings: GateSettings
) -> Iterator[Finding]:
    """Find what favours or slights anybody in a listing of a race."""
    yield from _people(listing, race)
    shown = {field for entry in listing.entries for field in entry.fields}
    complete = Counter(one.candidate for one in listing.entries) == Counter(
        one.name for one in race.on_ballot
    )
    for index, entry in enumerate(listing.entries):
        place = f"candidates[{index}]"
        for field in sorted(shown - entry.fields.keys()):
            message = f"give every candidate the same fields: {field} is missing"
            yield _block("fields_unequal", message, place, entry.candidate)
        for field, words in entry.fields.items():
            for language in listing.languages:
                at = f"{place}.{field}.{language}"
                text = words.get(language, "")
                yield from _length(text, at, race.length_limit)
                if field == ANSWER:
                    yield from _answer(entry, language, at, settings)
                if field != ANSWER or not (complete and _is_own(entry, language, settings)):
                    yield from _urging(entry.candidate, text, at, scanner)


def _people(listing: Listing, race: Race) -> Iterator[Finding]:
    names = [entry.candidate for entry in listing.entries]
    on_ballot = [one.name for one in race.on_ballot]
    off = {one.name for one in race.candidates if one.status is not BallotStatus.ON_BALLOT}
    for name in on_ballot:
        if names.count(name) != 1:
            message = f"list everybody on the ballot once: {name} stands {names.count(name)} times"
            yield _block("listing_incomplete", message, "candidates", name)
    for name in names:
        if name not in on_ballot:
            why = "no longer on the ballot" if name in off else "not a candidate of this race"
            yield _block("not_on_ballot", f"take {name} out: {why}", "candidates", name)
    orders = neutral_orders(race)
    if Counter(names) == Counter(on_ballot) and tuple(names) not in orders.values():
        message = f"list the candidates in a neutral order: {', '.join(orders)}"
        yield _block("order_not_neutral", message, "candidates", ", ".join(names))


def _length(text: str, place: str, limit: int | None) -> Iterator[Finding]:
    if limit is not None and len(text) > limit:
        message = f"keep to the limit everybody has: {len(text)} of {limit} characters"
        yield _block("too_long", message, place, text)


def _answer(entry: Entry, language: str, place: str, settings: GateSettings) -> Iterator[Finding]:
    text = entry.fields[ANSWER].get(language, "").strip()
    silence = DID_NOT_RESPOND.get(language, DID_NOT_RESPOND["en"])
    own = _own(entry, language, settings.own_answers)
    if not text:
        message = f"write {silence!r} where a candidate gave no answer"
        yield _block("answer_missing", message, place, entry.candidate)
    elif text == silence and own is not None and own.text:
        message = f"show the answer that {entry.candidate} gave, word for word"
        yield _block("answer_withheld", message, place, text)
    elif text != silence and settings.own_answers and not _is_own(entry, language, settings):
        message = "show the answer word for word as it is recorded with its source"
        yield _block("answer_not_verbatim", message, place, text)


def _own(entry: Entry, language: str, answers: tuple[OwnAnswer, ...]) -> OwnAnswer | None:
    for one in answers:
        if (one.candidate, one.language) == (entry.candidate, language):
            return one
    return None


def _is_own(entry: Entry, language: str, settings: GateSettings) -> bool:
    own = _own(entry, language, settings.own_answers)
    text = entry.fields[ANSWER].get(language, "")
    return own is not None and is_source(own.source) and fingerprint(own.text) == fingerprint(text)


def _urging(name: str, text: str, place: str, scanner: Scanner) -> Iterator[Finding]:
    for sentence in split_sentences(legible(text)):
        beside = scanner.read(f"{legible(name)}, {sentence}")
        found = urging_in(beside, scanner, is_listing=True)
        if found is not None:
            message = f"reword this: beside a candidate it {found.what}"
            yield _block(found.code, message, place, sentence)


def _block(code: str, message: str, place: str, excerpt: str) -> Finding:
    return Finding(Level.BLOCK, code, message, place, excerpt_of(excerpt))
