"""Gives what was committed its place in the organization's order."""

import json
from collections import defaultdict
from collections.abc import Sequence

from django.db import connection

from canvass.models import Change, ScopeHead, SyncLog
from canvass.services.changes.lock_sync_log import lock_sync_log
from canvass.sync.state_hash import document_hash, moved_hash
from turf.transactions import writing

AT_ONCE = 10_000
"""Rows numbered by one statement: they are held in memory."""

_EMPTY = ScopeHead._meta.get_field("state_hash").default

_NUMBER = {
    "postgresql": (
        "UPDATE canvass_change SET seq = %s + listed.place,"
        " counted = CASE WHEN is_deleted THEN 0 ELSE revision END"
        " FROM jsonb_array_elements_text(%s::jsonb) WITH ORDINALITY AS listed (id, place)"
        " WHERE canvass_change.id = listed.id::bigint"
    ),
    "sqlite": (
        "UPDATE canvass_change SET seq = %s + listed.key + 1,"
        " counted = CASE WHEN is_deleted THEN 0 ELSE revision END"
        " FROM json_each(%s) AS listed WHERE canvass_change.id = listed.value"
    ),
}


@writing()
def number_changes(*, organization: int) -> int:
    """Number the committed changes of ``organization`` (an id) that have none; return how many.

    Numbers are given under one lock, after the commit of what they number: who has read up to a
    number has seen all before it. What a writer holds at this moment is left for the next reader.
    The heads of the scopes and their state hashes move along.
    """
    log = lock_sync_log(organization=organization)
    first = log.last_seq
    waiting = (
        Change.objects.for_organization(organization).filter(seq=None).order_by("id")[:AT_ONCE]
    )
    while rows := list(waiting.select_for_update(skip_locked=True)):
        _number(rows, after=log.last_seq)
        _move_heads(organization, rows, after=log.last_seq)
        log.last_seq += len(rows)
    if log.last_seq > first:
        SyncLog.objects.filter(pk=log.pk).update(last_seq=log.last_seq)
    return log.last_seq - first


def _number(rows: Sequence[Change], *, after: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_NUMBER[connection.vendor], [after, json.dumps([row.pk for row in rows])])


def _move_heads(organization: int, rows: Sequence[Change], *, after: int) -> None:
    """Count each row's new revision in the place of the one that was counted."""
    shares = defaultdict(list)
    last_seq = {}
    for seq, row in enumerate(rows, start=after + 1):
        scope = row.membership_id, row.collection
        shares[scope].append(document_hash(row.row, 0 if row.is_deleted else row.revision))
        shares[scope].append(-document_hash(row.row, row.counted))
        last_seq[scope] = seq
    heads = ScopeHead.objects.for_organization(organization).filter(
        membership__in={membership for membership, _ in shares}
    )
    before = {(head.membership_id, head.collection): head.state_hash for head in heads}
    ScopeHead.objects.bulk_create(
        [
            ScopeHead(
                organization_id=organization,
                membership_id=scope[0],
                collection=scope[1],
                last_seq=last_seq[scope],
                state_hash=moved_hash(before.get(scope, _EMPTY), shares[scope]),
            )
            for scope in sorted(shares)
        ],
        update_conflicts=True,
        unique_fields=["membership", "collection"],
        update_fields=["last_seq", "state_hash"],
    )
