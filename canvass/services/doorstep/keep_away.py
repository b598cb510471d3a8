"""Writes down what somebody told a member: not to visit a household, to leave a building."""

from datetime import datetime

from canvass.models import KeepAway
from canvass.services.doorstep.settle_keep_aways import settle_keep_aways
from turf.models import Building, Door, Membership
from turf.transactions import writing


@writing()
def keep_away(*, place: Door | Building, set_by: Membership, asked_at: datetime) -> KeepAway:
    """Return what keeps us from ``place``; a member who says it twice has said it once."""
    where = {"door": place} if isinstance(place, Door) else {"building": place}
    known: KeepAway | None = KeepAway.objects.filter(
        **where, set_by=set_by, lifted_at__isnull=True
    ).first()
    asked: KeepAway = known or KeepAway.objects.create(
        organization_id=place.organization_id, **where, set_by=set_by, asked_at=asked_at
    )
    settle_keep_aways(
        organization=place.organization_id,
        doors={place.pk} if isinstance(place, Door) else (),
        buildings=() if isinstance(place, Door) else {place.pk},
    )
    return asked
