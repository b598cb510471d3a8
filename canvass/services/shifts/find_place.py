"""Finds the place in a shift that somebody had at a moment."""

from datetime import datetime, timedelta

from canvass.models import ShiftMember
from canvass.services.shifts.check_in import EARLIEST
from canvass.services.shifts.find_paper import OVERRUN
from turf.models import Membership

REACHES_BACK = timedelta(hours=36)
"""A shift that began longer ago has nobody at its doors, whatever nobody wrote down."""


def find_place(*, membership: Membership, at: datetime) -> ShiftMember | None:
    """Return the place of ``membership`` that fits ``at`` best, None where none is near.

    First where they were checked in then, next what was planned for then, and last what they came
    to or what is nearest: who was checked out a while ago may still be on the way home.
    """
    near = ShiftMember.objects.for_organization(membership.organization_id).filter(
        membership=membership,
        shift__starts_at__range=(at - REACHES_BACK, at + EARLIEST),
    )
    places = near.select_related("shift__campaign", "lead__user")
    return max(places, key=lambda place: _fit(place, at), default=None)


def _fit(place: ShiftMember, at: datetime) -> tuple[bool, bool, bool, float]:
    """Tell how well ``place`` fits ``at``; the more the better."""
    came, went, shift = place.checked_in_at, place.checked_out_at, place.shift
    gone = shift.ends_at + OVERRUN if went is None else went
    was_there = came is not None and came <= at <= gone
    is_over = shift.ended_at is not None and shift.ended_at < at
    is_planned = shift.starts_at <= at <= shift.ends_at and not is_over
    began = came or shift.starts_at
    return was_there, is_planned, came is not None, began.timestamp()
