"""Puts members into a universe."""

from collections.abc import Iterable

from turf.models import Universe, UniverseMember
from turf.statistics import refresh_statistics

BATCH = 5_000
Member = tuple[int, int | None, bool]
"""Door and person (ids), and whether that one is to be reached."""


def store_members(*, universe: Universe, members: Iterable[Member]) -> None:
    """Make ``universe`` of exactly ``members``, each named once."""
    universe.members.all().delete()
    UniverseMember.objects.bulk_create(
        (
            UniverseMember(
                organization_id=universe.organization_id,
                universe=universe,
                door_id=door,
                person_id=person,
                is_target=is_target,
            )
            for door, person, is_target in members
        ),
        batch_size=BATCH,
    )
    refresh_statistics(UniverseMember)
