"""Holds a walk list still while what becomes of it is decided."""

from turf.models import Campaign, WalkList


def hold_list(*, walk_list: WalkList) -> WalkList:
    """Read ``walk_list`` again, locked until the transaction ends.

    The campaign before it, as whoever freezes or edits does: numbers and rounds are given out under
    its lock, and two who wait for each other would wait for ever.
    """
    Campaign.objects.select_for_update(no_key=True).get(pk=walk_list.campaign_id)
    held: WalkList = (
        WalkList.objects.select_for_update(of=("self",))
        .select_related("campaign", "round__turf__cut")
        .get(pk=walk_list.pk)
    )
    return held


def is_lent(walk_list: WalkList) -> bool:
    """Tell whether somebody has the list, or was offered it."""
    return bool(WalkList.objects.filter(pk=walk_list.pk).lent().exists())
