"""Keeps lists from phones whose doors were chosen by what people think."""

from collections.abc import Mapping, Sequence

from canvass.models import Question
from canvass.scripts.gate.findings import Finding
from canvass.scripts.gate.settings import Profile
from canvass.scripts.gate.universe import Criterion, filtered_by_leaning, told_by_leaning
from turf.errors import StoopError
from turf.models import Universe, WalkList


class UniverseByLeaning(StoopError):
    """A universe was filtered by party, modelled support or an answer that tells a leaning."""

    code = "universe_by_leaning"


class UniverseNotOpened(StoopError):
    """Nobody of compliance looked at a universe whose members were named one by one."""

    code = "universe_not_opened"


def check_universe(*, walk_list: WalkList) -> None:
    """Raise UniverseByLeaning where the list's universe depends on what people think.

    Raises UniverseNotOpened in `c3_strict` for an uploaded one that nobody of compliance opened.
    """
    universe: Universe | None = (
        Universe.objects.filter(cuts__turfs__rounds=walk_list.round_id)
        .select_related("campaign__organization")
        .first()
    )
    if universe is None:
        return
    found = findings_of_universe(universe=universe)
    if found:
        raise UniverseByLeaning(f"List {walk_list.number} cannot go out: {found[0].message}")
    if needs_opening(universe=universe) and universe.opened_at is None:
        raise UniverseNotOpened(
            f"List {walk_list.number} cannot go out: let somebody of compliance read how the"
            f" members of {universe.name} were chosen, and open it"
        )


def needs_opening(*, universe: Universe) -> bool:
    """Tell whether somebody has to look: no filter says how the members were chosen."""
    profile = Profile(universe.campaign.organization.profile)
    return profile is Profile.C3_STRICT and not universe.criteria


def findings_of_universe(*, universe: Universe) -> list[Finding]:
    """List what of ``universe`` its organization may not go by: criteria, and words about it."""
    profile = Profile(universe.campaign.organization.profile)
    told = {"name": universe.name, "description": universe.description}
    found = list(told_by_leaning(told, profile=profile))
    criteria = _criteria(universe.criteria)
    if not criteria:
        return found
    asked = Question.objects.filter(version__script__campaign=universe.campaign).exclude(about="")
    keys = set(asked.values_list("key", flat=True))
    return found + list(filtered_by_leaning(criteria, profile=profile, leaning_questions=keys))


def _criteria(criteria: Mapping[str, Sequence[str]]) -> list[Criterion]:
    return [Criterion(field, value) for field, values in criteria.items() for value in values]
