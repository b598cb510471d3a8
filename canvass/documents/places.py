"""Where lists lead: what former visits are looked up by."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from turf.models import ListedDoor, Membership


@dataclass(frozen=True, slots=True)
class Place:
    """A door as it stands on a list; all but the list are rows."""

    walk_list: UUID
    campaign: int
    door: int
    building: int


def places_of(*, membership: Membership, walk_lists: Collection[UUID]) -> list[Place]:
    """Return every door of ``walk_lists``, with its building."""
    listed = ListedDoor.objects.for_organization(membership.organization_id).filter(
        walk_list__in=walk_lists
    )
    columns = ("walk_list", "walk_list__campaign", "door", "door__building")
    return [Place(*row) for row in listed.values_list(*columns)]
