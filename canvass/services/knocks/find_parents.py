"""Finds the knocks that corrections name."""

from collections.abc import Sequence

from canvass.models import Knock
from canvass.sync.knock_in import KnockIn
from canvass.sync.lineage import Place


def find_parents(*, organization: int, knocks: Sequence[KnockIn]) -> set[Place]:
    """Places of the stored knocks that ``knocks`` correct.

    The lists they stand on have to be locked by now: a parent could be stored in this very moment.
    """
    named = [knock.supersedes for knock in knocks if knock.supersedes]
    if not named:
        return set()
    stored = Knock.objects.for_organization(organization).filter(uid__in=named)
    return set(stored.values_list("walk_list_id", "uid"))
