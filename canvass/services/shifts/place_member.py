"""Gives somebody a place in a shift, or takes it away."""

from canvass.models import Shift, ShiftMember
from canvass.models.shift import Capacity, new_salt
from canvass.services.shifts.hold_shift import hold_member, hold_open_shift
from canvass.services.shifts.paper_token import BADGE, LETTER, hash_of, token_of
from canvass.services.shifts.shift_problems import CheckedIn
from turf.models import Membership
from turf.transactions import writing


@writing()
def place_member(
    *, shift: Shift, membership: Membership, capacity: Capacity, travel_minutes: int
) -> ShiftMember:
    """Return the place of ``membership`` in ``shift``, paid or volunteer, made or changed.

    Letter and badge come with it. Raises ShiftOver.
    """
    held = hold_open_shift(shift=shift)
    salt = new_salt()
    member, _ = ShiftMember.objects.update_or_create(
        shift=held,
        membership=membership,
        defaults={"capacity": capacity, "travel_minutes": travel_minutes},
        create_defaults={
            "organization_id": held.organization_id,
            "capacity": capacity,
            "travel_minutes": travel_minutes,
            "salt": salt,
            "letter_hash": hash_of(token_of(salt, LETTER)),
            "badge_hash": hash_of(token_of(salt, BADGE)),
        },
    )
    placed: ShiftMember = member
    return placed


@writing()
def remove_member(*, shift: Shift, membership: Membership) -> None:
    """Take the place of ``membership`` in ``shift`` away; their letter ends with it.

    Raises ShiftOver, NotInShift, and CheckedIn for somebody who has hours.
    """
    held = hold_open_shift(shift=shift)
    member = hold_member(shift=held, membership=membership)
    if member.checked_in_at is not None:
        raise CheckedIn("This person has hours in the shift: check them out instead")
    member.delete()
