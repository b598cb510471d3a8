"""Results in the words of OSDI's record_canvass helper (Open Supporter Data Interface)."""

from typing import Any

from canvass.rates.dispositions import CONVERSATIONS
from canvass.reports.export.canvass_rows import CanvassRow
from canvass.reports.export.mapping import Vocabulary

ORIGIN = "Stoop"


def record_canvass(row: CanvassRow, words: Vocabulary) -> dict[str, Any]:
    """Write one result as a body, beside the key of the person whom it is posted to.

    A conversation has an empty status code, as the specification wants of a success; any other
    disposition is called what the mapping says, or else by our own word with hyphens: the
    vocabulary of status codes is open.
    """
    is_success = row.disposition in CONVERSATIONS
    own = row.disposition.value.replace("_", "-")
    answers = []
    for key, value in row.responses.items():
        question = words.questions.get(key)
        if question is None:
            continue
        chosen = [
            question.answers.get(one) for one in (value if isinstance(value, list) else [value])
        ]
        if all(one is not None for one in chosen):
            answers.append({"question": question.id, "responses": chosen})
        else:
            answers.append({"question": question.id, "value": str(value)})
    return {
        "person": row.person_key,
        "body": {
            "canvass": {
                "origin_system": ORIGIN,
                "action_date": row.at.isoformat(),
                "contact_type": words.contact_type or "in-person",
                "input_type": words.input_type or "mobile",
                "success": is_success,
                "status_code": "" if is_success else words.results.get(row.disposition.value, own),
            },
            "add_answers": answers,
        },
    }
