"""Finds what newly stored corrections change beside themselves."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from canvass.models import KeepAway, Knock, Result
from canvass.sync.knock_in import KnockIn


@dataclass(frozen=True, slots=True)
class Corrected:
    """The knocks that are corrected, and other corrections of the same ones.

    ``doors`` are theirs (ids); ``asked`` has the uids of those at which somebody asked us to keep
    away, ``told`` of those with a result of a person.
    """

    doors: set[int] = field(default_factory=set)
    asked: set[UUID] = field(default_factory=set)
    told: set[UUID] = field(default_factory=set)


def find_corrected(*, organization: int, knocks: Sequence[KnockIn]) -> Corrected:
    """Return what ``knocks`` correct, in one query, and none where they correct nothing."""
    found = Corrected()
    parents = [knock.supersedes for knock in knocks if knock.supersedes]
    if not parents:
        return found
    stored = (
        Knock.objects.for_organization(organization)
        .filter(Q(uid__in=parents) | Q(supersedes__in=parents))
        .annotate(
            has_asked=Exists(KeepAway.objects.filter(knock=OuterRef("pk"))),
            has_told=Exists(Result.objects.filter(knock=OuterRef("pk"), person__isnull=False)),
        )
    )
    for uid, door, has_asked, has_told in stored.values_list(
        "uid", "door", "has_asked", "has_told"
    ):
        found.doors.add(door)
        if has_asked:
            found.asked.add(uid)
        if has_told:
            found.told.add(uid)
    return found
