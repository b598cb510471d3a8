"""Gives somebody a place in a shift."""

from canvass.models import Shift, ShiftMember
from canvass.models.shift import Capacity, new_salt
from canvass.services.shifts.hold_shift import hold_open_shift
from canvass.services.shifts.paper_token import BADGE, LETTER, hash_of, token_of
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
