"""Whether the doors of a list were worked: what a partner on the same list has done."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from canvass.models import Assignment
from turf.models import ListedDoor, Membership

DONE, LEFT = "done", "left"


def documents_of(
    *, membership: Membership, rows: Collection[str], at: datetime
) -> dict[str, dict[str, Any]]:
    """Return the state of the listed doors ``rows`` (ids) by id, without a person or an answer.

    Only doors of lists that ``membership`` holds at ``at`` are there. A door is left again once
    every knock at it was taken back.
    """
    held = Assignment.objects.held_by(membership).live(at)
    listed = ListedDoor.objects.for_organization(membership.organization_id).filter(
        pk__in=[int(row) for row in rows], walk_list__in=held.values("walk_list")
    )
    return {
        str(row): {
            "walk_list": walk_list,
            "door": door,
            "state": LEFT if worked_at is None else DONE,
            "at": worked_at,
        }
        for row, walk_list, door, worked_at in listed.values_list(
            "pk", "walk_list", "door", "worked_at"
        )
    }
