"""Results as VAN reads them: rows of its bulk upload, and bodies of its canvassResponses.

NGP VAN, "POST /people/{vanId}/canvassResponses": either a result code or responses, never both; a
result of Canvassed is implied where there are responses.
"""

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from typing import Any

from canvass.reports.export.canvass_rows import CanvassRow
from canvass.reports.export.mapping import NotMapped, Vocabulary
from turf.neutralise import neutralise


def van_csv(rows: Iterable[CanvassRow], questions: Sequence[str]) -> Iterator[str]:
    """Write lines of a bulk upload: person, date, result, and a column for each question."""
    yield _line(["VANID", "DateCanvassed", "Result", *(neutralise(key) for key in questions)])
    for row in rows:
        answers = [_text(row.responses.get(key)) for key in questions]
        yield _line(
            [neutralise(row.person_key), f"{row.day:%m/%d/%Y}", row.disposition.value, *answers]
        )


def canvass_response(row: CanvassRow, words: Vocabulary) -> dict[str, Any]:
    """Write one result as a body, beside the key of the person whom it is posted to.

    Responses that the mapping does not know are left out; where none is left the result code
    stands. Raises NotMapped when there is none for the disposition either.
    """
    responses = [
        {
            "type": "SurveyResponse",
            "surveyQuestionId": question.id,
            "surveyResponseId": question.answers[value],
        }
        for key, value in row.responses.items()
        if (question := words.questions.get(key))
        and isinstance(value, str)
        and value in question.answers
    ]
    context = {
        "contactTypeId": words.contact_type,
        "inputTypeId": words.input_type,
        "dateCanvassed": row.at.isoformat(),
    }
    return {
        "person": row.person_key,
        "body": {
            "canvassContext": {name: value for name, value in context.items() if value is not None},
            "resultCodeId": None if responses else words.result(row.disposition.value),
            "responses": responses or None,
        },
    }


def json_lines(
    rows: Iterable[CanvassRow], write: Any, words: Vocabulary, left_out: list[str]
) -> Iterator[str]:
    """Write one JSON object a line; what cannot be said there goes to ``left_out`` with why."""
    for row in rows:
        try:
            yield json.dumps(write(row, words), ensure_ascii=False) + "\n"
        except NotMapped as problem:
            left_out.append(str(problem))


def _line(cells: list[str]) -> str:
    out = StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue()


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return neutralise("; ".join(map(str, value)))
    return neutralise(str(value))
