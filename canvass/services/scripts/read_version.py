"""Reads a stored version back as the document its fingerprint was taken of."""

from typing import Any

from canvass.models import ScriptVersion


def read_version(*, version: ScriptVersion) -> dict[str, Any]:
    """Return the version's content, as `draft_script` took it."""
    return {
        "name": version.script.name,
        "languages": version.languages,
        "first": version.first,
        "questions": [
            {
                "key": one.key,
                "kind": one.kind,
                "wording": one.wording,
                "choices": one.choices,
                "next_by_answer": one.next_by_answer,
                "next": one.next_key,
                "is_required": one.is_required,
                "about": one.about or None,
                "step": one.step or None,
            }
            for one in version.questions.order_by("position")
        ],
        "cards": version.cards,
    }
