"""A knock as it travels: read from JSON that anybody may have written, and written back."""

from collections.abc import Iterable

from canvass.rates.dispositions import MEANING, Disposition
from canvass.sync.facts import MOST_FACTS, is_code
from canvass.sync.json_fields import LARGEST_INTEGER, Fields, is_number
from canvass.sync.knock_in import KNOWN_FIELDS, Answer, KnockIn, ResponseIn, ResultIn

MOST_RESULTS = 40
MOST_RESPONSES = 100
MOST_CHOICES = 100
LONGEST_NOTE = 2000
LONGEST_ANSWER = 2000
LONGEST_WORDING = 4000
LONGEST_KEY = 50
LONGEST_LANGUAGE = 10


def parse_knock(document: object) -> KnockIn:
    """Read one knock from any JSON value.

    Raises WireProblem, and nothing else, naming the field and what to send instead.
    """
    fields = Fields.of(document)
    answered = fields.flag("answered")
    knock = KnockIn(
        id=fields.uuid7("id"),
        device_seq=fields.row("device_seq"),
        walk_list=fields.uuid("walk_list"),
        door=fields.row("door"),
        answered=answered,
        results=_results(fields, answered),
        knocked_at=fields.time("knocked_at"),
        script_version=fields.maybe(fields.row, "script_version"),
        note=fields.text("note", longest=LONGEST_NOTE),
        left_literature=fields.maybe(fields.flag, "left_literature") or False,
        come_back_at=fields.maybe(fields.time, "come_back_at"),
        language_needed=fields.text("language_needed", longest=LONGEST_LANGUAGE),
        batch=fields.maybe(fields.uuid, "batch"),
        monotonic_ms=fields.maybe(fields.integer, "monotonic_ms"),
        supersedes=fields.maybe(fields.uuid7, "supersedes"),
        off_m=fields.maybe(fields.distance_m, "off_m"),
        accuracy_m=fields.maybe(fields.distance_m, "accuracy_m"),
        do_not_knock=fields.maybe(fields.flag, "do_not_knock") or False,
        closes_building=fields.maybe(fields.flag, "closes_building"),
        hazards=_codes(fields, "hazards"),
        access=_codes(fields, "access"),
        unknown=fields.unknown(KNOWN_FIELDS),
    )
    _check_correction(knock, fields)
    return knock


def wire_knock(knock: KnockIn) -> dict[str, object]:
    """Write a knock as the JSON object that `parse_knock` reads, unknown fields included."""
    return knock.unknown | wire_known(knock)


def wire_known(knock: KnockIn) -> dict[str, object]:
    """Write the fields of a knock that mean something here."""
    return {
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
        "do_not_knock": knock.do_not_knock,
        "closes_building": knock.closes_building,
        "hazards": list(knock.hazards),
        "access": list(knock.access),
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
    items = fields.items("responses", most=MOST_RESPONSES) if fields.has("responses") else ()
    responses = tuple(_response(Fields.of(item, path)) for path, item in items)
    if _has_twins(response.question for response in responses):
        raise fields.problem("response_twice", "responses", "send one response for each question")
    if responses and (not answered or disposition is Disposition.OTHER_PERSON):
        advice = f"take out the responses: {disposition} stores none"
        raise fields.problem("responses_not_kept", "responses", advice)
    person = fields.maybe(fields.row, "person")
    return ResultIn(person=person, disposition=disposition, responses=responses)


def _disposition(fields: Fields, answered: bool) -> Disposition:
    name = fields.key("disposition", longest=LONGEST_KEY)
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
        question=fields.key("question", longest=LONGEST_KEY),
        value=_answer(fields),
        wording=fields.text("wording", longest=LONGEST_WORDING),
        language=fields.text("language", longest=LONGEST_LANGUAGE),
    )


def _answer(fields: Fields) -> Answer:
    value = fields.values.get("value")
    if isinstance(value, bool):
        return value
    if isinstance(value, str):
        return fields.storable("value", value, longest=LONGEST_ANSWER)
    if is_number(value) and abs(value) <= LARGEST_INTEGER:
        return int(value) if value == int(value) else value
    if isinstance(value, list | tuple):
        return tuple(
            _choice(fields, choice) for _, choice in fields.items("value", most=MOST_CHOICES)
        )
    raise fields.problem("bad_value", "value", "send text, a number, true, false or several texts")


def _choice(fields: Fields, choice: object) -> str:
    if not isinstance(choice, str):
        raise fields.problem("bad_value", "value", "send the options as texts")
    return fields.storable("value", choice, longest=LONGEST_ANSWER)


def _codes(fields: Fields, name: str) -> tuple[str, ...]:
    """Read codes of what is so at a door, each once; those that a newer app knows are kept."""
    if not fields.has(name):
        return ()
    codes = [code for _, code in fields.items(name, most=MOST_FACTS)]
    if not all(isinstance(code, str) and is_code(code) for code in codes):
        raise fields.problem("bad_code", name, "send codes such as dog: small letters and _")
    return tuple(sorted({str(code) for code in codes}))


def _check_correction(knock: KnockIn, fields: Fields) -> None:
    """Refuse a knock that takes itself back, or an undo that is not one."""
    if knock.supersedes == knock.id:
        raise fields.problem("supersedes_itself", "supersedes", "name the knock it corrects")
    if any(result.disposition is Disposition.WITHDRAWN for result in knock.results):
        if len(knock.results) > 1:
            raise fields.problem("withdrawn_not_alone", "results", "send withdrawn by itself")
        if knock.supersedes is None:
            raise fields.problem("missing_field", "supersedes", "name the knock taken back")


def _has_twins(keys: Iterable[object]) -> bool:
    listed = list(keys)
    return len(set(listed)) < len(listed)
