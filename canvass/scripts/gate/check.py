"""The gate: judges whatever a voter may hear or read."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from canvass.scripts.ballot import Ballot, Race
from canvass.scripts.content_hash import content_hash
from canvass.scripts.gate.approved import pass_over_approved
from canvass.scripts.gate.balance import unequal_branches
from canvass.scripts.gate.check_listing import findings_of_listing
from canvass.scripts.gate.disguise import unread_language
from canvass.scripts.gate.findings import Finding, Level, Report, excerpt_of
from canvass.scripts.gate.judge_passage import judge_passage, urgings_in_text
from canvass.scripts.gate.legible import legible
from canvass.scripts.gate.passage import Passage
from canvass.scripts.gate.preference import records_preference
from canvass.scripts.gate.rules import RULES_VERSION
from canvass.scripts.gate.scanner import Scanner
from canvass.scripts.gate.settings import GateSettings, Material, Profile
from canvass.scripts.listing import Listing
from canvass.scripts.read_script import examine_script
from canvass.scripts.structure import Script
from canvass.scripts.wholeness import texts_of


def check_script(
    content: Mapping[str, Any],
    scanner: Scanner,
    settings: GateSettings,
    *,
    material: Material = Material.SCRIPT,
) -> Report:
    """Judge a script as it would be published: its form, branches, questions and every text."""
    reading = examine_script(content)
    found = [Finding(Level.BLOCK, one.code, one.message, one.place) for one in reading.problems]
    exempted: list[str] = []
    if reading.script is not None:
        for passage in _passages(reading.script):
            passed = pass_over_approved(passage, scanner, settings)
            exempted += passed.fingerprints
            found += judge_passage(passage, passed.text, scanner, settings, material)
        found += _script_as_a_whole(reading.script, scanner, settings)
    return _report(found, content_hash(content), exempted, scanner.ballot, settings)


def check_texts(
    passages: Sequence[Passage], scanner: Scanner, settings: GateSettings, *, material: Material
) -> Report:
    """Judge texts that are no script: literature, a card, a briefing, a notice, a petition."""
    found: list[Finding] = []
    exempted: list[str] = []
    for passage in passages:
        passed = pass_over_approved(passage, scanner, settings)
        exempted += passed.fingerprints
        found += judge_passage(passage, passed.text, scanner, settings, material)
        found += unread_language(passage.language, passage.place)
    for language in dict.fromkeys(one.language for one in passages):
        found += _read_on([one for one in passages if one.language == language], scanner, settings)
    content = {"material": material, "texts": [asdict(one) for one in passages]}
    return _report(found, content_hash(content), exempted, scanner.ballot, settings)


def check_listing(listing: Listing, race: Race, scanner: Scanner, settings: GateSettings) -> Report:
    """Judge a race's candidates side by side, field by field."""
    found = list(findings_of_listing(listing, race, scanner, settings))
    content = {
        "languages": list(listing.languages),
        "entries": [
            {"candidate": one.candidate, "fields": {key: dict(value) for key, value in
             one.fields.items()}} for one in listing.entries
        ],
    }  # fmt: skip
    return _report(found, content_hash(content), (), scanner.ballot, settings)


def ballot_hash(ballot: Ballot, settings: GateSettings) -> str:
    """Fingerprint of all that a report was judged by, but for the day."""
    settled = {key: value for key, value in asdict(settings).items() if key != "days_to_election"}
    return content_hash({"ballot": asdict(ballot), "settings": settled})


def _passages(script: Script) -> Iterator[Passage]:
    """Give the name, each wording with its choices, and each card: what is read as a whole."""
    yield Passage("name", script.languages[0] if script.languages else "en", script.name)
    for language in script.languages:
        for index, question in enumerate(script.questions):
            labels = [choice.label.get(language, "") for choice in question.choices]
            text = "\n".join([question.wording.get(language, ""), "; ".join(labels)]).strip()
            yield Passage(f"questions[{index}].{language}", language, text)
        for index, card in enumerate(script.cards):
            yield Passage(f"cards[{index}].{language}", language, card.get(language, ""))


def _script_as_a_whole(
    script: Script, scanner: Scanner, settings: GateSettings
) -> Iterator[Finding]:
    yield from unequal_branches(script, scanner)
    for language in script.languages:
        yield from unread_language(language, "languages")
        texts = [
            Passage(place, language, words.get(language, "")) for place, words in texts_of(script)
        ]
        yield from _read_on(texts, scanner, settings)
        yield from _each_choice(script, language, scanner)
    if settings.profile is not Profile.C3_STRICT:
        return
    for index, question in enumerate(script.questions):
        if records_preference(question, scanner):
            message = "take this question out: its answers say whom or which party somebody favours"
            excerpt = excerpt_of(next(iter(question.wording.values()), ""))
            yield Finding(
                Level.BLOCK, "preference_recorded", message, f"questions[{index}]", excerpt
            )


def _read_on(
    passages: Collection[Passage], scanner: Scanner, settings: GateSettings
) -> Iterator[Finding]:
    """Find what urges only when one passage is read on into the next."""
    texts = [pass_over_approved(one, scanner, settings).text for one in passages]
    apart = {one.excerpt for text in texts for one in urgings_in_text(text, "", scanner)}
    for one in urgings_in_text("\n".join(texts), "read in one go", scanner):
        if one.excerpt not in apart:
            yield one


def _each_choice(script: Script, language: str, scanner: Scanner) -> Iterator[Finding]:
    """Find what urges only when a wording is read with one of its choices."""
    for index, question in enumerate(script.questions):
        wording = legible(question.wording.get(language, "")).rstrip(" .:?!…\n")
        last = wording[-80:]
        for number, choice in enumerate(question.choices):
            label = choice.label.get(language, "")
            place = f"questions[{index}].choices[{number}].{language}"
            if _may_name_somebody(label, scanner):
                yield from urgings_in_text(f"{last} {label}", place, scanner)


def _may_name_somebody(text: str, scanner: Scanner) -> bool:
    return any(
        one.names_somebody or any(marked.mentions for marked in one.readings[:1])
        for one in (scanner.around or scanner).sentences(text)
    )


def _report(
    found: Collection[Finding],
    content: str,
    exempted: Collection[str],
    ballot: Ballot,
    settings: GateSettings,
) -> Report:
    ordered = sorted(dict.fromkeys(found), key=lambda one: one.level is Level.WARN)
    return Report(
        findings=tuple(ordered),
        content_hash=content,
        ballot_hash=ballot_hash(ballot, settings),
        rules_version=RULES_VERSION,
        exempted=tuple(dict.fromkeys(exempted)),
    )
