"""What happens when a simulated canvasser knocks: drawn from a seed, shaped like real evenings."""

from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

NOBODY = (("not_home", 0.52), ("no_access", 0.05), ("vacant", 0.02), ("unsafe", 0.005))
SOMEBODY = (
    ("spoke", 0.24),
    ("refused", 0.07),
    ("other_person", 0.05),
    ("come_back", 0.03),
    ("moved", 0.01),
    ("language", 0.005),
)
BREAKS_OFF = 0.12


def knock_at(stop: Mapping[str, Any], script: Mapping[str, Any], rng: Random) -> dict[str, Any]:
    """Return ``answered`` and ``results`` of one knock at ``stop``, as the phone would send them.

    ``stop`` has ``targets`` with their ``id`` (may be empty); ``script`` has ``first`` and
    ``questions``. What is said to one target is said to the household where there is none.
    """
    drawn = _draw(NOBODY + SOMEBODY, rng)
    answered = drawn in dict(SOMEBODY)
    targets = [person["id"] for person in stop["targets"]]
    person = rng.choice(targets) if targets and answered else None
    responses: list[dict[str, Any]] = []
    disposition = drawn
    if drawn == "spoke":
        responses, is_whole = _conversation(script, rng)
        disposition = "complete" if is_whole else "partial" if responses else "break_off"
    result = {"person": person, "disposition": disposition, "responses": responses}
    return {"answered": answered, "results": [result]}


def _draw(weighted: Sequence[tuple[str, float]], rng: Random) -> str:
    words, weights = zip(*weighted, strict=True)
    return str(rng.choices(words, weights)[0])


def _conversation(script: Mapping[str, Any], rng: Random) -> tuple[list[dict[str, Any]], bool]:
    """Walk the script's branches; returns the responses and whether its end was reached."""
    questions = {question["key"]: question for question in script["questions"]}
    language = rng.choice(script["languages"])
    responses: list[dict[str, Any]] = []
    key = script["first"]
    while key:
        if rng.random() < BREAKS_OFF / len(questions):
            return responses, False
        question = questions[key]
        value = _answer(question, rng)
        if value is not None:
            responses.append({"question": key, "value": value, "language": language})
        key = _after(question, value)
    return responses, True


def _after(question: Mapping[str, Any], value: Any) -> str:
    """Give the key that follows, empty at an end: of several answers the first choice decides."""
    chosen = set(value) if isinstance(value, list) else {value}
    for choice in question["choices"]:
        if choice["value"] in chosen and choice["value"] in question["next_by_answer"]:
            return question["next_by_answer"][choice["value"]] or ""
    return str(question["next_key"])


def _answer(question: Mapping[str, Any], rng: Random) -> Any:
    if question["kind"] == "statement":
        return None
    if question["kind"] == "text":
        return rng.choice(["bus stop", "polling place hours", "what the office does"])
    values = [choice["value"] for choice in question["choices"]]
    if question["kind"] == "multiple":
        return rng.sample(values, rng.randint(1, min(2, len(values))))
    return rng.choice(values)
