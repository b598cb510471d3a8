"""Publishes a training module."""

import re
from collections.abc import Mapping

from canvass.models import TrainingModule
from turf.errors import StoopError
from turf.models import Organization
from turf.transactions import writing

_LANGUAGE = re.compile(r"[a-z]{2,3}", re.ASCII)


class LanguagesDiffer(StoopError):
    """A module has a title in one language and no text in it, or the other way round."""

    code = "languages_differ"


@writing()
def publish_module(
    *, organization: Organization, topic: str, title: Mapping[str, str], text: Mapping[str, str]
) -> TrainingModule:
    """Return the module of ``topic`` with these words, by language; a new one where there is none.

    Raises LanguagesDiffer.
    """
    are_languages = all(_LANGUAGE.fullmatch(one) for one in title)
    if not title or title.keys() != text.keys() or not are_languages:
        raise LanguagesDiffer("Give title and text in the same languages, by codes as en and es")
    # Locked so that two new modules at once get two numbers.
    Organization.objects.select_for_update(no_key=True).get(pk=organization.pk)
    of_topic = TrainingModule.objects.for_organization(organization).filter(topic=topic)
    there: TrainingModule | None = of_topic.filter(title=dict(title), text=dict(text)).first()
    if there is not None:
        return there
    made: TrainingModule = TrainingModule.objects.create(
        organization=organization,
        topic=topic,
        number=of_topic.count() + 1,
        title=dict(title),
        text=dict(text),
    )
    return made
