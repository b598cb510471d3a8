"""Removes an offer that nobody took up."""

from canvass.models import Assignment
from canvass.services.lending.put_back_list import put_back_list
from turf.models import WalkList


def forget_offer(*, offer: Assignment, walk_list: WalkList) -> None:
    """Remove ``offer`` as if it had never been made; its list is free at once.

    Whether it was declined or taken back is told by nothing that stays. The caller holds the locks
    of both.
    """
    Assignment.objects.filter(pk=offer.pk).delete()
    put_back_list(walk_list=walk_list)
