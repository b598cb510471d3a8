"""Publishes one exact text of a script."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from canvass.models import Question, Script, ScriptVersion
from canvass.scripts.content_hash import content_hash
from turf.models import Campaign, User
from turf.transactions import writing


@writing()
def publish_script(
    *, campaign: Campaign, content: Mapping[str, Any], author: User | None, published_at: datetime
) -> ScriptVersion:
    """Return the version that holds ``content``, publishing it if that text is new.

    ``content`` has name, languages, first, cards, and questions, each with key, kind, wording by
    language, choices, next_by_answer, next, is_required.
    """
    script, _ = Script.objects.get_or_create(
        organization_id=campaign.organization_id, campaign=campaign, name=content["name"]
    )
    # Locked so that two new texts at once get two numbers.
    Script.objects.select_for_update().get(pk=script.pk)
    fingerprint = content_hash(content)
    there: ScriptVersion | None = script.versions.filter(content_hash=fingerprint).first()
    if there is not None:
        return there
    version: ScriptVersion = ScriptVersion.objects.create(
        organization_id=campaign.organization_id,
        script=script,
        number=script.versions.count() + 1,
        languages=content["languages"],
        first=content["first"],
        cards=content.get("cards", []),
        content_hash=fingerprint,
        author=author,
        published_at=published_at,
    )
    Question.objects.bulk_create(
        Question(
            organization_id=campaign.organization_id,
            version=version,
            position=position,
            key=question["key"],
            kind=question["kind"],
            wording=question["wording"],
            choices=question.get("choices", []),
            next_by_answer=question.get("next_by_answer", {}),
            next_key=question.get("next") or "",
            is_required=question.get("is_required", True),
        )
        for position, question in enumerate(content["questions"], start=1)
    )
    return version
