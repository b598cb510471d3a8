"""Lifts what keeps us from a household or a building, for a reason."""

from datetime import datetime

from canvass.models import KeepAway
from canvass.services.doorstep.settle_keep_aways import settle_keep_aways
from turf.models import Membership
from turf.services.find_twins import find_twin_doors, find_twins
from turf.transactions import writing


@writing()
def lift_keep_away(
    *, keep_away: KeepAway, reason: str, lifted_by: Membership, lifted_at: datetime
) -> KeepAway:
    """Return ``keep_away``, lifted with all others of the same household or building.

    What is asked later, or comes to be known later, holds again. Repeated, it changes nothing.
    """
    organization = keep_away.organization_id
    doors, buildings = _places(keep_away)
    rows = KeepAway.objects.for_organization(organization).filter(lifted_at__isnull=True)
    rows = rows.filter(door__in=doors) if doors else rows.filter(building__in=buildings)
    rows.update(lifted_at=lifted_at, lifted_by=lifted_by, reason=reason)
    settle_keep_aways(organization=organization, doors=doors, buildings=buildings)
    keep_away.refresh_from_db()
    return keep_away


def _places(keep_away: KeepAway) -> tuple[set[int], set[int]]:
    """The doors or buildings of the same address on all ground of the organization."""
    organization = keep_away.organization_id
    if keep_away.door_id:
        twins = find_twin_doors(organization=organization, doors={keep_away.door_id})
        return set().union(*twins.values()), set()
    building = keep_away.building_id or 0
    twins = find_twins(organization=organization, buildings={building})
    return set(), set().union(*twins.values())
