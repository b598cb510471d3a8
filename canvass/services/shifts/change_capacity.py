"""Changes as what somebody walks in a shift."""

from canvass.models import ShiftMember
from canvass.models.shift import Capacity
from canvass.services.shifts.paper_token import hash_of, letter_token


def change_capacity(*, member: ShiftMember, capacity: Capacity) -> None:
    """Let ``member`` walk as ``capacity``: a letter that states another is not valid any more.

    The caller holds the row. The badge, which says nothing of it, stands.
    """
    if member.capacity == capacity:
        return
    member.capacity = capacity
    member.letter_number += 1
    member.letter_hash = hash_of(letter_token(bytes(member.salt), member.letter_number))
    member.save(update_fields=["capacity", "letter_number", "letter_hash"])
