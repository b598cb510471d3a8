"""Takes what the change log holds of a closed list out of it."""

from collections import defaultdict
from collections.abc import Sequence

from django.db.models import Max, Q

from canvass.models import Change, Collection, Knock, Notice, ScopeHead
from canvass.services.changes.lock_sync_log import lock_sync_log
from canvass.sync.state_hash import document_hash, moved_hash
from turf.models import WalkList


def forget_changes(*, walk_list: WalkList, knocks: Sequence[Knock]) -> None:
    """Remove every row that says who was told of ``walk_list``, its doors, notices and ``knocks``.

    The heads of the scopes move back to what is left, so that a phone which read further, or holds
    more, reads all anew.
    """
    organization = walk_list.organization_id
    notices = Notice.objects.filter(walk_list=walk_list)
    doors = walk_list.listed_doors.values_list("pk", flat=True)
    named = {
        Collection.WALK_LISTS: [str(walk_list.pk)],
        Collection.DOOR_STATES: [str(pk) for pk in doors],
        Collection.NOTICES: [str(pk) for pk in notices.values_list("pk", flat=True)],
        Collection.KNOCKS: [str(knock.uid) for knock in knocks],
    }
    # Whoever numbers moves the heads too.
    lock_sync_log(organization=organization)
    notices.delete()
    which = Q()
    for collection, rows in named.items():
        which |= Q(collection=collection, row__in=rows)
    told = Change.objects.for_organization(organization).filter(which)
    shares: dict[tuple[int, str], list[int]] = defaultdict(list)
    for row in told.select_for_update().order_by("pk"):
        shares[row.membership_id, row.collection].append(-document_hash(row.row, row.counted))
    told.delete()
    for (membership, scope), taken in shares.items():
        _move_head_back(organization, membership, scope, taken)


def _move_head_back(
    organization: int, membership: int, collection: str, shares: Sequence[int]
) -> None:
    scope = {"membership": membership, "collection": collection}
    heads = ScopeHead.objects.for_organization(organization).filter(**scope)
    left = Change.objects.for_organization(organization).filter(**scope)
    last_seq = left.aggregate(last=Max("seq"))["last"] or 0
    for head in heads:
        head.last_seq, head.state_hash = last_seq, moved_hash(head.state_hash, shares)
        head.save(update_fields=["last_seq", "state_hash"])
