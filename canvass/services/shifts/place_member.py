"""Gives somebody a place in a shift."""

from datetime import datetime

from canvass.models import Shift, ShiftMember
from canvass.models.shift import Capacity, new_salt
from canvass.services.shifts.change_capacity import change_capacity
from canvass.services.shifts.edit_hours import edit_hours
from canvass.services.shifts.hold_shift import hold_open_shift
from canvass.services.shifts.paper_token import BADGE, hash_of, letter_token, token_of
from canvass.services.shifts.shift_problems import InAnotherTeam
from turf.models import Membership
from turf.transactions import writing


@writing()
def place_member(
    *,
    shift: Shift,
    membership: Membership,
    capacity: Capacity,
    travel_minutes: int,
    placed_by: Membership,
    placed_at: datetime,
) -> ShiftMember:
    """Return the place of ``membership`` in ``shift``, paid or volunteer, made or changed.

    Letter and badge come with it. What is changed of somebody who has hours is an edit of them,
    see `edit_hours`. Raises ShiftOver, OwnHours, and InAnotherTeam where ``placed_by`` is a lead
    who does not lead them.
    """
    held = hold_open_shift(shift=shift)
    _check_team(membership, placed_by, placed_at)
    salt = new_salt()
    member, _ = ShiftMember.objects.get_or_create(
        shift=held,
        membership=membership,
        defaults={
            "organization_id": held.organization_id,
            "capacity": capacity,
            "travel_minutes": travel_minutes,
            "salt": salt,
            "letter_hash": hash_of(letter_token(salt, 0)),
            "badge_hash": hash_of(token_of(salt, BADGE)),
        },
    )
    placed: ShiftMember = member
    if (placed.capacity, placed.travel_minutes) == (capacity, travel_minutes):
        return placed
    if placed.checked_in_at is not None:
        changes = {"capacity": capacity, "travel_minutes": travel_minutes}
        edit_hours(member=placed, changes=changes, edited_by=placed_by, edited_at=placed_at)
        placed.refresh_from_db()
        return placed
    change_capacity(member=placed, capacity=capacity)
    placed.travel_minutes = travel_minutes
    placed.save(update_fields=["travel_minutes"])
    return placed


def _check_team(membership: Membership, by: Membership, at: datetime) -> None:
    # Held, so that of two leads who place somebody at once the second sees the first's team.
    Membership.objects.select_for_update(no_key=True).get(pk=membership.pk)
    if not Membership.objects.led_by(by, at).filter(pk=membership.pk).exists():
        raise InAnotherTeam("This person is in another lead's shift: let a director place them")
