"""Puts a list that nobody holds any more back where it can be lent from."""

from turf.models import WalkList
from turf.models.walk_list import ListState


def put_back_list(*, walk_list: WalkList) -> None:
    """Mark ``walk_list`` finished if every door was worked, else ready again; a closed one stays.

    The caller holds its lock.
    """
    if walk_list.state in (ListState.CLOSED, ListState.ROLLED_BACK):
        return
    has_left = walk_list.listed_doors.filter(worked_at__isnull=True).exists()
    walk_list.state = ListState.READY if has_left else ListState.FINISHED
    walk_list.save(update_fields=["state"])
