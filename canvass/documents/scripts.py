"""Scripts as phones hold them: one exact text, whole, and only while its gate is open."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from django.db.models import F

from canvass.models import Question, ScriptVersion
from turf.models import Membership

QUESTION = (
    "key",
    "position",
    "kind",
    "wording",
    "choices",
    "next_by_answer",
    "next_key",
    "is_required",
)


def scripts_of(
    *, membership: Membership, versions: Collection[int | None]
) -> dict[int | None, dict[str, Any]]:
    """Return those of the versions (ids) that may be read, by id, with their questions in order."""
    asked = [version for version in versions if version is not None]
    organization = membership.organization_id
    questions: dict[int, list[dict[str, Any]]] = defaultdict(list)
    listed = Question.objects.for_organization(organization).filter(version__in=asked)
    for question in listed.order_by("version", "position").values("version", *QUESTION):
        questions[question.pop("version")].append(question)
    own = ScriptVersion.objects.for_organization(organization)
    found = own.with_open_gate().filter(pk__in=asked)
    return {
        version["id"]: {
            "id": version["id"],
            "name": version["script_name"],
            "number": version["number"],
            "languages": version["languages"],
            "first": version["first"],
            "cards": version["cards"],
            "content_hash": version["content_hash"],
            "questions": questions[version["id"]],
        }
        for version in found.values(
            "id",
            "number",
            "languages",
            "first",
            "cards",
            "content_hash",
            script_name=F("script__name"),
        )
    }
