"""Lays a race's candidates side by side with what they answered to one question."""

from dataclasses import dataclass, replace
from datetime import datetime

from canvass.scripts.gate.check import check_listing
from canvass.scripts.gate.exempt import OwnAnswer
from canvass.scripts.gate.findings import Report
from canvass.scripts.gate.order import drawn_order
from canvass.scripts.listing import ANSWER, DID_NOT_RESPOND, Entry, Listing
from canvass.services.scripts.read_ballot import race_of, read_ballot
from turf.models import RaceQuestion


@dataclass(frozen=True, slots=True)
class Answers:
    """The listing as it may be printed, where it came from, and what the gate finds in it."""

    listing: Listing
    sources: tuple[OwnAnswer, ...]
    report: Report


def list_answers(*, question: RaceQuestion, at: datetime) -> Answers:
    """Return the answers of all on the ballot, alike and in the race's neutral order.

    Who was asked and gave none "did not respond"; whose answer nobody wrote down is left empty, and
    found missing.
    """
    race = question.race
    ground = read_ballot(campaign=race.campaign, at=at)
    known = race_of(race)
    own = tuple(
        OwnAnswer(one.candidate.name, one.language, one.text, one.source)
        for one in question.answers.select_related("candidate").order_by("pk")
    )
    ordered = known.on_ballot
    if race.order_seed is not None:
        ordered = drawn_order(ordered, race.order_seed)
    languages = tuple(question.wording)
    listing = Listing(
        languages,
        tuple(Entry(one.name, {ANSWER: _told(one.name, languages, own)}) for one in ordered),
    )
    settings = replace(ground.settings, own_answers=own)
    return Answers(listing, own, check_listing(listing, known, ground.scanner, settings))


def _told(name: str, languages: tuple[str, ...], own: tuple[OwnAnswer, ...]) -> dict[str, str]:
    given = {one.language: one.text for one in own if one.candidate == name}
    silence = {one: DID_NOT_RESPOND.get(one, DID_NOT_RESPOND["en"]) for one in languages}
    return {one: given[one] or silence[one] if one in given else "" for one in languages}
