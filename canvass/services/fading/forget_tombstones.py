"""Forgets what phones were told to let go of, once they had the time to read it."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from canvass.models import AssignmentHolder, Change, Collection
from canvass.services.changes.lock_sync_log import lock_sync_log
from canvass.services.changes.number_changes import number_changes
from turf.models import ListedDoor, Organization
from turf.transactions import writing

READ_WITHIN = timedelta(hours=20)
"""As long as a list is usually lent: a phone that was not there since lets go of it by itself."""

_OF_LISTS = (Collection.WALK_LISTS, Collection.DOOR_STATES, Collection.NOTICES)


@writing()
def forget_tombstones(*, organization: Organization, at: datetime) -> int:
    """Remove the tombstones of lists, doors and notices of which no loan tells; how many.

    They would count who declined, or had an offer taken back, for ever. Those go that were numbered
    at least `READ_WITHIN` before ``at``, as far as the last call noted. A phone that did not read
    one by then holds more than the log says it should, and reads all anew.
    """
    number_changes(organization=organization.pk)
    log = lock_sync_log(organization=organization.pk)
    if log.noted_at is not None and at - log.noted_at < READ_WITHIN:
        return 0
    gone = list(
        Change.objects.for_organization(organization).filter(
            is_deleted=True, collection__in=_OF_LISTS, seq__lte=log.noted_seq
        )
    )
    orphans = _orphans(gone)
    Change.objects.filter(pk__in=orphans).delete()
    log.noted_seq, log.noted_at = log.last_seq, at
    log.save(update_fields=["noted_seq", "noted_at"])
    return len(orphans)


def _orphans(gone: Iterable[Change]) -> list[int]:
    """Find those whose member has no loan of their list, standing or ended; notices are gone."""
    members = {one.membership_id for one in gone}
    held = {
        (membership, str(walk_list))
        for membership, walk_list in AssignmentHolder.objects.filter(
            membership__in=members
        ).values_list("membership", "assignment__walk_list")
    }
    doors = [int(one.row) for one in gone if one.collection == Collection.DOOR_STATES]
    list_of = {
        str(door): str(walk_list)
        for door, walk_list in ListedDoor.objects.filter(pk__in=doors).values_list(
            "pk", "walk_list"
        )
    }
    return [
        one.pk
        for one in gone
        if one.collection == Collection.NOTICES
        or (one.membership_id, list_of.get(one.row, one.row)) not in held
    ]
