"""Stores one exact text of a script, for the gate to judge."""

from collections.abc import Mapping
from typing import Any

from canvass.models import Question, Script, ScriptVersion
from canvass.scripts.content_hash import content_hash
from canvass.scripts.problem import Refused
from canvass.scripts.read_script import read_script
from canvass.scripts.structure import Script as Read
from canvass.scripts.write_script import document_of
from canvass.services.scripts.script_problems import DocumentRefused
from turf.models import Campaign, User
from turf.transactions import writing


@writing()
def draft_script(
    *, campaign: Campaign, content: Mapping[str, Any], author: User | None
) -> ScriptVersion:
    """Return the version that holds ``content``, a draft if that text is new.

    ``content`` is what `read_script` reads. It is published by whoever opens its gate; see
    `decide_gate`. Raises DocumentRefused with all that is wrong with it at once.
    """
    read = _read(content)
    script, _ = Script.objects.get_or_create(
        organization_id=campaign.organization_id, campaign=campaign, name=read.name
    )
    # Locked so that two new texts at once get two numbers.
    Script.objects.select_for_update().get(pk=script.pk)
    fingerprint = content_hash(document_of(read))
    there: ScriptVersion | None = script.versions.filter(content_hash=fingerprint).first()
    if there is not None:
        return there
    version: ScriptVersion = ScriptVersion.objects.create(
        organization_id=campaign.organization_id,
        script=script,
        number=script.versions.count() + 1,
        languages=list(read.languages),
        first=read.first,
        cards=[dict(card) for card in read.cards],
        content_hash=fingerprint,
        author=author,
    )
    Question.objects.bulk_create(_questions(version, read))
    return version


def _read(content: Mapping[str, Any]) -> Read:
    try:
        return read_script(content)
    except Refused as refused:
        problems = refused.problems
    raise DocumentRefused(problems)


def _questions(version: ScriptVersion, read: Read) -> list[Question]:
    return [
        Question(
            organization_id=version.organization_id,
            version=version,
            position=position,
            key=question["key"],
            kind=question["kind"],
            wording=question["wording"],
            choices=question["choices"],
            next_by_answer=question["next_by_answer"],
            next_key=question["next"],
            is_required=question["is_required"],
            about=question["about"] or "",
            step=question["step"] or "",
        )
        for position, question in enumerate(document_of(read)["questions"], start=1)
    ]
