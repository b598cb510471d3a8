"""Writes down a question that all candidates of a race are asked."""

from collections.abc import Mapping

from turf.models import Race, RaceQuestion
from turf.transactions import writing


@writing()
def ask_candidates(*, race: Race, wording: Mapping[str, str]) -> RaceQuestion:
    """Return the question with that ``wording`` (by language), the race's next one if it is new."""
    # Locked so that two new questions at once get two numbers.
    Race.objects.select_for_update().get(pk=race.pk)
    asked = list(race.questions.order_by("number"))
    for one in asked:
        if one.wording == dict(wording):
            return one
    made: RaceQuestion = RaceQuestion.objects.create(
        organization_id=race.organization_id,
        race=race,
        number=len(asked) + 1,
        wording=dict(wording),
    )
    return made
