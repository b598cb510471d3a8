"""Shifts and their people, for tests."""

import json
from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from canvass.models.shift import Capacity
from canvass.services.shifts.place_member import place_member
from canvass.services.shifts.plan_shift import plan_shift
from turf.models import Membership, Role


def make_shift(campaign, *members, starts_at=None, hours=4, planned_by=None, **fields):
    """Plan a shift that starts now, with paid ``members``; by a director unless one is given."""
    starts_at = starts_at or timezone.now()
    shift = plan_shift(
        campaign=campaign,
        shift_id=uuid4(),
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=hours),
        planned_by=planned_by or Membership(role=Role.DIRECTOR),
        planned_at=timezone.now(),
        **{"area": "West side", "briefing_minutes": 20} | fields,
    )
    for member in members:
        place(shift, member)
    return shift


def place(shift, member, capacity=Capacity.PAID, travel_minutes=0):
    """Give somebody a place."""
    return place_member(
        shift=shift,
        membership=member,
        capacity=capacity,
        travel_minutes=travel_minutes,
        placed_by=member,
        placed_at=timezone.now(),
    )


def propose(world, shift, **asked):
    """Have lists proposed by a lead over HTTP."""
    url = f"/api/v1/shifts/{shift.pk}/propose/"
    return world.by_session("lead").post(url, json.dumps(asked), content_type="application/json")
