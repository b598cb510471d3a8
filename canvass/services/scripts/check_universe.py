"""Keeps lists from phones whose doors were chosen by what people think."""

from collections.abc import Mapping, Sequence

from canvass.models import Question
from canvass.scripts.gate.findings import Finding
from canvass.scripts.gate.settings import Profile
from canvass.scripts.gate.universe import Criterion, filtered_by_leaning
from turf.errors import StoopError
from turf.models import Universe, WalkList


class UniverseByLeaning(StoopError):
    """A universe was filtered by party, modelled support or an answer that tells a leaning."""

    code = "universe_by_leaning"


def check_universe(*, walk_list: WalkList) -> None:
    """Raise UniverseByLeaning where the list's universe depends on what people think."""
    universe: Universe | None = (
        Universe.objects.filter(cuts__turfs__rounds=walk_list.round_id)
        .select_related("campaign__organization")
        .first()
    )
    found = findings_of_universe(universe=universe) if universe else []
    if found:
        raise UniverseByLeaning(f"List {walk_list.number} cannot go out: {found[0].message}")


def findings_of_universe(*, universe: Universe) -> list[Finding]:
    """List the criteria of ``universe`` that its organization may not filter by."""
    criteria = _criteria(universe.criteria)
    if not criteria:
        return []
    campaign = universe.campaign
    asked = Question.objects.filter(version__script__campaign=campaign).exclude(about="")
    found = filtered_by_leaning(
        criteria,
        profile=Profile(campaign.organization.profile),
        leaning_questions=set(asked.values_list("key", flat=True)),
    )
    return list(found)


def _criteria(criteria: Mapping[str, Sequence[str]]) -> list[Criterion]:
    return [Criterion(field, value) for field, values in criteria.items() for value in values]
