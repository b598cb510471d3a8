"""Plans a shift."""

from datetime import datetime, timedelta
from uuid import UUID

from canvass.models import Shift
from canvass.models.shift import Capacity
from canvass.services.shifts.place_member import place_member
from canvass.services.shifts.shift_problems import ShiftEndsFirst
from turf.errors import NotFound
from turf.models import Campaign, Membership, Role
from turf.transactions import writing

LONGEST = timedelta(hours=16)


@writing()
def plan_shift(  # noqa: PLR0913 (all by name)
    *,
    campaign: Campaign,
    shift_id: UUID,
    area: str,
    starts_at: datetime,
    ends_at: datetime,
    briefing_minutes: int,
    planned_by: Membership,
    planned_at: datetime,
    capacity: Capacity = Capacity.PAID,
) -> Shift:
    """Return the shift ``shift_id`` of ``campaign``, planned if it is new.

    Asked for again, it is the one that is there, as it is. A lead who plans a shift leads it: they
    have a place in it as ``capacity``, which they can change or leave. Raises ShiftEndsFirst, and
    NotFound when the id is taken elsewhere.
    """
    if not starts_at < ends_at <= starts_at + LONGEST:
        raise ShiftEndsFirst("A shift ends after it starts, and within 16 hours")
    shift, is_new = Shift.objects.get_or_create(
        id=shift_id,
        defaults={
            "organization_id": campaign.organization_id,
            "campaign": campaign,
            "area": area,
            "starts_at": starts_at,
            "ends_at": ends_at,
            "briefing_minutes": briefing_minutes,
        },
    )
    if shift.campaign_id != campaign.pk:
        raise NotFound("This id is taken: make another one")
    planned: Shift = shift
    if is_new and planned_by.role == Role.LEAD:
        place_member(
            shift=planned,
            membership=planned_by,
            capacity=capacity,
            travel_minutes=0,
            placed_by=planned_by,
            placed_at=planned_at,
        )
    return planned
