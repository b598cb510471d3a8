"""Keeps an item that waits from everybody else until a decision about it is stored."""

from collections.abc import Iterable
from uuid import UUID

from canvass.models import QuarantinedItem
from canvass.models.intake import HoldState
from canvass.services.review.review_problems import ItemSettled
from turf.models import WalkList

WAITING = frozenset({HoldState.HELD, HoldState.QUARANTINED})


def hold_item(
    *,
    item: QuarantinedItem,
    walk_lists: Iterable[UUID] = (),
    states: frozenset[HoldState] = WAITING,
) -> QuarantinedItem:
    """Return ``item`` as it stands now, locked until the transaction ends.

    The lists that its knock speaks of are locked before it, as a push does: two who lock in turn
    would wait for each other. Raises ItemSettled when it is in none of ``states``.
    """
    own = WalkList.objects.for_organization(item.organization_id).filter(id__in=list(walk_lists))
    list(own.order_by("id").select_for_update(no_key=True).values_list("id"))
    held: QuarantinedItem = (
        QuarantinedItem.objects.select_for_update(of=("self",), no_key=True)
        .select_related("intake__membership", "intake__device")
        .get(pk=item.pk)
    )
    if held.state not in states:
        raise ItemSettled(f"This item is {held.state} already: load it again")
    return held
