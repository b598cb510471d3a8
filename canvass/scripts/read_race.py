"""Reads a race, who stands in it and what they answered out of a JSON-like document."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from canvass.scripts.ballot import BallotStatus, Candidate, Race
from canvass.scripts.document import Node
from canvass.scripts.gate.name_forms import split_name, words_of_name
from canvass.scripts.listing import Entry, Listing
from canvass.scripts.problem import Problem, Refused

RACE_FIELDS = frozenset(
    {"office", "office_by_language", "office_aliases", "order", "question", "answer_limit"}
    | {"candidates"}
)
PERSON_FIELDS = frozenset(
    {"name", "party", "aliases", "ballot_status", "ballot_order", "is_incumbent"}
)


@dataclass(frozen=True, slots=True)
class RaceReading:
    """A race, its listing, and what is wrong with them."""

    race: Race
    listing: Listing
    answer_limit: int | None
    problems: tuple[Problem, ...]


def read_race(document: object) -> RaceReading:
    """Read a race that can be listed. Raises Refused with all that is wrong."""
    reading = examine_race(document)
    if reading.problems:
        raise Refused(reading.problems)
    return reading


def examine_race(document: object) -> RaceReading:
    """Read as much as there is, with every fault at once.

    ``document`` has office, office_by_language, answer_limit and candidates, each with name,
    ballot_status, ballot_order and any other fields by language ("occupation", "answer").
    """
    root = Node(document)
    root.fields(RACE_FIELDS)
    office = root.at("office_by_language").words() if root.has("office_by_language") else {}
    people = root.at("candidates").items()
    race = Race(
        office=office or {"en": root.at("office").text(longest=200)},
        candidates=tuple(_candidate(node) for node in people),
        office_aliases=tuple(node.text() for node in root.at("office_aliases").items()),
    )
    listing = Listing(tuple(office), tuple(_entry(node) for node in people))
    limit = None
    if root.at("answer_limit").value is not None:
        limit = root.at("answer_limit").whole_number("how many characters an answer may have")
    found = (*root.problems, *problems_of_race(race))
    return RaceReading(race, listing, limit, found)


def problems_of_race(race: Race) -> tuple[Problem, ...]:
    """Find two candidates of one name or one place on the ballot."""
    found: list[Problem] = []
    names = Counter(words_of_name(one.name) for one in race.candidates if one.name)
    orders = Counter(one.ballot_order for one in race.candidates)
    for index, one in enumerate(race.candidates):
        place = f"candidates[{index}]"
        if one.name and names[words_of_name(one.name)] > 1:
            message = f"tell two candidates called {one.name} apart: add a middle name or initial"
            found.append(Problem(f"{place}.name", "candidate_repeated", message))
        if orders[one.ballot_order] > 1:
            message = f"give each candidate an own place: {one.ballot_order} is taken twice"
            found.append(Problem(f"{place}.ballot_order", "ballot_order_repeated", message))
    return tuple(found)


def shared_surnames(race: Race) -> dict[str, tuple[str, ...]]:
    """Give the names behind each surname several candidates share; texts need whole names there."""
    by_surname: dict[str, list[str]] = {}
    for one in race.candidates:
        by_surname.setdefault(" ".join(split_name(one.name).surname), []).append(one.name)
    return {surname: tuple(names) for surname, names in by_surname.items() if len(names) > 1}


def _candidate(node: Node) -> Candidate:
    status = node.at("ballot_status")
    party = node.at("party")
    return Candidate(
        name=node.at("name").text(longest=200),
        party=party.text(longest=100) if party.value else "",
        aliases=tuple(alias.text(longest=200) for alias in node.at("aliases").items()),
        status=(status.word(BallotStatus) if status.value is not None else None)
        or BallotStatus.ON_BALLOT,
        ballot_order=node.at("ballot_order").whole_number("the place on the ballot") or 0,
        is_incumbent=node.at("is_incumbent").flag(default=False),
    )


def _entry(node: Node) -> Entry:
    shown = node.value if isinstance(node.value, Mapping) else {}
    name = shown.get("name")
    return Entry(
        candidate=name if isinstance(name, str) else "",
        fields={str(one): node.at(str(one)).words() for one in shown if one not in PERSON_FIELDS},
    )
