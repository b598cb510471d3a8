"""Whether people did what a list asks for."""

from collections.abc import Collection, Sequence
from uuid import UUID

from canvass.models import RequiredModule, SignOff
from turf.errors import StoopError
from turf.models import WalkList


class TrainingMissing(StoopError):
    """Somebody has not done a module that the list requires."""

    code = "training_missing"


def check_training(*, walk_list: WalkList, members: Collection[int]) -> None:
    """Raise TrainingMissing, naming the topics, unless all ``members`` (ids) did every module."""
    missing = missing_modules(walk_lists=[walk_list], members=members)[walk_list.pk]
    if not missing:
        return
    told = "; ".join(
        f"member {member}: {', '.join(sorted(topics))}"
        for member, topics in sorted(missing.items())
    )
    raise TrainingMissing(f"List {walk_list.number} needs training that is not signed off: {told}")


def missing_modules(
    *, walk_lists: Sequence[WalkList], members: Collection[int]
) -> dict[UUID, dict[int, set[str]]]:
    """Return, of each list, the topics that members still lack; who lacks none is left out.

    Two queries, however many there are.
    """
    required = RequiredModule.objects.filter(walk_list__in=walk_lists).values_list(
        "walk_list", "module", "module__topic"
    )
    done = set(SignOff.objects.filter(membership__in=members).values_list("membership", "module"))
    missing: dict[UUID, dict[int, set[str]]] = {one.pk: {} for one in walk_lists}
    for walk_list, module, topic in required:
        for member in members:
            if (member, module) not in done:
                missing[walk_list].setdefault(member, set()).add(topic)
    return missing
