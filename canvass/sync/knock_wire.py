"""A knock as it travels: read from JSON that anybody may have written, and written back."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from math import isfinite
from uuid import UUID

from canvass.rates.dispositions import MEANING, Disposition
from canvass.sync.json_fields import LARGEST_INTEGER, Fields, WireProblem

MOST_RESULTS = 40
MOST_RESPONSES = 100
MOST_CHOICES = 100
LONGEST_NOTE = 2000
LONGEST_ANSWER = 2000
LONGEST_WORDING = 4000
LONGEST_KEY = 100
LONGEST_LANGUAGE = 10

Answer = str | int | float | bool | tuple[str, ...]
"""One option, a number on a scale, yes or no, free text, or several options."""


@dataclass(frozen=True, slots=True)
class ResponseIn:
    """One answer to one question, in the words and language it was read in."""

    question: str
    value: Answer
    wording: str
    language: str


@dataclass(frozen=True, slots=True)
class ResultIn:
    """What came of one person, or of the household where ``person`` is None."""

    person: int | None
    disposition: Disposition
    responses: tuple[ResponseIn, ...]


@dataclass(frozen=True, slots=True)
class KnockIn:
    """One visit to one door as a device tells it; every field has one meaning and is checked.

    ``unknown`` are fields a newer app may send, as they came: they belong to the raw event, not to
    its meaning, and are left out of comparison.
    """

    id: UUID
    device_seq: int
    walk_list: UUID
    door: int
    answered: bool
    results: tuple[ResultIn, ...]
    knocked_at: datetime
    script_version: int | None = None
    note: str = ""
    left_literature: bool = False
    come_back_at: datetime | None = None
    language_needed: str = ""
    batch: UUID | None = None
    monotonic_ms: int | None = None
    supersedes: UUID | None = None
    off_m: float | None = None
    accuracy_m: float | None = None
    unknown: dict[str, object] = field(default_factory=dict, compare=False)

    @property
    def is_withdrawal(self) -> bool:
        """Tell whether this knock undoes the one it supersedes."""
        return self.results[0].disposition is Disposition.WITHDRAWN


KNOWN_FIELDS = frozenset(KnockIn.__dataclass_fields__) - {"unknown"}


def parse_knock(document: object) -> KnockIn:
    """Read one knock from any JSON value.

    Raises WireProblem, and nothing else, naming the field and what to send instead.
    """
    fields = Fields.of(document)
    answered = fields.flag("answered")
    knock = KnockIn(
        id=fields.uuid7("id"),
        device_seq=fields.integer("device_seq"),
        walk_list=fields.uuid("walk_list"),
        door=fields.integer("door", least=1),
        answered=answered,
        results=_results(fields, answered),
        knocked_at=fields.time("knocked_at"),
        script_version=(
            fields.integer("script_version", least=1) if fields.has("script_version") else None
        ),
        note=fields.text("note", longest=LONGEST_NOTE) if fields.has("note") else "",
        left_literature=fields.has("left_literature") and fields.flag("left_literature"),
        come_back_at=fields.time("come_back_at") if fields.has("come_back_at") else None,
        language_needed=_language(fields, "language_needed"),
        batch=fields.uuid("batch") if fields.has("batch") else None,
        monotonic_ms=fields.integer("monotonic_ms") if fields.has("monotonic_ms") else None,
        supersedes=fields.uuid7("supersedes") if fields.has("supersedes") else None,
        off_m=fields.distance_m("off_m") if fields.has("off_m") else None,
        accuracy_m=fields.distance_m("accuracy_m") if fields.has("accuracy_m") else None,
        unknown=fields.unknown(KNOWN_FIELDS),
    )
    _check_correction(knock, fields)
    return knock


def wire_knock(knock: KnockIn) -> dict[str, object]:
    """Write a knock as the JSON object that `parse_knock` reads, unknown fields included."""
    return knock.unknown | {
        "id": str(knock.id),
        "device_seq": knock.device_seq,
        "walk_list": str(knock.walk_list),
        "door": knock.door,
        "answered": knock.answered,
        "results": [_wire_result(result) for result in knock.results],
        "knocked_at": knock.knocked_at.isoformat(),
        "script_version": knock.script_version,
        "note": knock.note,
        "left_literature": knock.left_literature,
        "come_back_at": knock.come_back_at.isoformat() if knock.come_back_at else None,
        "language_needed": knock.language_needed,
        "batch": str(knock.batch) if knock.batch else None,
        "monotonic_ms": knock.monotonic_ms,
        "supersedes": str(knock.supersedes) if knock.supersedes else None,
        "off_m": knock.off_m,
        "accuracy_m": knock.accuracy_m,
    }


def _wire_result(result: ResultIn) -> dict[str, object]:
    responses = [
        {
            "question": response.question,
            "value": (
                list(response.value) if isinstance(response.value, tuple) else response.value
            ),
            "wording": response.wording,
            "language": response.language,
        }
        for response in result.responses
    ]
    return {
        "person": result.person,
        "disposition": result.disposition.value,
        "responses": responses,
    }


def _results(fields: Fields, answered: bool) -> tuple[ResultIn, ...]:
    items = fields.items("results", most=MOST_RESULTS)
    if not items:
        raise fields.problem("no_results", "results", "send one result at least")
    results = tuple(_result(Fields.of(item, path), answered) for path, item in items)
    if _has_twins(result.person for result in results):
        raise fields.problem("result_twice", "results", "send one result for each person")
    return results


def _result(fields: Fields, answered: bool) -> ResultIn:
    disposition = _disposition(fields, answered)
    items = fields.items("responses", most=MOST_RESPONSES) if fields.has("responses") else []
    responses = tuple(_response(Fields.of(item, path)) for path, item in items)
    if _has_twins(response.question for response in responses):
        raise fields.problem("response_twice", "responses", "send one response for each question")
    if responses and (not answered or disposition is Disposition.OTHER_PERSON):
        advice = f"take out the responses: {disposition} stores none"
        raise fields.problem("responses_not_kept", "responses", advice)
    person = fields.integer("person", least=1) if fields.has("person") else None
    return ResultIn(person=person, disposition=disposition, responses=responses)


def _disposition(fields: Fields, answered: bool) -> Disposition:
    name = fields.text("disposition", longest=LONGEST_KEY)
    if name not in set(Disposition):
        advice = f"send one of {', '.join(Disposition)}"
        raise fields.problem("unknown_disposition", "disposition", advice)
    disposition = Disposition(name)
    if answered not in MEANING[disposition].answered:
        advice = f"{disposition} needs answered to be {str(not answered).lower()}"
        raise fields.problem("answered_mismatch", "disposition", advice)
    return disposition


def _response(fields: Fields) -> ResponseIn:
    return ResponseIn(
        question=fields.text("question", longest=LONGEST_KEY, shortest=1),
        value=_answer(fields),
        wording=fields.text("wording", longest=LONGEST_WORDING) if fields.has("wording") else "",
        language=_language(fields, "language"),
    )


def _language(fields: Fields, name: str) -> str:
    return fields.text(name, longest=LONGEST_LANGUAGE) if fields.has(name) else ""


def _answer(fields: Fields) -> Answer:
    value = fields.values.get("value")
    if isinstance(value, str):
        return fields.check_text("value", value, longest=LONGEST_ANSWER)
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float) and isfinite(value) and abs(value) <= LARGEST_INTEGER:
        return int(value) if value == int(value) else value
    if isinstance(value, list | tuple):
        choices = fields.items("value", most=MOST_CHOICES)
        if all(isinstance(choice, str) for _, choice in choices):
            return tuple(
                fields.check_text("value", str(choice), longest=LONGEST_KEY)
                for _, choice in choices
            )
    raise fields.problem("bad_value", "value", "send text, a number, true, false or a list of texts")


def _check_correction(knock: KnockIn, fields: Fields) -> None:
    """Refuse a knock that takes itself back, or an undo that is not one."""
    if knock.supersedes == knock.id:
        raise fields.problem("supersedes_itself", "supersedes", "name the knock it corrects")
    if any(result.disposition is Disposition.WITHDRAWN for result in knock.results):
        if len(knock.results) > 1:
            raise fields.problem("withdrawn_not_alone", "results", "send withdrawn by itself")
        if knock.supersedes is None:
            raise fields.problem("missing_field", "supersedes", "name the knock taken back")


def _has_twins(keys: Collection[object]) -> bool: ...
