"""Lets phones drop the knocks of a closed list, before the list is faded."""

from django.db.models import F

from canvass.models import Change, Collection, Knock
from turf.models import WalkList
from turf.transactions import writing


@writing()
def withdraw_knocks(*, walk_list: WalkList) -> None:
    """Tell the phones of who knocked ``walk_list`` that its knocks are no longer theirs.

    What the change log has to say it can only say while it knows whom to tell. Safe to repeat.
    """
    uids = Knock.objects.filter(walk_list=walk_list, faded_as=None).values_list("uid", flat=True)
    Change.objects.for_organization(walk_list.organization_id).filter(
        collection=Collection.KNOCKS, row__in=[str(uid) for uid in uids], is_deleted=False
    ).update(is_deleted=True, seq=None, revision=F("revision") + 1)
