"""Writes a script as the one document that its fingerprint is taken of."""

from typing import Any

from canvass.scripts.structure import Question, Script


def document_of(script: Script) -> dict[str, Any]:
    """Give every field `read_script` knows, in one form whatever was left out or spelt otherwise.

    An end is an empty text. Read again it is the same script.
    """
    return {
        "name": script.name,
        "languages": list(script.languages),
        "first": script.first,
        "questions": [_question(one) for one in script.questions],
        "cards": [dict(card) for card in script.cards],
    }


def _question(question: Question) -> dict[str, Any]:
    return {
        "key": question.key,
        "kind": str(question.kind),
        "wording": dict(question.wording),
        "choices": [
            {"value": choice.value, "label": dict(choice.label)} for choice in question.choices
        ],
        "next_by_answer": dict(question.next_by_answer),
        "next": question.next or "",
        "is_required": question.is_required,
        "about": str(question.about) if question.about else None,
        "step": str(question.step) if question.step else None,
    }
